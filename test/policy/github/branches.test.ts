/** Rules over the guards of branches and tags (P6, S1, L5). */
import { testRule } from "../rule-table.ts";
import { branchTables } from "./branches.tables.ts";

branchTables.forEach(testRule);
