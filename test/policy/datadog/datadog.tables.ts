import { forbidDrafts } from "../../../policy/rules/datadog/forbid-drafts.ts";
import { limitMute } from "../../../policy/rules/datadog/limit-mute.ts";
import { limitTarget } from "../../../policy/rules/datadog/limit-target.ts";
import { matchLogRetention } from "../../../policy/rules/datadog/match-log-retention.ts";
import { requireBurnAlerts } from "../../../policy/rules/datadog/require-burn-alerts.ts";
import { requireLocations } from "../../../policy/rules/datadog/require-locations.ts";
import { requireMissingData } from "../../../policy/rules/datadog/require-missing-data.ts";
import { requireSecureVariables } from "../../../policy/rules/datadog/require-secure-variables.ts";
import { oneFieldTables } from "../one-field.ts";
import type { RuleTable } from "../rule-table.ts";
import type { StackEdit } from "../stack-edit.ts";

const monitor = { stack: "prod", resource: "web-prod-observability-database-connections" } as const;
const objective = { stack: "prod", resource: "web-prod-observability-slo-availability-objective" } as const;
const downtime = {
  stack: "prod",
  resource: "bridge-api-prod-observability-planned-weekly-index-maintenance",
} as const;
const test = "web-prod-observability-smoke-suite";
/** Monitors that use the objective. */
const burnAlerts = (stack: StackEdit): StackEdit["resources"] =>
  stack.resources.filter(
    ({ type, dependencies }) =>
      type === "datadog:index/monitor:Monitor" && dependencies.some((urn) => urn.endsWith(`::${objective.resource}`)),
  );

/** Rules over Datadog resources (O2, T2, P4, P5, S2). */
export const datadogTables: readonly RuleTable[] = [
  ...oneFieldTables([
    {
      ...monitor,
      rule: forbidDrafts,
      path: "draftStatus",
      broken: [["draft", 'monitor "[prod] Web: database connections run out" is a draft']],
      wrong: true,
      none: "passes",
    },
    {
      ...monitor,
      rule: requireMissingData,
      path: "onMissingData",
      broken: [
        ["resolve", 'monitor "[prod] Web: database connections run out" is silent when data are missing'],
        ["default", 'monitor "[prod] Web: database connections run out" is silent when data are missing'],
      ],
      wrong: false,
      none: 'monitor "[prod] Web: database connections run out" is silent when data are missing',
    },
    {
      ...objective,
      rule: limitTarget,
      path: "thresholds.0.target",
      broken: [
        [100, 'objective "[prod] Web: Pages answer" has the target 100'],
        [49, 'objective "[prod] Web: Pages answer" has the target 49'],
      ],
      wrong: "99.9",
      none: 'objective "[prod] Web: Pages answer" has the target undefined',
    },
    {
      ...downtime,
      rule: limitMute,
      path: "recurringSchedule.recurrences.0.duration",
      broken: [
        ["13h", `"${downtime.resource}" lasts longer than 12 hours each time`],
        ["long", `"${downtime.resource}" lasts longer than 12 hours each time`],
      ],
      wrong: 30,
      none: `"${downtime.resource}" lasts longer than 12 hours each time`,
    },
    {
      ...downtime,
      rule: limitMute,
      path: "monitorIdentifier.monitorTags",
      broken: [[["*"], `"${downtime.resource}" silences every monitor`]],
      wrong: "all",
      none: `"${downtime.resource}" silences every monitor`,
    },
    {
      stack: "shared",
      resource: "observability-logs-regulated-dev",
      rule: matchLogRetention,
      path: "retentionDays",
      broken: [[15, 'index "regulated-dev" keeps logs for 15 days, its class demands 90']],
      wrong: "90",
      none: 'index "regulated-dev" keeps logs for 15 days, its class demands 90',
    },
    {
      stack: "prod",
      resource: "web-prod-observability-smoke-bypass",
      rule: requireSecureVariables,
      path: "secure",
      broken: [[false, 'variable "WEB__PROD__VERCEL_BYPASS" can be read by everybody']],
      wrong: "yes",
      none: 'variable "WEB__PROD__VERCEL_BYPASS" can be read by everybody',
    },
  ]),
  {
    rule: requireLocations,
    stack: "prod",
    resource: test,
    breaks: [
      {
        name: "one place",
        edit: (stack) =>
          stack.set(test, "locations", ["aws:eu-central-1", "aws:eu-central-1"]).set(test, "name", "smoke"),
        message: '"smoke" runs from 1 places, 2 are needed',
      },
    ],
    passes: [
      { name: "two places", edit: (stack) => stack.set(test, "locations", ["aws:eu-central-1", "aws:eu-west-1"]) },
    ],
    reads: [
      {
        path: "locations",
        wrong: "everywhere",
        null: { message: '"[prod] Web: smoke suite" runs from 0 places, 2 are needed' },
      },
    ],
  },
  {
    rule: requireBurnAlerts,
    stack: "prod",
    resource: objective.resource,
    breaks: [
      {
        name: "alerts on other figures only",
        edit: (stack) => {
          for (const { name } of burnAlerts(stack)) stack.set(name, "type", "composite");
        },
        message: `nobody hears objective "[prod] Web: Pages answer" burn`,
      },
      {
        name: "no alert on the burn rate",
        edit: (stack) => {
          stack.remove(...burnAlerts(stack).map(({ name }) => name));
        },
        message: 'nobody hears objective "[prod] Web: Pages answer" burn',
      },
    ],
    reads: [
      {
        path: "type",
        of: "web-prod-observability-slo-availability-alerts-budget",
        wrong: 7,
        null: "passes",
      },
    ],
  },
  {
    rule: limitMute,
    stack: "prod",
    resource: downtime.resource,
    breaks: [
      {
        name: "once, without an end",
        edit: (stack) =>
          stack
            .set(downtime.resource, "recurringSchedule", undefined)
            .set(downtime.resource, "oneTimeSchedule", { start: "2026-11-21T10:00:00Z" }),
        message: `"${downtime.resource}" has no end within 12 hours`,
      },
      {
        name: "no schedule at all",
        edit: (stack) => stack.set(downtime.resource, "recurringSchedule", undefined),
        message: `"${downtime.resource}" has no end within 12 hours`,
      },
    ],
    reads: [],
  },
];
