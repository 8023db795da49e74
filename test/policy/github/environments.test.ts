/** Rules over deployment environments (P3, P1, S2). */
import { testRule } from "../rule-table.ts";
import { environmentTables } from "./environments.tables.ts";

environmentTables.forEach(testRule);
