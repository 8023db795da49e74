/** Rules over PagerDuty resources (O1, D4). */
import { testRule } from "../rule-table.ts";
import { pagerDutyTables } from "./pagerduty.tables.ts";

pagerDutyTables.forEach(testRule);
