/** Edges of the rules across vendors: what is not used, not there, just enough, or of another stack (P5, O1 to O5, B1, B7). */
import { describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/define-rule.ts";
import { limitRecovery } from "../../../policy/rules/across/limit-recovery.ts";
import { matchBudget } from "../../../policy/rules/across/match-budget.ts";
import { matchMonitorOwner } from "../../../policy/rules/across/match-monitor-owner.ts";
import { matchRamp } from "../../../policy/rules/across/match-ramp.ts";
import { requireGate } from "../../../policy/rules/across/require-gate.ts";
import { requireKillSwitches } from "../../../policy/rules/across/require-kill-switches.ts";
import { requireObjectives } from "../../../policy/rules/across/require-objectives.ts";
import { requireOwner } from "../../../policy/rules/across/require-owner.ts";
import { requirePager } from "../../../policy/rules/across/require-pager.ts";
import { requireReachablePager } from "../../../policy/rules/across/require-reachable-pager.ts";
import { requireRestorableData } from "../../../policy/rules/across/require-restorable-data.ts";
import { requireReturnableDeployments } from "../../../policy/rules/across/require-returnable-deployments.ts";
import { requireSmoke } from "../../../policy/rules/across/require-smoke.ts";
import { editable } from "../editable.ts";
import { made, said } from "../hand-made.ts";
import type { StackEdit } from "../stack-edit.ts";

const plan = "release-plan";
const [prod, shared] = [editable("prod"), editable("shared")];
const of = (rule: Rule, stack: StackEdit): string[] => said(rule, stack.resources);

describe("what a service needs of a vendor", () => {
  type Case = readonly [rule: Rule, vendor: string];
  const cases: readonly Case[] = [
    [requireGate, "github"],
    [matchRamp, "vercel"],
    [requireKillSwitches, "vercel"],
    [requireReturnableDeployments, "vercel"],
    [requireRestorableData, "neon"],
    [requirePager, "pagerduty"],
    [requireObjectives, "datadog"],
    [requireSmoke, "datadog"],
  ];
  const bare = ({ types }: Rule): StackEdit => types.slice(1).reduce((stack, type) => stack.removeType(type), prod());

  it.for(cases)("$0.id: nothing where $1 is not used, and a violation a service where it is", ([rule, vendor]) => {
    expect(of(rule, bare(rule).set(plan, `plans.${vendor}`, "none"))).toEqual([]);
    const services = of(rule, bare(rule)).map((each) => /service "([^"]+)"/.exec(each)?.[1]);
    expect([...new Set(services)].sort()).toEqual(["bridge-api", "web"]);
  });

  it.for(cases)("$0.id: nothing to say of the shared stack, which has no services of its own", ([rule]) => {
    const all = { ...rule, levels: { ...rule.levels, shared: "mandatory" } } as Rule;
    expect(of(all, shared())).toEqual([]);
  });

  it("a service that the plan says nothing of is a violation", () => {
    const stack = prod().set(plan, "serviceFacts.web", undefined);
    expect(of(requireGate, stack)).toEqual(['violation stack: the release plan says nothing of its service "web"']);
  });
});

describe("recovery", () => {
  const project = "web-prod-database-project-project";
  const name = '"web-prod"';
  const short = `violation ${project}: ${name} keeps no history for the RPO of 5 minutes`;

  it.for<readonly [seconds: unknown, told: readonly string[]]>([
    [300, []],
    [299, [short]],
    [0, [short]],
    [undefined, [short]],
  ])("a history of %s seconds for an RPO of five minutes", ([seconds, told]) => {
    expect(of(limitRecovery, prod().set(project, "historyRetentionSeconds", seconds))).toEqual(told);
  });

  it("no history is none, even where no data may be lost at all", () => {
    const stack = prod().set(plan, "rollback.rpo", "0 minutes").set(project, "historyRetentionSeconds", 0);
    expect(of(limitRecovery, stack)).toEqual([
      `violation ${project}: ${name} keeps no history for the RPO of 0 minutes`,
    ]);
  });

  it("a second level at the last minute of the RTO is in time, one later is not", () => {
    const levels = (minutes: number) => prod().set(plan, "escalations.web.levelMinutes", [minutes, 60]);
    expect(of(limitRecovery, levels(30))).toEqual([]);
    const late = 'escalation "web" calls its second level after 31 minutes, the RTO is 30 minutes';
    expect(of(limitRecovery, levels(31))).toEqual([`violation stack: ${late}`]);
    expect(of(limitRecovery, levels(31).set(plan, "plans.pagerduty", "none"))).toEqual([]);
  });

  it("an escalation that is not declared, or has no level", () => {
    const told = ['violation stack: escalation "web" is not declared'];
    expect(of(limitRecovery, prod().set(plan, "escalations.web", undefined))).toEqual(told);
    expect(of(limitRecovery, prod().set(plan, "escalations.web.levelMinutes", []))).toEqual(told);
  });

  it("data that go back exactly as far as a release are enough", () => {
    const days = (count: number) => prod().set(project, "historyRetentionSeconds", count * 86_400);
    expect(of(requireRestorableData, days(14))).toEqual([]);
    expect(of(requireRestorableData, days(13))).toEqual([
      'violation web-prod: data of service "web" go back 13 days, a release 14',
    ]);
  });

  it("a service without a database needs none", () => {
    const stack = prod().removeType("neon:index:Project").set(plan, "serviceFacts.web.hasDatabase", false);
    expect(of(requireRestorableData, stack)).toEqual([
      'violation bridge-api-prod: the database of service "bridge-api" is not there',
    ]);
  });

  it.for<readonly [kept: string, days: number, good: boolean]>([
    ["1w", 7, true],
    ["1w", 8, false],
    ["1d", 1, true],
    ["1d", 2, false],
    ["1m", 30, true],
    ["1m", 31, false],
    ["2m", 60, true],
    ["2m", 61, false],
    ["3m", 90, true],
    ["3m", 91, false],
    ["6m", 180, true],
    ["6m", 181, false],
    ["1y", 365, true],
    ["1y", 366, false],
    ["unlimited", 3650, true],
    ["for ever", 1, false],
  ])("deployments kept for %s, a release goes back %s days: %s", ([kept, days, good]) => {
    const stack = prod().set(plan, "stage.rollbackWindow", `${String(days)} days`);
    for (const { name: each, type } of stack.resources)
      if (type === "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention")
        stack.set(each, "expirationProduction", kept);
    expect(of(requireReturnableDeployments, stack)).toHaveLength(good ? 0 : 2);
  });

  it("nothing says how long deployments are kept", () => {
    const stack = prod().removeType("vercel:index/projectDeploymentRetention:ProjectDeploymentRetention");
    expect(of(requireReturnableDeployments, stack)[1]).toBe(
      'violation web-prod: nothing says how long deployments of service "web" are kept',
    );
  });
});

describe("the budget", () => {
  it("nothing watches it", () => {
    const stack = prod().removeType("launchgate:datadog:StageCosts");
    expect(of(matchBudget, stack)).toEqual(['violation stack: nothing watches the costs of "prod"']);
    expect(of(matchBudget, stack.set(plan, "plans.datadog", "none"))).toEqual([]);
  });

  it("a stage without one needs nobody to watch", () => {
    const stack = prod().removeType("launchgate:datadog:StageCosts").set(plan, "stage.budget", undefined);
    expect(of(matchBudget, stack)).toEqual([]);
  });

  it("a monitor that is off by a cent is another", () => {
    const limit = (usd: unknown) => prod().set("prod-costs-budget-50", "monitorThresholds.critical", usd);
    expect(of(matchBudget, limit("450.009"))).toEqual([]);
    for (const usd of ["450.02", undefined])
      expect(of(matchBudget, limit(usd))).toEqual([
        "violation prod-costs: nobody is told at 50 percent of the budget, 450 USD",
      ]);
  });
});

describe("who is called", () => {
  const monitor = "web-prod-observability-signals-errors";

  it("a handle of no pager of this stack", () => {
    const stack = prod().set(monitor, "message", "Look. @pagerduty-web-prod @pagerduty-nobody @pagerduty-nobody");
    expect(of(matchMonitorOwner, stack)).toEqual([`violation ${monitor}: @pagerduty-nobody is no pager of this stack`]);
    expect(of(requireReachablePager, stack)).toEqual([
      `violation ${monitor}: @pagerduty-nobody is not linked with Datadog`,
    ]);
  });

  it("a monitor without a message calls nobody", () => {
    const stack = prod().set(monitor, "message", undefined);
    expect([...of(matchMonitorOwner, stack), ...of(requireReachablePager, stack)]).toEqual([]);
  });

  it("a monitor without a team belongs to no owner of a pager", () => {
    expect(of(matchMonitorOwner, prod().set(monitor, "tags", ["service:web"]))).toEqual([
      `violation ${monitor}: @pagerduty-web-prod belongs to team "product", the monitor to "undefined"`,
    ]);
  });

  it("pagers themselves are no monitors, and the shared stack has no pagers to compare with", () => {
    const pager = { message: "@pagerduty-nobody", service: "x", serviceName: "x", owner: "y" };
    expect(
      of(matchMonitorOwner, prod().add({ type: "launchgate:pagerduty:ServicePager", name: "one", inputs: pager })),
    ).toEqual([]);
    const stack = shared().add({ type: "datadog:index/monitor:Monitor", name: "one", inputs: pager });
    expect(of(matchMonitorOwner, stack)).toEqual([]);
  });

  it("one pager of two that something reaches is enough", () => {
    const spare = prod().copy("web-prod-pager-service", "spare");
    expect(of(requirePager, spare)).toEqual([]);
    const silent = prod();
    for (const { name, type } of silent.resources)
      if (type === "pagerduty:index/serviceIntegration:ServiceIntegration") silent.remove(name);
    expect(of(requirePager, silent)).toEqual(
      ["bridge-api", "web"].map((each) => `violation ${each}-prod: nothing reaches the pager of service "${each}"`),
    );
  });
});

describe("switches", () => {
  const item = "web-prod-project-switches-write-freeze";

  it("none of them freezes writes", () => {
    const stack = prod().set(plan, "serviceFacts.web.killSwitches.write-freeze.kind", "feature");
    expect(of(requireKillSwitches, stack)).toEqual(['violation web-prod: no switch of service "web" freezes writes']);
  });

  it.for<readonly [string, readonly string[], boolean]>([
    ["nothing is left alone", [], false],
    ["its key is left alone", ["key"], false],
    ["its value is", ["valueJson"], true],
    ["its value and its key are", ["key", "value"], true],
    ["something that ends so is", ["some value"], false],
  ])("an update resets a switch of which %s", ([, ignored, good]) => {
    const stack = prod();
    stack.one(item).ignoreChanges = ignored;
    const told = 'violation web-prod: an update resets switch "write-freeze" of service "web"';
    expect(of(requireKillSwitches, stack)).toEqual(good ? [] : [told]);
  });

  it("a switch without a key is told by its name", () => {
    const stack = prod().copy(item, "spare").set("spare", "key", undefined);
    stack.one("spare").ignoreChanges = [];
    expect(of(requireKillSwitches, stack)).toEqual([
      'violation web-prod: an update resets switch "spare" of service "web"',
    ]);
  });
});

describe("the rest", () => {
  it("a stage whose traffic is not gated takes no steps", () => {
    const bare = prod().removeType("vercel:index/projectRollingRelease:ProjectRollingRelease");
    expect(of(matchRamp, bare)).toHaveLength(2);
    expect(of(matchRamp, bare.set(plan, "stage.traffic", "on-merge"))).toEqual([]);
  });

  it("every target that an objective has is told", () => {
    const objective = "web-prod-observability-slo-latency-objective";
    const stack = prod().set(objective, "thresholds", [{ target: 90 }, { target: 95 }, {}]);
    expect(of(requireObjectives, stack)).toEqual([
      'violation web-prod: objective "latency" of service "web" has the target 90, 95, none, the plan says 99',
    ]);
  });

  it("one live suite of two is enough", () => {
    const [suite] = prod().resources.filter(
      ({ type, name }) => type.endsWith(":SyntheticsTest") && name.startsWith("web-"),
    );
    const name = suite?.name ?? "";
    expect(of(requireSmoke, prod().copy(name, "paused").set("paused", "status", "paused"))).toEqual([]);
    expect(of(requireSmoke, prod().set(name, "status", "paused"))).toEqual([
      'violation web-prod: service "web" has no live smoke suite',
    ]);
  });

  it("a bypass is needed where a project of the service is guarded, and only there", () => {
    const project = "web-prod-project-project-project";
    const bare = () => prod().removeType("vercel:index/projectProtectionBypass:ProjectProtectionBypass");
    const told = (stack: StackEdit) => of(requireSmoke, stack).filter((each) => each.includes('"web"'));
    const shut = ['violation web-prod: the smoke suite of service "web" cannot pass the deployment protection'];
    expect(told(bare())).toEqual(shut);
    expect(told(bare().copy(project, "open").set("open", "vercelAuthentication", undefined))).toEqual(shut);
    for (const open of [undefined, { deploymentType: "none" }])
      expect(told(bare().set(project, "vercelAuthentication", open))).toEqual([]);
  });

  it.for([
    ["datadog:index/monitor:Monitor", "tags"],
    ["datadog:index/serviceLevelObjective:ServiceLevelObjective", "tags"],
    ["datadog:index/syntheticsTest:SyntheticsTest", "tags"],
    ["vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable", "comment"],
    ["pagerduty:index/service:Service", "description"],
  ] as const)("%s says who owns it", ([type, field]) => {
    const bare = field === "tags" ? '"one" has no tag team: and managed-by:' : `"one" names no owner in its ${field}`;
    expect(said(requireOwner, [made(type, "one", {})])).toEqual([`advice one: ${bare}`]);
    const owned = field === "tags" ? ["team:a", "managed-by:b"] : "Owner team a.";
    expect(said(requireOwner, [made(type, "one", { [field]: owned })])).toEqual([]);
  });
});
