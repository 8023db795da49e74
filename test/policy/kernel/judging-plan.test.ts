/** What the judge gives its rules: the plan of a stack, and what plans of vendors cannot do (P7, A3, issue 8 point 2). */
import type { JudgedResource, JudgeArgs } from "@launchgate/core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/define-rule.ts";
import { captured } from "../captured.ts";
import { StackEdit, UNKNOWN } from "../stack-edit.ts";
import { judged, PLAN, planned, ruleOf, sized, thing, told, wholePlan } from "./judging-rules.ts";

let prod: readonly JudgedResource[];
let shared: readonly JudgedResource[];
beforeAll(async () => {
  prod = await captured("prod");
  shared = await captured("shared");
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
