/** The tables of its rules. */
import { testRule } from "../rule-table.ts";
import { runbookTables } from "./require-runbook.tables.ts";

runbookTables.forEach(testRule);
