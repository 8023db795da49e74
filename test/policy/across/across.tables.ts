import { acrossRules } from "../../../policy/rules/across/index.ts";
import type { StackName } from "../../helpers/stack-plans.ts";
import type { RuleTable } from "../rule-table.ts";
import type { StackEdit } from "../stack-edit.ts";

const service = "web-prod";
const monitor = "web-prod-observability-signals-errors";
const objective = "web-prod-observability-slo-availability-objective";
const unlike = 'objective "availability" of service "web" has the target';
const database = "web-prod-database-project-project";
const ramp = "web-prod-project-ramp-rolling-release";
const ruleset = "organization-repository-web-branch-guard-ruleset";
const required = "rules.requiredDeployments.requiredDeploymentEnvironments";

interface Case {
  readonly rule: string;
  readonly name: string;
  readonly edit: (stack: StackEdit) => unknown;
  readonly message: string;
  /** Default `web-prod`. */
  readonly at?: string;
  readonly stack?: StackName;
}

const cases: readonly Case[] = [
  {
    rule: "across-service-require-gate",
    name: "an environment of another stage",
    edit: (stack) => stack.set("web-prod-gate-environment", "environment", "qa"),
    message: 'service "web" has no gate in "prod"',
  },
  {
    rule: "across-service-require-gate",
    name: "no environment",
    edit: (stack) => stack.remove("web-prod-gate-environment"),
    message: 'service "web" has no gate in "prod"',
  },
  {
    rule: "across-service-require-gate",
    name: "no component of the service",
    edit: (stack) => stack.remove(service),
    message: 'service "web" of the plan is not in the stack',
    at: "stack",
  },
  {
    rule: "across-service-require-pager",
    name: "a pager that wakes nobody",
    edit: (stack) => stack.set("web-prod-pager-service", "incidentUrgencyRule.urgency", "low"),
    message: 'nobody is paged for service "web"',
  },
  {
    rule: "across-service-require-pager",
    name: "only tickets",
    edit: (stack) => stack.remove("web-prod-pager-service"),
    message: 'nobody is paged for service "web"',
  },
  {
    rule: "across-service-require-pager",
    name: "no integration",
    edit: (stack) => stack.remove("web-prod-pager-datadog", "web-prod-pager-events"),
    message: 'nothing reaches the pager of service "web"',
  },
  {
    rule: "across-service-require-objectives",
    name: "an objective less",
    edit: (stack) => stack.remove("web-prod-observability-slo-latency-objective"),
    message: 'objective "latency" of service "web" is not measured',
  },
  {
    rule: "across-service-require-objectives",
    name: "another target",
    edit: (stack) => stack.set("web-prod-observability-slo-availability-objective", "thresholds.0.target", 95),
    message: 'objective "availability" of service "web" has the target 95, the plan says 99.9',
  },
  {
    rule: "across-service-require-kill-switches",
    name: "a switch under another key",
    edit: (stack) => stack.set("web-prod-project-switches-write-freeze", "key", "writes"),
    message: 'switch "write-freeze" of service "web" is not there',
  },
  {
    rule: "across-service-require-kill-switches",
    name: "a switch less",
    edit: (stack) => stack.remove("web-prod-project-switches-write-freeze"),
    message: 'switch "write-freeze" of service "web" is not there',
  },
  {
    rule: "across-service-require-restorable-data",
    name: "a short history",
    edit: (stack) => stack.set("web-prod-database-project-project", "historyRetentionSeconds", 13 * 86_400),
    message: 'data of service "web" go back 13 days, a release 14',
  },
  {
    rule: "across-service-require-restorable-data",
    name: "no database",
    edit: (stack) => stack.remove("web-prod-database-project-project"),
    message: 'the database of service "web" is not there',
  },
  {
    rule: "across-service-require-returnable-deployments",
    name: "a week",
    edit: (stack) => stack.set("web-prod-project-project-retention", "expirationProduction", "1w"),
    message: 'deployments of service "web" are kept for 1w, a release goes back 14 days',
  },
  {
    rule: "across-service-match-ramp",
    name: "another step",
    edit: (stack) => stack.set("web-prod-project-ramp-rolling-release", "stages.0.targetPercentage", 20),
    message: 'service "web" takes the steps 20, 50, 100, the plan says 10, 50, 100',
  },
  {
    rule: "across-service-match-ramp",
    name: "no rolling release",
    edit: (stack) => stack.remove("web-prod-project-ramp-rolling-release"),
    message: 'service "web" has no rolling release',
  },
  {
    rule: "across-service-require-smoke",
    name: "a paused suite",
    edit: (stack) => stack.set("web-prod-observability-smoke-suite", "status", "paused"),
    message: 'service "web" has no live smoke suite',
  },
  {
    rule: "across-service-require-smoke",
    name: "no bypass",
    edit: (stack) => stack.remove("web-prod-project-smoke-bypass"),
    message: 'the smoke suite of service "web" cannot pass the deployment protection',
  },
  {
    rule: "across-monitor-match-owner",
    name: "another team's pager",
    edit: (stack) => stack.set(monitor, "message", "Look @pagerduty-bridge-api-prod"),
    message: '@pagerduty-bridge-api-prod belongs to team "platform", the monitor to "product"',
    at: monitor,
  },
  {
    rule: "across-monitor-require-link",
    name: "a pager that is not linked",
    edit: (stack) => stack.set(monitor, "message", "Look @pagerduty-nobody"),
    message: "@pagerduty-nobody is not linked with Datadog",
    at: monitor,
  },
  {
    rule: "across-branch-match-deployments",
    name: "an environment that is no stage",
    edit: (stack) =>
      stack.set(
        "organization-repository-web-branch-guard-ruleset",
        "rules.requiredDeployments.requiredDeploymentEnvironments",
        ["qa"],
      ),
    message: '"web" waits for a deployment into "qa", which is no stage',
    at: "organization-repository-web-branch-guard-ruleset",
    stack: "shared",
  },
  {
    rule: "across-recovery-limit-times",
    name: "a slow escalation",
    edit: (stack) => stack.set("release-plan", "escalations.web.levelMinutes", [31, 15]),
    message: 'escalation "web" calls its second level after 31 minutes, the RTO is 30 minutes',
    at: "stack",
  },
  {
    rule: "across-recovery-limit-times",
    name: "no history",
    edit: (stack) => stack.set("web-prod-database-project-project", "historyRetentionSeconds", 0),
    message: '"web-prod" keeps no history for the RPO of 5 minutes',
    at: "web-prod-database-project-project",
  },
  {
    rule: "across-budget-match-alerts",
    name: "an alert at another amount",
    edit: (stack) => stack.set("prod-costs-budget-80", "monitorThresholds.critical", "800"),
    message: "nobody is told at 80 percent of the budget, 720 USD",
    at: "prod-costs",
  },
  {
    rule: "across-budget-match-alerts",
    name: "an alert less",
    edit: (stack) => stack.remove("prod-costs-budget-80"),
    message: "nobody is told at 80 percent of the budget, 720 USD",
    at: "prod-costs",
  },
  {
    rule: "across-resource-protect-data",
    name: "an unprotected database",
    edit: (stack) => stack.protect("web-prod-database-project-project", false),
    message: '"web-prod-database-project-project" can be deleted by an update',
    at: "web-prod-database-project-project",
  },
  {
    rule: "across-resource-require-owner",
    name: "a monitor without a team",
    edit: (stack) => stack.set(monitor, "tags", ["managed-by:launchgate"]),
    message: '"[prod] Web: requests fail" has no tag team:',
    at: monitor,
  },
  {
    rule: "across-resource-require-owner",
    name: "a pager without an owner",
    edit: (stack) => stack.set("web-prod-pager-service", "description", "Web"),
    message: '"web-prod-pager-service" names no owner in its description',
    at: "web-prod-pager-service",
  },
];

/** An input that a rule over services reads: told for the whole stack where it cannot be read, of the service where nothing is there. */
function read(of: string, path: string, wrong: unknown, none: string): RuleTable["reads"][number] {
  return { path, of, wrong, at: "stack", null: none === "passes" ? none : { message: none, at: service } };
}

/** The table with a rule's reads: its first one. */
function isFirst(rule: string, name: string): boolean {
  return cases.find((each) => each.rule === rule)?.name === name;
}

/** What each rule reads of resources. A rule over the whole stack tells of what it cannot read there, at no single resource. */
const reads: Readonly<Record<string, RuleTable["reads"]>> = {
  "across-service-require-gate": [
    read("web-prod-gate-environment", "environment", 7, 'service "web" has no gate in "prod"'),
  ],
  "across-service-require-pager": [read("web-prod-pager-service", "incidentUrgencyRule.urgency", 7, "passes")],
  "across-service-require-objectives": [
    read(objective, "thresholds.0.target", "99.9", `${unlike} none, the plan says 99.9`),
    read(objective, "tags", "slo", 'objective "availability" of service "web" is not measured'),
  ],
  "across-service-require-kill-switches": [
    read("web-prod-project-switches-write-freeze", "key", 7, 'switch "write-freeze" of service "web" is not there'),
  ],
  "across-service-require-restorable-data": [
    read(database, "historyRetentionSeconds", "14 days", 'data of service "web" go back 0 days, a release 14'),
  ],
  "across-service-require-returnable-deployments": [
    read(
      "web-prod-project-project-retention",
      "expirationProduction",
      14,
      'deployments of service "web" are kept for unset, a release goes back 14 days',
    ),
  ],
  "across-service-match-ramp": [
    read(
      ramp,
      "stages.0.targetPercentage",
      "10",
      'service "web" takes the steps none, 50, 100, the plan says 10, 50, 100',
    ),
    read(ramp, "advancementType", true, 'traffic of service "web" advances by itself: unset'),
  ],
  "across-service-require-smoke": [
    read("web-prod-observability-smoke-suite", "status", true, 'service "web" has no live smoke suite'),
    read("web-prod-project-project-project", "vercelAuthentication.deploymentType", 7, "passes"),
  ],
  "across-monitor-match-owner": [
    { path: "message", of: monitor, wrong: 7, null: "passes" },
    {
      path: "tags",
      of: monitor,
      wrong: "team:product",
      null: { message: '@pagerduty-web-prod belongs to team "product", the monitor to "undefined"' },
    },
  ],
  "across-monitor-require-link": [{ path: "message", of: monitor, wrong: 7, null: "passes" }],
  "across-branch-match-deployments": [{ path: required, of: ruleset, wrong: "dev", null: "passes" }],
  "across-recovery-limit-times": [
    {
      path: "historyRetentionSeconds",
      of: database,
      wrong: "7 days",
      at: "stack",
      null: { message: '"web-prod" keeps no history for the RPO of 5 minutes', at: database },
    },
  ],
  "across-budget-match-alerts": [
    {
      path: "monitorThresholds.critical",
      of: "prod-costs-budget-80",
      wrong: true,
      at: "stack",
      null: { message: "nobody is told at 80 percent of the budget, 720 USD", at: "prod-costs" },
    },
  ],
  "across-resource-require-owner": [
    {
      path: "tags",
      of: monitor,
      wrong: "team:product",
      null: { message: '"[prod] Web: requests fail" has no tag team: and managed-by:' },
    },
  ],
};

/** Rules across vendors (P3, P4, P6, T1, B1, B4, B7, B9, O1, O2, O5). */
export const acrossTables: readonly RuleTable[] = [
  ...cases.map(({ rule: id, name, edit, message, at = service, stack = "prod" }): RuleTable => {
    const rule = acrossRules.find((each) => each.id === id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    return {
      rule,
      stack,
      resource: at,
      breaks: [{ name, edit, message }],
      reads: isFirst(id, name) ? (reads[id] ?? []) : [],
    };
  }),
];
