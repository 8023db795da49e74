import { forbidSuspend } from "../../../policy/rules/neon/forbid-suspend.ts";
import { limitCompute } from "../../../policy/rules/neon/limit-compute.ts";
import { limitExposure } from "../../../policy/rules/neon/limit-exposure.ts";
import { requireExpiry } from "../../../policy/rules/neon/require-expiry.ts";
import { requireHistory } from "../../../policy/rules/neon/require-history.ts";
import { requireProtectedBranch } from "../../../policy/rules/neon/require-protected-branch.ts";
import { requireScaleToZero } from "../../../policy/rules/neon/require-scale-to-zero.ts";
import { requireSnapshots } from "../../../policy/rules/neon/require-snapshots.ts";
import { oneFieldTables } from "../one-field.ts";
import type { RuleTable } from "../rule-table.ts";
import { UNKNOWN } from "../stack-edit.ts";

const previews = "bridge-api-staging-database-previews-branch";
const project = "bridge-api-prod-database-project-project";
const common = { stack: "prod", resource: project } as const;

/** Rules over Neon resources (B1, B7, S2, O5, D2). */
export const neonTables: readonly RuleTable[] = [
  ...oneFieldTables([
    {
      stack: "prod",
      resource: "bridge-api-prod-database-main-branch",
      rule: requireProtectedBranch,
      path: "protected",
      broken: [[false, 'root branch "main" is not protected']],
      wrong: "yes",
      none: 'root branch "main" is not protected',
    },
    {
      ...common,
      rule: requireHistory,
      path: "historyRetentionSeconds",
      broken: [
        [518_400, '"bridge-api-prod" keeps 6 days of history, 7 are needed'],
        [undefined, '"bridge-api-prod" keeps 1 days of history, 7 are needed'],
      ],
      wrong: "30 days",
      none: '"bridge-api-prod" keeps 1 days of history, 7 are needed',
    },
    {
      ...common,
      rule: limitExposure,
      path: "allowedIps",
      broken: [
        [[], '"bridge-api-prod" takes connections from everywhere'],
        [["0.0.0.0/0"], '"bridge-api-prod" allows 0.0.0.0/0, which is everywhere'],
      ],
      wrong: "none",
      none: '"bridge-api-prod" takes connections from everywhere',
    },
    {
      ...common,
      rule: limitExposure,
      path: "allowedIpsProtectedBranchesOnly",
      broken: [[true, '"bridge-api-prod" restricts protected branches only']],
      wrong: "no",
      none: "passes",
    },
    {
      ...common,
      rule: forbidSuspend,
      path: "defaultEndpointSettings.suspendTimeoutSeconds",
      broken: [
        [300, '"bridge-api-prod" sleeps after 300 seconds'],
        [0, '"bridge-api-prod" sleeps after Neon\'s default time'],
      ],
      wrong: "never",
      none: '"bridge-api-prod" sleeps after Neon\'s default time',
    },
    {
      stack: "dev",
      resource: "bridge-api-dev-database-project-project",
      rule: requireScaleToZero,
      path: "defaultEndpointSettings.suspendTimeoutSeconds",
      broken: [[-1, '"bridge-api-dev" never sleeps']],
      wrong: "never",
      none: "passes",
    },
    {
      ...common,
      rule: limitCompute,
      path: "defaultEndpointSettings.autoscalingLimitMaxCu",
      broken: [[5, '"bridge-api-prod" grows to 5 units, 4 are planned']],
      wrong: "4",
      none: '"bridge-api-prod" has no ceiling of compute',
    },
    {
      stack: "staging",
      resource: previews,
      rule: requireExpiry,
      path: "initSource",
      broken: [["parent-data", 'branch "preview-base" copies data and never expires']],
      wrong: 7,
      none: 'branch "preview-base" copies data and never expires',
    },
    {
      ...common,
      of: "bridge-api-prod-database-snapshots-schedule",
      rule: requireSnapshots,
      path: "schedule.0.retentionSeconds",
      broken: [[864_000, 'snapshots of "bridge-api-prod" are kept 10 days, a release goes back 14 days']],
      wrong: "30 days",
      none: 'snapshots of "bridge-api-prod" are kept 0 days, a release goes back 14 days',
    },
  ]),
  {
    rule: requireExpiry,
    stack: "staging",
    resource: previews,
    breaks: [
      {
        name: "a parent that is made in the same run",
        edit: (stack) => stack.set(previews, "initSource", "parent-data").set(previews, "parentId", UNKNOWN),
        message: 'branch "preview-base" copies data and never expires',
      },
    ],
    passes: [
      {
        name: "an expiry",
        edit: (stack) =>
          stack.set(previews, "initSource", "parent-data").set(previews, "expiresAt", "2026-12-01T00:00:00Z"),
      },
      {
        name: "a root branch, which has no parent",
        edit: (stack) => stack.set(previews, "initSource", undefined).set(previews, "parentId", undefined),
      },
    ],
    reads: [],
  },
];
