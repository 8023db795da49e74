/** Rules over the release plan (R1 to R9, L1 to L3, T1 to T5, B1 to B5, O5, A3). */
import { testRule } from "../rule-table.ts";
import { planTables } from "./plan.tables.ts";

planTables.forEach(testRule);
