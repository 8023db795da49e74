import { forbidLoneRota } from "../../../policy/rules/pagerduty/forbid-lone-rota.ts";
import { limitAcknowledgement } from "../../../policy/rules/pagerduty/limit-acknowledgement.ts";
import { limitDelay } from "../../../policy/rules/pagerduty/limit-delay.ts";
import { requireAlerts } from "../../../policy/rules/pagerduty/require-alerts.ts";
import { requireContacts } from "../../../policy/rules/pagerduty/require-contacts.ts";
import { requireFixedStart } from "../../../policy/rules/pagerduty/require-fixed-start.ts";
import { requireLevels } from "../../../policy/rules/pagerduty/require-levels.ts";
import { requireLoops } from "../../../policy/rules/pagerduty/require-loops.ts";
import { requirePromptNotice } from "../../../policy/rules/pagerduty/require-prompt-notice.ts";
import { oneFieldTables } from "../one-field.ts";
import type { RuleTable } from "../rule-table.ts";
import type { StackEdit } from "../stack-edit.ts";

const escalation = { stack: "shared", resource: "on-call-escalation-bridge-api-policy" } as const;
const rota = { stack: "shared", resource: "on-call-rota-drill-team-schedule" } as const;
const service = { stack: "prod", resource: "web-prod-pager-service" } as const;
const person = "on-call-directory-ada-brandt-user";
const component = "on-call-directory-ada-brandt";
const notice = "on-call-directory-ada-brandt-notify-high-sms-after-0m";

/** Neither the model nor PagerDuty itself tells of what is urgent at once. */
const allWait = (stack: StackEdit): StackEdit => {
  const notices = stack.resources.filter(({ name }) => name.startsWith(`${component}-notify-high`));
  for (const { name } of notices) stack.set(name, "startDelayInMinutes", 5);
  return stack.set(component, "vendorMade", []);
};

/** Rules over PagerDuty resources (O1, D4). */
export const pagerDutyTables: readonly RuleTable[] = [
  ...oneFieldTables([
    {
      ...escalation,
      rule: requireLevels,
      path: "rules",
      broken: [
        [[{ targets: [{}] }], 'escalation "Bridge API" has 1 levels, 2 are needed'],
        [
          [{ escalationDelayInMinutes: 30, targets: [{ type: "schedule_reference", id: "PABC123" }] }],
          'escalation "Bridge API" has 1 levels, 2 are needed',
        ],
        [[{ targets: [{}] }, { targets: [] }], 'level 2 of escalation "Bridge API" reaches nobody'],
      ],
      wrong: "two",
      none: 'escalation "Bridge API" has 0 levels, 2 are needed',
    },
    {
      ...escalation,
      rule: requireLoops,
      path: "numLoops",
      broken: [[0, 'escalation "Bridge API" goes round once only']],
      wrong: "3",
      none: 'escalation "Bridge API" goes round once only',
    },
    {
      ...escalation,
      rule: limitDelay,
      path: "rules.0.escalationDelayInMinutes",
      broken: [[31, 'a level of "Bridge API" waits 31 minutes']],
      wrong: "10",
      none: 'a level of "Bridge API" waits for no stated time',
    },
    {
      ...rota,
      rule: forbidLoneRota,
      path: "layers.0.users",
      broken: [
        [["a"], 'rota "Drill team" has 1 people'],
        [["a", "a"], 'rota "Drill team" has 1 people'],
      ],
      wrong: "a",
      none: 'rota "Drill team" has 0 people',
    },
    {
      ...rota,
      rule: requireFixedStart,
      path: "layers.0.start",
      broken: [["2026-01-05T08:00:00+01:00", 'start of a layer of "Drill team" is not in UTC']],
      wrong: 7,
      none: 'start of a layer of "Drill team" is not in UTC',
    },
    {
      ...service,
      rule: limitAcknowledgement,
      path: "acknowledgementTimeout",
      broken: [
        ["3660", 'an acknowledged incident of "web-prod" is silent for 61 minutes'],
        ["null", 'an acknowledged incident of "web-prod" stays silent'],
        ["soon", 'an acknowledged incident of "web-prod" stays silent'],
      ],
      wrong: 1800,
      none: 'an acknowledged incident of "web-prod" stays silent',
    },
    {
      ...service,
      rule: requireAlerts,
      path: "alertCreation",
      broken: [["create_incidents", '"web-prod" keeps no alerts: create_incidents']],
      wrong: true,
      none: '"web-prod" keeps no alerts: unset',
    },
  ]),
  {
    rule: requireContacts,
    stack: "shared",
    resource: person,
    breaks: [
      {
        name: "e-mail alone",
        edit: (stack) => stack.remove("on-call-directory-ada-brandt-phone", "on-call-directory-ada-brandt-sms"),
        message: '"Ada Brandt" can be reached in 1 ways, 2 are needed',
      },
      {
        name: "three addresses, all of them e-mail",
        edit: (stack) =>
          stack
            .set("on-call-directory-ada-brandt-phone", "type", "email_contact_method")
            .set("on-call-directory-ada-brandt-sms", "type", "email_contact_method"),
        message: '"Ada Brandt" can be reached in 1 ways, 2 are needed',
      },
    ],
    passes: [
      {
        name: "e-mail, which is always there, and phone",
        edit: (stack) => stack.remove("on-call-directory-ada-brandt-sms"),
      },
    ],
    reads: [{ path: "type", of: "on-call-directory-ada-brandt-sms", wrong: 7, null: "passes" }],
  },
  {
    rule: requirePromptNotice,
    stack: "shared",
    resource: person,
    breaks: [
      {
        name: "each notice waits",
        edit: allWait,
        message: '"Ada Brandt" is not told at once of what is urgent',
      },
    ],
    passes: [
      {
        name: "by the e-mail that PagerDuty itself sends at once",
        edit: (stack) => allWait(stack).set(component, "vendorMade", ["high-email-after-0m"]),
      },
      {
        name: "by a declared notice alone",
        edit: (stack) => stack.set(component, "vendorMade", []),
      },
    ],
    reads: [
      { path: "urgency", of: notice, wrong: 7, null: "passes" },
      { path: "vendorMade", of: component, wrong: "all", null: "passes" },
    ],
  },
];
