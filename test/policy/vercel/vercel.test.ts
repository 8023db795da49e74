/** Rules over Vercel resources (T1, T2, S1, S2, P4). */
import { testRule } from "../rule-table.ts";
import { vercelTables } from "./vercel.tables.ts";

vercelTables.forEach(testRule);
