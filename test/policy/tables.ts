import { acrossTables } from "./across/across.tables.ts";
import { datadogTables } from "./datadog/datadog.tables.ts";
import { runbookTables } from "./datadog/require-runbook.tables.ts";
import { branchTables } from "./github/branches.tables.ts";
import { environmentTables } from "./github/environments.tables.ts";
import { repositoryTables } from "./github/repositories.tables.ts";
import { neonTables } from "./neon/neon.tables.ts";
import { pagerDutyTables } from "./pagerduty/pagerduty.tables.ts";
import { closedUpdateTables } from "./plan/forbid-closed-update.tables.ts";
import { planTables } from "./plan/plan.tables.ts";
import type { RuleTable } from "./rule-table.ts";
import { vercelTables } from "./vercel/vercel.tables.ts";

/** The tables of every rule: what keeps it, what breaks it, what it reads. A rule may have several. */
export const ruleTables: readonly RuleTable[] = [
  ...branchTables,
  ...environmentTables,
  ...repositoryTables,
  ...vercelTables,
  ...neonTables,
  ...pagerDutyTables,
  ...datadogTables,
  ...runbookTables,
  ...planTables,
  ...closedUpdateTables,
  ...acrossTables,
];
