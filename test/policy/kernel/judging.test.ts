/** The judge itself, with rules made for the purpose: what blocks, what is told, what is skipped and why (P7, A3, issue 8 point 2). */
import type { JudgedResource, JudgeArgs, Verdict } from "@launchgate/core";
import { beforeAll, describe, expect, it } from "vitest";
import { defineRule, when, type Rule, type RuleArgs, type RuleCheck } from "../../../policy/define-rule.ts";
import { judge } from "../../../policy/kernel/judge.ts";
import { fixedInstant } from "../../helpers/stack-plans.ts";
import { captured } from "../captured.ts";
import { StackEdit, UNKNOWN } from "../stack-edit.ts";

const PLAN = "launchgate:release:ReleasePlan";

/** A rule of the least that a rule needs. */
function ruleOf(thing: string, check: RuleCheck, more: Partial<RuleArgs> = {}): Rule {
  const texts = { title: "Title", cause: "Cause.", why: "Why.", fix: "Fix it.", link: "https://example.com" };
  const args = {
    id: `github-test-require-${thing}`,
    requirements: ["P1"],
    severity: "high",
    types: ["thing"],
    tags: [],
    ...texts,
  };
  return defineRule({ ...args, ...check, ...more } as RuleArgs);
}

const thing = (name: string, inputs: Record<string, unknown> = {}): JudgedResource => ({
  urn: `urn:${name}`,
  type: "thing",
  name,
  inputs,
  protect: false,
  ignoreChanges: [],
  dependencies: [],
});

const sized = ruleOf("size", {
  scope: "resource",
  check: (each) => when((each.number("size") ?? 0) < 3, `it is ${String(each.number("size"))}`),
});
const planned = ruleOf("plan", {
  scope: "plan",
  check: (each, { plan }) => when(each.name === "a", `in ${plan.stack}`),
});
const wholePlan = ruleOf("whole-plan", {
  scope: "stack-plan",
  check: ({ plan }) => [{ message: `stack ${plan.stack}` }],
});
const judged = (rules: readonly Rule[], resources: readonly JudgedResource[], more: Partial<JudgeArgs> = {}): Verdict =>
  judge(rules, { resources, now: fixedInstant, ...more });
const told = ({ findings }: Verdict): string[] =>
  findings.map(({ kind, resource, message }) => `${kind} ${resource}: ${message}`);

let prod: readonly JudgedResource[];
let shared: readonly JudgedResource[];
beforeAll(async () => {
  prod = await captured("prod");
  shared = await captured("shared");
});

describe("a program that is not ours", () => {
  it("tells a breach with all that a reader needs", () => {
    const verdict = judged([sized], [thing("a", { size: 1 }), thing("b", { size: 3 })]);
    expect(verdict).toEqual({
      passes: false,
      setting: "foreign",
      findings: [
        {
          kind: "violation",
          rule: sized.id,
          resource: "a",
          urn: "urn:a",
          severity: "high",
          message: "it is 1",
          fix: "Fix it.",
          weakenedBy: [],
        },
      ],
      passed: [],
      notApplicable: {},
    });
  });

  it("passes what keeps the rule, and names the rule", () => {
    const verdict = judged([sized], [thing("b", { size: 3 })]);
    expect(verdict).toMatchObject({ passes: true, findings: [], passed: [sized.id], notApplicable: {} });
  });

  it("does not call a rule kept that had nothing to look at", () => {
    const verdict = judged([sized], [{ ...thing("b"), type: "another" }]);
    expect(verdict).toMatchObject({
      passes: true,
      passed: [],
      notApplicable: { [sized.id]: "no resource of its types" },
    });
  });

  it("skips rules that read a plan", () => {
    const verdict = judged([planned, wholePlan], [thing("a")]);
    const why = "not applicable: the program has no release plan";
    expect(verdict).toMatchObject({ passes: true, findings: [], passed: [] });
    expect(verdict.notApplicable).toEqual({ [planned.id]: why, [wholePlan.id]: why });
  });

  it("is judged as the settings say", () => {
    expect(judged([sized], [], { settings: { stage: "staging" } }).setting).toBe("staging");
    expect(judged([sized], []).setting).toBe("foreign");
  });

  it("reads no waivers, wherever they stand", () => {
    const plan = { ...thing("release-plan", { waivers: { one: {} } }), type: "another:ReleasePlan" };
    expect(told(judged([sized], [plan]))).toEqual([]);
  });
});

describe("what cannot be judged, and what breaks", () => {
  it("an unknown is undecided: no pass, and no stop", () => {
    const verdict = judged([sized], [thing("a", { size: UNKNOWN })]);
    expect(told(verdict)).toEqual(['undecided a: cannot judge yet: "size" is not known before the update']);
    expect(verdict).toMatchObject({ passes: true, passed: [], findings: [{ urn: "urn:a" }] });
  });

  it("another kind is a violation", () => {
    expect(told(judged([sized], [thing("a", { size: "big" })]))).toEqual([
      'violation a: "size" must be a number, it is text',
    ]);
  });

  it.for([
    [new RangeError("out of range"), "out of range"],
    ["a word", "a word"],
  ] as const)("a rule that throws %s is a violation", ([fault, message]) => {
    const broken = ruleOf("order", {
      scope: "stack",
      check: () => {
        throw fault as Error;
      },
    });
    const verdict = judged([broken], []);
    expect(told(verdict)).toEqual([`violation stack: ${message}`]);
    expect(verdict.findings[0]).not.toHaveProperty("urn");
    expect(verdict.passes).toBe(false);
  });

  it("one resource that breaks a rule does not hide another", () => {
    const verdict = judged(
      [sized],
      [thing("b", { size: "big" }), thing("a", { size: UNKNOWN }), thing("c", { size: 0 })],
    );
    expect(told(verdict).map((each) => each.slice(0, 11))).toEqual(["violation b", "violation c", "undecided a"]);
  });
});

describe("levels", () => {
  it("an advisory breach is told and does not stop", () => {
    const rule = ruleOf("advice", { scope: "resource", check: () => ["told"] }, { levels: { foreign: "advisory" } });
    const verdict = judged([rule], [thing("a")]);
    expect(told(verdict)).toEqual(["advice a: told"]);
    expect(verdict).toMatchObject({ passes: true, passed: [] });
  });

  it("a rule that is off here looks at nothing and says so", () => {
    const rule = ruleOf("off", { scope: "resource", check: () => ["told"] }, { levels: { foreign: "off" } });
    const verdict = judged([rule], [thing("a")]);
    expect(verdict).toMatchObject({
      passes: true,
      findings: [],
      passed: [],
      notApplicable: { [rule.id]: "off for foreign" },
    });
  });

  it("what a stack rule calls advice is advice, whatever its level", () => {
    const rule = ruleOf("mixed", {
      scope: "stack",
      check: () => [
        { message: "one", advice: true },
        { message: "two", advice: false },
      ],
    });
    const verdict = judged([rule], []);
    expect(told(verdict)).toEqual(["violation stack: two", "advice stack: one"]);
  });

  it("a stack rule that finds nothing is kept", () => {
    expect(judged([ruleOf("calm", { scope: "stack", check: () => [] })], []).passed).toEqual([
      "github-test-require-calm",
    ]);
  });

  it("a breach of a stack rule stands at the resource that it names", () => {
    const rule = ruleOf("place", {
      scope: "stack",
      check: ({ graph }) => graph.all.map((resource) => ({ message: "here", resource })),
    });
    expect(judged([rule], [thing("a")]).findings).toMatchObject([{ resource: "a", urn: "urn:a" }]);
  });
});

describe("what rules are given", () => {
  it("the moment, the phase, the settings and the setting", () => {
    const rule = ruleOf("context", {
      scope: "resource",
      check: (_each, { now, phase, settings, setting }) => [
        `${now.toISOString()} ${phase} ${String(settings.minimumApprovers)} ${setting}`,
      ],
    });
    const lines = (more: Partial<JudgeArgs>) =>
      judged([rule], [thing("a")], more).findings.map(({ message }) => message);
    expect(lines({})).toEqual(["2026-11-21T10:00:00.000Z preview 1 foreign"]);
    expect(lines({ phase: "update", settings: { minimumApprovers: 2 } })).toEqual([
      "2026-11-21T10:00:00.000Z update 2 foreign",
    ]);
  });

  it("their neighbours, for rules that look beside the resource", () => {
    const rule = ruleOf("neighbours", { scope: "in-stack", check: (_each, { graph }) => [String(graph.all.length)] });
    expect(told(judged([rule], [thing("a")]))).toEqual(["violation a: 1"]);
  });

  it("the plan", () => {
    const verdict = judged([planned, wholePlan], [...prod, thing("a")]);
    expect(told(verdict)).toEqual(["violation a: in prod", "violation stack: stack prod"]);
    expect(verdict.setting).toBe("production");
  });
});

describe("the plan of a stack", () => {
  it("gives the setting: the kind of the stage, or shared", () => {
    expect(judged([], prod).setting).toBe("production");
    expect(judged([], shared).setting).toBe("shared");
  });

  const withoutPlan = (): StackEdit => new StackEdit(prod).removeType(PLAN);

  it("a component of ours without one: each rule that reads it is a violation, at production's level", () => {
    const verdict = judged([planned, wholePlan], withoutPlan().resources);
    expect(verdict.setting).toBe("production");
    expect(told(verdict)).toEqual([
      "violation stack: the stack has no release plan to compare with",
      "violation stack: the stack has no release plan to compare with",
    ]);
    expect(verdict).toMatchObject({ passes: false, passed: [] });
  });

  it("is demanded where the settings say so", () => {
    expect(told(judged([planned], [thing("a")], { settings: { plan: "always" } }))).toEqual([
      "violation stack: the stack has no release plan to compare with",
    ]);
  });

  it("two of them are none", () => {
    const stack = new StackEdit(prod).copy("release-plan", "second");
    expect(told(judged([wholePlan], stack.resources))).toEqual([
      "violation stack: the stack has more than one release plan",
    ]);
    expect(judged([], stack.resources).setting).toBe("production");
  });

  it("one that cannot be read tells where, and excuses nothing", () => {
    const stack = new StackEdit(shared).set("release-plan", "stack", 7).set("release-plan", "freeze.windows", "all");
    const verdict = judged([wholePlan], stack.resources);
    expect(told(verdict)).toEqual(["violation stack: the release plan cannot be read at stack, freeze.windows"]);
    expect(verdict.setting).toBe("production");
  });

  it("one of which a part is not known: cannot judge yet", () => {
    const stack = new StackEdit(shared).set("release-plan", "stack", UNKNOWN);
    expect(told(judged([wholePlan], stack.resources))).toEqual([
      'undecided stack: cannot judge yet: "stack" is not known before the update',
    ]);
  });

  it("is read anew for each stack, and the same for the same", () => {
    const first = new StackEdit(prod).resources;
    const second = new StackEdit(prod).set("release-plan", "stack", "other").resources;
    for (const [resources, name] of [
      [first, "prod"],
      [second, "other"],
      [first, "prod"],
    ] as const)
      expect(told(judged([wholePlan], resources))).toEqual([`violation stack: stack ${name}`]);
  });

  it("more waivers than the shared stack may have are refused", () => {
    const stack = new StackEdit(shared);
    const waiver = {
      rule: sized.id,
      stack: "shared",
      owner: "ada-brandt",
      reason: "A test of how many waivers may hold.",
      link: "https://example.com/issues/1",
      granted: "2026-11-01",
      expires: "2026-11-30",
      timeZone: "Europe/Berlin",
    };
    for (const name of ["a", "b", "c", "d", "e", "f"])
      stack.set("release-plan", `waivers.${name}`, { ...waiver, resource: name });
    const kinds = judged([sized], stack.resources).findings.map(({ kind, resource }) => `${kind} ${resource}`);
    expect(kinds).toEqual(["waiver-refused f", ...["a", "b", "c", "d", "e"].map((name) => `waiver-unused ${name}`)]);
  });
});

describe("gaps of vendor plans (A3)", () => {
  const gap = (feature: string, compensation: string | null) => ({
    feature,
    title: "Title",
    wantedBy: "organization.vendors",
    vendor: "github",
    plan: "free",
    compensation,
  });
  const verdictWith = (gaps: readonly unknown[], levels: Rule["levels"][keyof Rule["levels"]] = "mandatory") => {
    const rule = ruleOf(
      "gap",
      { scope: "resource", check: () => ["broken"] },
      { features: ["environment-reviewers"], levels: { production: levels } },
    );
    return judged([rule], new StackEdit([...prod, thing("a")]).set("release-plan", "gaps", gaps).resources);
  };
  const shown = { feature: "environment-reviewers", vendor: "github", plan: "free" };

  it("a gap stands beside the finding of the rule that it weakens", () => {
    const { findings, passes } = verdictWith([
      gap("environment-reviewers", null),
      gap("code-scanning", "Somebody looks."),
    ]);
    expect(findings).toMatchObject([{ kind: "violation", weakenedBy: [{ ...shown, compensation: null }] }]);
    expect(findings[0]?.weakenedBy).toHaveLength(1);
    expect(passes).toBe(false);
  });

  it("where a gate stands in, the breach is advice", () => {
    const compensation = "Release approvers sign in the pipeline.";
    const { findings, passes } = verdictWith([gap("environment-reviewers", compensation)]);
    expect(findings).toMatchObject([{ kind: "advice", weakenedBy: [{ ...shown, compensation }] }]);
    expect(passes).toBe(true);
  });

  it("a gate for one of two gaps is enough", () => {
    const gaps = [
      gap("environment-reviewers", null),
      gap("environment-reviewers", "Release approvers sign in the pipeline."),
    ];
    expect(verdictWith(gaps).findings).toMatchObject([{ kind: "advice", weakenedBy: [{}, {}] }]);
  });

  it("a gate for another feature changes nothing", () => {
    expect(verdictWith([gap("code-scanning", "Somebody looks.")]).findings).toMatchObject([
      { kind: "violation", weakenedBy: [] },
    ]);
  });

  it("what is undecided stays undecided", () => {
    const rule = ruleOf(
      "gap",
      { scope: "resource", check: (each) => [String(each.text("name"))] },
      { features: ["environment-reviewers"] },
    );
    const stack = new StackEdit([...prod, thing("a", { name: UNKNOWN })]);
    stack.set("release-plan", "gaps", [gap("environment-reviewers", "Somebody looks.")]);
    expect(judged([rule], stack.resources).findings).toMatchObject([{ kind: "undecided", weakenedBy: [{}] }]);
  });
});
