import { planRules } from "../../../policy/rules/plan/index.ts";
import type { RuleTable } from "../rule-table.ts";
import type { StackName } from "../../helpers/stack-plans.ts";

const plan = "release-plan";
type Case = readonly [rule: string, path: string, value: unknown, message: string, stack?: StackName];
const cases: readonly Case[] = [
  ["plan-ramp-require-dark-start", "ramp.0.percent", 5, "the ramp starts at 5 percent"],
  ["plan-ramp-require-dark-start", "ramp.2.percent", 10, "step 3 of the ramp does not rise: 10 percent"],
  ["plan-ramp-require-dark-start", "ramp.3.percent", 90, "the ramp ends at 90 percent"],
  ["plan-ramp-require-evidence", "ramp.1.minimumRequests", 0, "the step at 10 percent passes without a request"],
  [
    "plan-ramp-require-evidence",
    "ramp.1.observation",
    "30 seconds",
    "the step at 10 percent is watched for 30 seconds",
  ],
  [
    "plan-ramp-require-evidence",
    "ramp.1.abort.errorRatePercent",
    100,
    "the step at 10 percent aborts at no error rate",
  ],
  ["plan-watch-require-duration", "watch.duration", "59 minutes", "the watch after 100 percent lasts 59 minutes"],
  [
    "plan-freeze-require-window",
    "freeze.windows.prod-working-hours.releaseTypes",
    ["minor", "patch"],
    '"prod" is never open for a release of type major',
  ],
  ["plan-override-limit-scope", "freeze.override.expiresAfter", "25 hours", "an override stays open for 25 hours"],
  [
    "plan-signoff-require-roles",
    "roles.legal-compliance.holders",
    [],
    'nobody holds "legal-compliance", which signs a major release',
  ],
  [
    "plan-decision-require-owners",
    "roles.reliability-partner.deputies",
    [],
    'only one person may order a rollback: "reliability-partner" has no deputy',
  ],
  [
    "plan-checklist-require-items",
    "types.patch.checklist",
    ["backup", "deploy", "announce", "nothing"],
    'a patch release names the unknown item "nothing"',
  ],
  [
    "plan-handoff-require-chain",
    "handOffs.qa-to-devops.within",
    "49 hours",
    '"qa-lead" may take 49 hours to hand over to "devops-engineer"',
  ],
  [
    "plan-handoff-require-chain",
    "handOffs.qa-to-devops",
    undefined,
    '"qa-lead" hands nothing over to "devops-engineer"',
  ],
  ["plan-scope-limit-stages", "scope.stages", ["staging"], 'stage "prod" is not in the declared scope'],
  [
    "plan-risk-forbid-expired",
    "risks.penetration-test.expires",
    "2026-11-20",
    'risk "penetration-test" of karin-lopes ended with 2026-11-20',
  ],
  [
    "plan-risk-limit-open",
    "scope.tenants",
    ["pilot", "everybody"],
    'risk "penetration-test" is open and of high impact, and the scope reaches "everybody"',
  ],
  [
    "plan-rollback-require-triggers",
    "rollback.triggers.manual",
    undefined,
    'no trigger of a rollback comes from "manual"',
  ],
  ["plan-pipeline-limit-tries", "pipelineTries", 4, "a pipeline tries 4 times"],
  [
    "plan-retention-require-days",
    "complianceClasses.standard.logRetentionDays",
    29,
    'class "standard" keeps logs for 29 days, 30 are needed',
  ],
  ["plan-budget-require-limit", "stage.budget", undefined, 'stage "prod" has no budget'],
  [
    "plan-budget-require-limit",
    "stage.budget.alertPercents",
    [90, 100],
    'stage "prod" tells of its costs from 90 percent on',
  ],
  ["plan-stack-forbid-ephemeral", "ephemeral", true, "the production stack is ephemeral"],
  ["plan-stack-forbid-ephemeral", "stage.database.protected", false, "the production database is not protected"],
  ["plan-stage-require-rehearsal", "stageKinds.staging", "drill", "no stage is of kind staging"],
  ["plan-stage-require-rehearsal", "stageKinds.dev", "production", "2 stages are of kind production"],
  ["plan-paging-match-stage", "stage.paging", "nobody", "production pages: nobody"],
  ["plan-paging-match-stage", "stage.paging", "people", "a drill pages the people on call", "drill"],
  ["plan-variable-forbid-debug", "serviceFacts.web.debugVariables.DEBUG", "*", 'DEBUG of "web" is "*"'],
  ["plan-variable-forbid-debug", "serviceFacts.web.debugVariables.DEBUG", null, 'DEBUG of "web" is not a plain value'],
];

/** Rules over the release plan (R1 to R9, L1 to L3, T1 to T5, B1 to B5, O5, A3). */
export const planTables: readonly RuleTable[] = [
  ...cases.map(([id, path, value, message, stack = "prod"]): RuleTable => {
    const rule = planRules.find((each) => each.id === id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    return {
      rule,
      stack,
      resource: plan,
      breaks: [{ name: `${path} is ${JSON.stringify(value)}`, edit: (edit) => edit.set(plan, path, value), message }],
      reads: [],
    };
  }),
];
