/** The judge itself, with rules made for the purpose: what blocks, what is told, what is skipped and why (P7, issue 8 point 2). */
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../stack-edit.ts";
import { judged, planned, ruleOf, sized, thing, told, wholePlan } from "./judging-rules.ts";

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
