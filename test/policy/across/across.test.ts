/** Rules across vendors (P3, P4, P6, T1, B1, B4, B7, B9, O1, O2, O5). */
import { testRule } from "../rule-table.ts";
import { acrossTables } from "./across.tables.ts";

acrossTables.forEach(testRule);
