import { forbidAutoAssign } from "../../../policy/rules/vercel/forbid-auto-assign.ts";
import { forbidPlainSecrets } from "../../../policy/rules/vercel/forbid-plain-secrets.ts";
import { forbidTimer } from "../../../policy/rules/vercel/forbid-timer.ts";
import { limitRamp } from "../../../policy/rules/vercel/limit-ramp.ts";
import { requireForkProtection } from "../../../policy/rules/vercel/require-fork-protection.ts";
import { requireProtection } from "../../../policy/rules/vercel/require-protection.ts";
import { requireRateLimit } from "../../../policy/rules/vercel/require-rate-limit.ts";
import { requireSensitiveVariables } from "../../../policy/rules/vercel/require-sensitive-variables.ts";
import { oneFieldTables } from "../one-field.ts";
import type { RuleTable } from "../rule-table.ts";

const project = "web-prod-project-project-project";
const ramp = "web-prod-project-ramp-rolling-release";
const firewall = "web-prod-project-firewall-config";
const common = { stack: "prod", resource: project } as const;

/** Rules over Vercel resources (T1, T2, S1, S2, P4). */
export const vercelTables: readonly RuleTable[] = [
  ...oneFieldTables([
    {
      ...common,
      rule: forbidAutoAssign,
      path: "autoAssignCustomDomains",
      broken: [
        [true, '"web-prod" gives its domains to each new deployment'],
        [undefined, '"web-prod" gives its domains to each new deployment'],
      ],
      wrong: "no",
      none: '"web-prod" gives its domains to each new deployment',
    },
    {
      ...common,
      rule: requireProtection,
      path: "vercelAuthentication.deploymentType",
      broken: [["none", 'deployments of "web-prod" are open to everybody']],
      wrong: 7,
      none: 'deployments of "web-prod" are open to everybody',
    },
    {
      ...common,
      rule: requireForkProtection,
      path: "gitForkProtection",
      broken: [[false, '"web-prod" builds forks without being asked']],
      wrong: "yes",
      none: "passes",
    },
    {
      stack: "prod",
      resource: "web-prod-project-variables-DATABASE_URL",
      rule: requireSensitiveVariables,
      path: "sensitive",
      broken: [[false, 'variable "DATABASE_URL" can be read back']],
      wrong: "yes",
      none: 'variable "DATABASE_URL" can be read back',
    },
    {
      stack: "prod",
      resource: "web-prod-project-variables-DEBUG",
      rule: forbidPlainSecrets,
      path: "value",
      broken: [
        [
          "postgres://app:hunter2pass@db.example/app",
          'variable "DEBUG" holds an address with a password in plain text',
        ],
      ],
      wrong: 7,
      none: "passes",
    },
    {
      stack: "prod",
      resource: ramp,
      rule: limitRamp,
      path: "stages",
      broken: [
        [
          [{ targetPercentage: 50 }, { targetPercentage: 10 }, { targetPercentage: 100 }],
          "the rolling release takes the steps 50, 10, 100",
        ],
        [[{ targetPercentage: 10 }, { targetPercentage: 50 }], "the rolling release takes the steps 10, 50"],
        [
          [{ targetPercentage: 10 }, { targetPercentage: 100 }, { targetPercentage: 100 }],
          "the rolling release takes the steps 10, 100, 100",
        ],
        [[{ targetPercentage: 100 }], "the rolling release takes the steps 100"],
      ],
      wrong: "10, 100",
      none: "the rolling release takes the steps none",
    },
    {
      stack: "prod",
      resource: ramp,
      rule: forbidTimer,
      path: "advancementType",
      broken: [["automatic", "the rolling release advances by itself: automatic"]],
      wrong: 7,
      none: "the rolling release advances by itself: unset",
    },
    {
      stack: "prod",
      resource: firewall,
      rule: requireRateLimit,
      path: "rules.rules",
      broken: [
        [[], "no rule of the firewall limits requests"],
        [[{ active: false, action: { action: "rate_limit" } }], "no rule of the firewall limits requests"],
      ],
      wrong: "all",
      none: "no rule of the firewall limits requests",
    },
    {
      stack: "prod",
      resource: firewall,
      rule: requireRateLimit,
      path: "enabled",
      broken: [[false, "the firewall is off"]],
      wrong: "on",
      none: "passes",
    },
  ]),
  {
    rule: forbidTimer,
    stack: "prod",
    resource: ramp,
    breaks: [
      {
        name: "by timer, each step for ten minutes",
        edit: (stack) =>
          stack
            .set(ramp, "advancementType", "automatic")
            .set(ramp, "stages.0.duration", 10)
            .set(ramp, "stages.1.duration", 10),
        message: "the rolling release advances by itself: automatic",
      },
    ],
    reads: [],
  },
];
