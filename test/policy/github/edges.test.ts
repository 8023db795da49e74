/** Edges of the rules over environments, actions and repositories (P3, P2, S1 to S3). */
import { describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/define-rule.ts";
import { forbidAnyBranch } from "../../../policy/rules/github/forbid-any-branch.ts";
import { forbidPlainSecrets } from "../../../policy/rules/github/forbid-plain-secrets.ts";
import { RULESET } from "../../../policy/rules/github/guards.ts";
import { limitActions } from "../../../policy/rules/github/limit-actions.ts";
import { matchApproval } from "../../../policy/rules/github/match-approval.ts";
import { matchVisibility } from "../../../policy/rules/github/match-visibility.ts";
import { ENVIRONMENT } from "../../../policy/rules/github/production-environment.ts";
import { requireApprovers } from "../../../policy/rules/github/require-approvers.ts";
import { requireBranchPolicy } from "../../../policy/rules/github/require-branch-policy.ts";
import { requireCodeScanning } from "../../../policy/rules/github/require-code-scanning.ts";
import { requireOidcSubject } from "../../../policy/rules/github/require-oidc-subject.ts";
import { requirePinnedChecks } from "../../../policy/rules/github/require-pinned-checks.ts";
import { requireSecretScanning } from "../../../policy/rules/github/require-secret-scanning.ts";
import { requireShaPins } from "../../../policy/rules/github/require-sha-pins.ts";
import { requireTwoPeople } from "../../../policy/rules/github/require-two-people.ts";
import { requireWait } from "../../../policy/rules/github/require-wait.ts";
import { editable } from "../editable.ts";
import { made, said } from "../hand-made.ts";

type Inputs = Readonly<Record<string, unknown>>;
const typeOf = ({ types }: Rule): string => types[0] ?? "";
const ofOne = (rule: Rule, inputs: Inputs): string[] => said(rule, [made(typeOf(rule), "one", { ...inputs })]);

describe("environments of a program that is not ours", () => {
  const rules = [requireApprovers, requireBranchPolicy, requireWait];
  it.for(rules.flatMap((rule) => ["prod", "Production", "live"].map((name) => [rule, name] as const)))(
    "$0.id looks at $1",
    ([rule, environment]) => {
      expect(ofOne(rule, { environment })).toHaveLength(1);
    },
  );
  it.for(rules.flatMap((rule) => ["staging", "pre-prod", undefined].map((name) => [rule, name] as const)))(
    "$0.id does not look at $1",
    ([rule, environment]) => {
      expect(ofOne(rule, { environment })).toEqual([]);
    },
  );

  it("are those whose name fits the setting", () => {
    const settings = { productionEnvironments: "^$" };
    expect(said(requireApprovers, [made(ENVIRONMENT, "one", {})], { settings })).toHaveLength(1);
  });

  it("a deployment policy counts by its environment", () => {
    expect(ofOne(forbidAnyBranch, { environment: "prod", branchPattern: "*" })).toEqual([
      'violation one: the pattern "*" lets everything deploy',
    ]);
    expect(ofOne(forbidAnyBranch, { environment: "staging", branchPattern: "*" })).toEqual([]);
  });

  it.for(["*/release", "release/*"])("the pattern %s does not let everything through", (branchPattern) => {
    expect(ofOne(forbidAnyBranch, { environment: "prod", branchPattern })).toEqual([]);
  });
});

describe("actions", () => {
  const selected = (...patterns: readonly string[]): Inputs => ({
    repository: "web",
    allowedActions: "selected",
    allowedActionsConfig: { patternsAlloweds: patterns },
  });
  it.for<readonly [string, Inputs]>([
    ["switched off", { enabled: false, allowedActions: "all" }],
    ["those of the repository alone", { allowedActions: "local_only" }],
    [
      "those of the repository alone, whatever patterns stand beside it",
      { ...selected("*"), allowedActions: "local_only" },
    ],
    ["patterns with a name in them", selected("*/checkout@*", "actions/*")],
  ])("%s is limited", ([, inputs]) => {
    expect(ofOne(limitActions, inputs)).toEqual([]);
  });

  it.for(["*", "*/*", "*/*@*"])("the pattern %s is everything", (pattern) => {
    expect(ofOne(limitActions, selected("actions/*", pattern))).toEqual([
      'violation one: "web" allows every action by a pattern',
    ]);
  });

  it("nothing runs where actions are off", () => {
    expect(ofOne(requireShaPins, { enabled: false })).toEqual([]);
    expect(ofOne(requireShaPins, { repository: "web" })).toHaveLength(1);
  });

  it.for([
    [["repo", "context"], true],
    [["repository_id", "context"], true],
    [["context"], false],
    [["repo"], false],
    [["repository_id"], false],
  ] as const)("a subject of %j is enough: %s", ([includeClaimKeys, good]) => {
    const told = ofOne(requireOidcSubject, { repository: "web", useDefault: false, includeClaimKeys });
    expect(told).toEqual(good ? [] : ['violation one: the subject of "web" lacks repository or context']);
  });
});

describe("scanning", () => {
  const guard = (rules: Inputs) =>
    made(RULESET, "guard", {
      repository: "web",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes: ["~ALL"] } },
      rules,
    });
  const tool = (inputs: Inputs) => guard({ requiredCodeScanning: { requiredCodeScanningTools: [inputs] } });
  const check = (context: string, integrationId: number) =>
    guard({ requiredStatusChecks: { requiredChecks: [{ context, integrationId }] } });
  const open = ['advice guard: "web" merges without code scanning'];

  it.for<readonly [string, Inputs, readonly string[]]>([
    ["a tool whose alerts count", { securityAlertsThreshold: "high_or_higher" }, []],
    ["a tool without a threshold", {}, open],
    ["a tool with an empty one", { securityAlertsThreshold: "" }, open],
    ["a tool whose alerts do not count", { securityAlertsThreshold: "none" }, open],
  ])("%s", ([, inputs, told]) => {
    expect(said(requireCodeScanning, [tool(inputs)])).toEqual(told);
  });

  it.for(["codescan", "code-scan", "CodeQL / analyze", "sast"])("the pinned check %s scans", (context) => {
    expect(said(requireCodeScanning, [check(context, 7)])).toEqual([]);
    expect(said(requireCodeScanning, [check(context, 0)])).toEqual(open);
  });

  it("a check without a name may be posted by anybody", () => {
    const nameless = guard({ requiredStatusChecks: { requiredChecks: [{}] } });
    expect(said(requirePinnedChecks, [nameless])).toEqual([
      'violation guard: check "" of "web" may be posted by anybody',
    ]);
  });

  it("names all that is off", () => {
    expect(ofOne(requireSecretScanning, { name: "web" })).toEqual([
      'advice one: "web" is not watched for secrets: secretScanning, secretScanningPushProtection',
    ]);
  });

  it("a variable without a value holds no secret", () => {
    for (const variableName of ["API_TOKEN", "PASSWORD"])
      expect(ofOne(forbidPlainSecrets, { variableName })).toEqual([]);
  });
});

describe("beside the plan", () => {
  const gate = "web-prod-gate-environment";
  const [prod, shared] = [editable("prod"), editable("shared")];

  it("an environment of the shared stack has no approval to compare with", () => {
    const stack = shared().add({ type: ENVIRONMENT, name: "gate", inputs: { environment: "prod", reviewers: [{}] } });
    expect(said(matchApproval, stack.resources)).toEqual([]);
  });

  it("a team that is not in the plan counts for nobody", () => {
    const stack = prod()
      .set("release-plan", "stage.approval.teams", ["strangers"])
      .set("release-plan", "stage.approval.people", ["ada-brandt"])
      .remove("bridge-api-prod-gate-environment");
    expect(said(requireTwoPeople, stack.resources)).toEqual([`violation ${gate}: 1 people can approve, 2 are needed`]);
  });

  it("a repository of no service may be public", () => {
    const stack = shared().add({
      type: typeOf(matchVisibility),
      name: "site",
      inputs: { name: "site", visibility: "public" },
    });
    expect(said(matchVisibility, stack.resources)).toEqual([]);
  });
});
