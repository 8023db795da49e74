import { planRules } from "../../../policy/rules/plan/index.ts";
import type { StackName } from "../../helpers/stack-plans.ts";
import type { RuleTable } from "../rule-table.ts";

const plan = "release-plan";

/** One place of the plan. */
interface Place {
  readonly path: string;
  /** What breaks the rule there, and how that is told. */
  readonly broken: readonly (readonly [value: unknown, message: string])[];
  /** Value of another kind than the place holds. */
  readonly wrong: unknown;
  /** What null means there: default, a plan that cannot be read. */
  readonly none?: "passes" | { readonly message: string; readonly at: string };
  /** Where a plan that cannot be read names another place. Default `path`. */
  readonly named?: string;
}

type Case = readonly [rule: string, places: readonly Place[], stack?: StackName];

const cases: readonly Case[] = [
  [
    "plan-ramp-require-dark-start",
    [
      { path: "ramp.0.percent", broken: [[5, "the ramp starts at 5 percent"]], wrong: "none" },
      { path: "ramp.2.percent", broken: [[10, "step 3 of the ramp does not rise: 10 percent"]], wrong: "half" },
      { path: "ramp.3.percent", broken: [[90, "the ramp ends at 90 percent"]], wrong: "all" },
    ],
  ],
  [
    "plan-ramp-require-evidence",
    [
      {
        path: "ramp.1.minimumRequests",
        broken: [[0, "the step at 10 percent passes without a request"]],
        wrong: "many",
        none: "passes",
      },
      {
        path: "ramp.1.observation",
        broken: [["30 seconds", "the step at 10 percent is watched for 30 seconds"]],
        wrong: 30,
      },
      {
        path: "ramp.1.abort.errorRatePercent",
        broken: [[100, "the step at 10 percent aborts at no error rate"]],
        wrong: "1 %",
      },
    ],
  ],
  [
    "plan-watch-require-duration",
    [
      {
        path: "watch.duration",
        broken: [["59 minutes", "the watch after 100 percent lasts 59 minutes"]],
        wrong: 1,
      },
    ],
  ],
  [
    "plan-freeze-require-window",
    [
      {
        path: "freeze.windows.prod-working-hours.releaseTypes",
        broken: [[["minor", "patch"], '"prod" is never open for a release of type major']],
        wrong: "all",
        none: "passes",
      },
      {
        path: "freeze.windows.prod-working-hours.stages",
        broken: [],
        wrong: "prod",
      },
    ],
  ],
  [
    "plan-override-limit-scope",
    [
      {
        path: "freeze.override.expiresAfter",
        broken: [["25 hours", "an override stays open for 25 hours"]],
        wrong: 25,
      },
      { path: "freeze.override.approvals", broken: [], wrong: "two" },
    ],
  ],
  [
    "plan-signoff-require-roles",
    [
      {
        path: "roles.legal-compliance.holders",
        broken: [[[], 'nobody holds "legal-compliance", which signs a major release']],
        wrong: "karin-lopes",
      },
      {
        path: "roles.legal-compliance.signs",
        broken: [[null, 'nothing says what "legal-compliance" confirms when it signs a major release']],
        wrong: 7,
        none: { message: 'nothing says what "legal-compliance" confirms when it signs a major release', at: plan },
      },
      {
        path: "types.minor.signOffs",
        broken: [
          [
            [
              "qa-lead",
              "devops-engineer",
              "business-analyst",
              "ux-designer",
              "customer-success-manager",
              "product-manager",
            ],
            'a minor release is not signed by "project-manager"',
          ],
        ],
        wrong: "all",
      },
    ],
  ],
  [
    "plan-decision-require-owners",
    [
      {
        path: "roles.reliability-partner.deputies",
        broken: [[[], 'only one person may order a rollback: "reliability-partner" has no deputy']],
        wrong: "nobody",
      },
      {
        path: "decisionOwners",
        broken: [[["nobody-at-all"], 'nobody holds "nobody-at-all", which decides']],
        wrong: "technical-delivery-lead",
      },
    ],
  ],
  [
    "plan-checklist-require-items",
    [
      {
        path: "types.patch.checklist",
        broken: [[["backup", "deploy", "announce", "nothing"], 'a patch release names the unknown item "nothing"']],
        wrong: "short",
      },
    ],
  ],
  [
    "plan-handoff-require-chain",
    [
      {
        path: "handOffs.qa-to-devops.within",
        broken: [["49 hours", '"qa-lead" may take 49 hours to hand over to "devops-engineer"']],
        wrong: 49,
      },
      {
        path: "handOffs.qa-to-devops",
        broken: [[undefined, '"qa-lead" hands nothing over to "devops-engineer"']],
        wrong: "soon",
      },
    ],
  ],
  [
    "plan-scope-limit-stages",
    [
      {
        path: "scope.stages",
        broken: [[["staging"], 'stage "prod" is not in the declared scope']],
        wrong: "prod",
      },
      { path: "scope.tenants", broken: [], wrong: "pilot" },
    ],
  ],
  [
    "plan-risk-forbid-expired",
    [
      {
        path: "risks.penetration-test.expires",
        broken: [["2026-11-20", 'risk "penetration-test" of karin-lopes ended with 2026-11-20']],
        wrong: 20_261_120,
      },
    ],
  ],
  [
    "plan-risk-limit-open",
    [
      {
        path: "scope.tenants",
        broken: [
          [
            ["pilot", "everybody"],
            'risk "penetration-test" is open and of high impact, and the scope reaches "everybody"',
          ],
        ],
        wrong: "pilot",
      },
      { path: "risks.penetration-test.impact", broken: [], wrong: 3 },
    ],
  ],
  [
    "plan-rollback-require-steps",
    [
      {
        path: "rollback.steps.0.acts",
        broken: [["flip-flags", 'the rollback has no step "freeze-writes"']],
        wrong: 1,
      },
      {
        path: "rollback.steps",
        broken: [
          [
            [
              { title: "Freeze", acts: "freeze-writes" },
              { title: "Look", acts: "keep-diagnostics" },
              { title: "Return", acts: "return-traffic" },
              { title: "Verify", acts: "verify" },
              { title: "Open", acts: "enable-writes" },
              { title: "Smoke", acts: "smoke" },
            ],
            'the rollback does "enable-writes" before "smoke"',
          ],
          [
            [
              { title: "Look", acts: "keep-diagnostics" },
              { title: "Freeze", acts: "freeze-writes" },
              { title: "Return", acts: "return-traffic" },
              { title: "Verify", acts: "verify" },
              { title: "Restore", acts: "restore-data" },
              { title: "Smoke", acts: "smoke" },
              { title: "Open", acts: "enable-writes" },
            ],
            'the rollback does "verify" before "restore-data"',
          ],
        ],
        wrong: "all",
      },
    ],
  ],
  [
    "plan-rollback-require-triggers",
    [
      {
        path: "rollback.triggers.manual",
        broken: [[undefined, 'no trigger of a rollback comes from "manual"']],
        wrong: "yes",
      },
      { path: "rollback.triggers.failed-deploy.action", broken: [], wrong: 7 },
    ],
  ],
  [
    "plan-pipeline-limit-tries",
    [
      {
        path: "pipelineTries",
        broken: [
          [4, "a pipeline tries 4 times"],
          [0, "a pipeline tries 0 times"],
        ],
        wrong: "3",
      },
    ],
  ],
  [
    "plan-secret-limit-age",
    [
      {
        path: "credentials.githubToken.rotatedOn",
        broken: [
          ["2025-11-20", '"githubToken" is 366 days old, 365 are allowed'],
          ["2026-11-22", '"githubToken" was changed on 2026-11-22, which is no day of the past'],
          ["lately", '"githubToken" was changed on lately, which is no day of the past'],
        ],
        wrong: 7,
        none: { message: `nobody noted when "githubToken" was changed in this stack`, at: plan },
      },
      {
        path: "credentials.mux-token.maxAgeDays",
        broken: [[17, '"mux-token" is 18 days old, 17 are allowed']],
        wrong: "a year",
        none: { message: `nothing says how old "mux-token" may become`, at: plan },
      },
    ],
  ],
  [
    "plan-gap-require-compensation",
    [
      {
        path: "gaps.1.compensation",
        broken: [[null, 'datadog plan "pro" lacks cost-budgets, and nothing stands in']],
        wrong: 7,
        none: { message: 'datadog plan "pro" lacks cost-budgets, and nothing stands in', at: plan },
      },
      { path: "gaps", broken: [], wrong: "none" },
    ],
  ],
  [
    "plan-retention-require-days",
    [
      {
        path: "complianceClasses.standard.logRetentionDays",
        broken: [[29, 'class "standard" keeps logs for 29 days, 30 are needed']],
        wrong: "a month",
      },
      {
        path: "complianceClasses.standard.archiveRetentionDays",
        broken: [[7, 'class "standard" archives for 7 days, logs are kept for 30']],
        wrong: "a year",
      },
      {
        path: "rulesRepository.complianceClass",
        broken: [["secret", 'compliance class "secret" is not declared']],
        wrong: 7,
      },
    ],
  ],
  [
    "plan-budget-require-limit",
    [
      {
        path: "stage.budget",
        broken: [[undefined, 'stage "prod" has no budget']],
        wrong: "much",
        none: { message: 'stage "prod" has no budget', at: plan },
      },
      {
        path: "stage.budget.alertPercents",
        broken: [[[90, 100], 'stage "prod" tells of its costs from 90 percent on']],
        wrong: "all",
        none: "passes",
      },
    ],
  ],
  [
    "plan-stack-forbid-ephemeral",
    [
      { path: "ephemeral", broken: [[true, "the production stack is ephemeral"]], wrong: "no" },
      {
        path: "stage.database.protected",
        broken: [[false, "the production database is not protected"]],
        wrong: "yes",
      },
    ],
  ],
  [
    "plan-stage-require-rehearsal",
    [
      { path: "stageKinds.staging", broken: [["drill", "no stage is of kind staging"]], wrong: 7 },
      { path: "stageKinds.dev", broken: [["production", "2 stages are of kind production"]], wrong: 7 },
    ],
  ],
  ["plan-paging-match-stage", [{ path: "stage.paging", broken: [["nobody", "production pages: nobody"]], wrong: 7 }]],
  [
    "plan-paging-match-stage",
    [{ path: "stage.paging", broken: [["people", "a drill pages the people on call"]], wrong: 7 }],
    "drill",
  ],
  [
    "plan-variable-forbid-debug",
    [
      {
        path: "serviceFacts.web.debugVariables.DEBUG",
        broken: [
          ["*", 'DEBUG of "web" is "*"'],
          [null, 'DEBUG of "web" is not a plain value'],
        ],
        wrong: 7,
        none: { message: 'DEBUG of "web" is not a plain value', at: plan },
      },
    ],
  ],
];

/** Values at the edge of what rules let pass. */
const passes: Readonly<Record<string, readonly (readonly [path: string, value: unknown])[]>> = {
  "plan-secret-limit-age": [
    ["credentials.githubToken.rotatedOn", "2025-11-21"],
    ["credentials.githubToken.rotatedOn", "2026-11-21"],
    ["ephemeral", true],
  ],
  "plan-pipeline-limit-tries": [["pipelineTries", 1]],
  "plan-watch-require-duration": [["watch.duration", "60 minutes"]],
  "plan-override-limit-scope": [["freeze.override.expiresAfter", "24 hours"]],
  "plan-risk-forbid-expired": [["risks.penetration-test.expires", "2026-11-21"]],
  "plan-retention-require-days": [["complianceClasses.standard.archiveRetentionDays", 30]],
  "plan-budget-require-limit": [["stage.budget.alertPercents", [80]]],
};

/** What a part of the plan that is not known, not there or of another kind means for every rule that reads the plan. */
function readOf({ path, wrong, none, named = path }: Place): RuleTable["reads"][number] {
  const wrongMessage = `the release plan cannot be read at ${named}`;
  if (none === undefined) return { path, wrong, of: plan, at: "stack", wrongMessage, null: { message: wrongMessage } };
  return { path, wrong, of: plan, at: "stack", wrongMessage, null: none };
}

/** Rules over the release plan (R1 to R9, L1 to L3, T1 to T5, B1 to B5, O5, A3). */
export const planTables: readonly RuleTable[] = cases.map(([id, places, stack = "prod"]): RuleTable => {
  const rule = planRules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return {
    rule,
    stack,
    resource: plan,
    breaks: places.flatMap(({ path, broken }) =>
      broken.map(([value, message]) => ({
        name: `${path} is ${JSON.stringify(value)}`,
        edit: (edit) => edit.set(plan, path, value),
        message,
      })),
    ),
    passes: (passes[id] ?? []).map(([path, value]) => ({
      name: `${path} is ${JSON.stringify(value)}`,
      edit: (edit) => edit.set(plan, path, value),
    })),
    reads: places.map(readOf),
  };
});
