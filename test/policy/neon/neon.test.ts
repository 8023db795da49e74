/** Rules over Neon resources (B1, B7, S2, O5, D2). */
import { testRule } from "../rule-table.ts";
import { neonTables } from "./neon.tables.ts";

neonTables.forEach(testRule);
