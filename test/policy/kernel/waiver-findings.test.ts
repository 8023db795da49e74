/** What is told of waivers, whole, and among several rules (R8, issue 8 point 3). */
import { describe, expect, it } from "vitest";
import { defineRule, type Rule } from "../../../policy/define-rule.ts";
import { applyWaivers } from "../../../policy/kernel/apply-waivers.ts";
import { violation } from "../../../policy/kernel/findings.ts";
import { readWaivers } from "../../../policy/kernel/waivers.ts";
import { readSettings } from "../../../policy/kernel/settings.ts";
import { fixedInstant } from "../../helpers/stack-plans.ts";

function ruleOf(id: string): Rule {
  const texts = { title: "Title", cause: "Cause.", why: "Why.", fix: "Fix.", link: "https://example.com" };
  const data = { requirements: ["P1"], severity: "low", types: [], tags: [] } as const;
  return defineRule({ id, ...texts, ...data, scope: "resource", check: () => [] });
}

const [one, two] = [ruleOf("plan-test-require-one"), ruleOf("plan-test-require-two")];
const waiver = {
  rule: one.id,
  stack: "prod",
  resource: "stack",
  owner: "ada-brandt",
  reason: "A test of what is told of a waiver.",
  link: "https://example.com/issues/1",
  granted: "2026-11-01",
  expires: "2026-11-30",
  timeZone: "Europe/Berlin",
};
const bookOf = (raw: Readonly<Record<string, unknown>>) => readWaivers(raw, "prod", fixedInstant, 5);
const shown = { id: "w", owner: waiver.owner, reason: waiver.reason };
const found = [one, two].map((rule) => violation(rule, "production", `breaks ${rule.id}`));

describe("with findings of two rules about one resource", () => {
  it("the waiver of one excuses that one alone", () => {
    const told = applyWaivers(found, bookOf({ w: waiver }), [one, two]);
    expect(told).toEqual([{ ...found[0], kind: "waived", waiver: { ...shown, expires: "2026-11-30" } }, found[1]]);
  });

  it("a waiver of a rule that nothing breaks is unused", () => {
    const told = applyWaivers(found.slice(1), bookOf({ w: waiver }), [one, two]);
    expect(told[1]).toEqual({
      kind: "waiver-unused",
      rule: one.id,
      resource: "stack",
      severity: "medium",
      message: 'waiver "w" excuses nothing: the rule is kept, or the resource is not in the stack',
      fix: "Remove it from release.waivers.",
      waiver: { ...shown, expires: "2026-11-30" },
      weakenedBy: [],
    });
  });

  it("one that has ended is told beside the violations", () => {
    const told = applyWaivers(found, bookOf({ w: { ...waiver, expires: "2026-11-20" } }), [one, two]);
    expect(told).toEqual([
      ...found,
      {
        kind: "waiver-expired",
        rule: one.id,
        resource: "stack",
        severity: "medium",
        message: 'waiver "w" ended with 2026-11-20 (Europe/Berlin)',
        fix: "Mend what it excused, or have it granted again, and remove it.",
        waiver: { ...shown, expires: "2026-11-20" },
        weakenedBy: [],
      },
    ]);
  });

  it.for(["2026-11-30", "2026-11-20"])(
    "one of a rule that is not there is refused and no more, ended on %s or not",
    (expires) => {
      const told = applyWaivers([], bookOf({ w: { ...waiver, expires } }), [two]);
      expect(told).toEqual([
        {
          kind: "waiver-refused",
          rule: "release-rules",
          resource: "w",
          severity: "high",
          message: `waiver "w" is refused: no rule is called "${one.id}"`,
          fix: "A waiver names one rule, one resource, an owner, a reason, a link and an end within 90 days.",
          weakenedBy: [],
        },
      ]);
    },
  );
});

it("tells everything that is wrong with a waiver", () => {
  const { refused } = bookOf({ w: { ...waiver, reason: "No time", link: null } });
  expect(refused).toEqual([
    { id: "w", reason: "reason: a reason of 20 characters or more; link: an https:// address" },
  ]);
});

it("the moment of a run is ISO 8601 with an offset", () => {
  expect(readSettings({ at: "2026-11-21T10:00:00+01:00" }).at).toBe("2026-11-21T10:00:00+01:00");
  for (const at of ["2026-11-21", "2026-11-21T10:00:00", 7])
    expect(() => readSettings({ at })).toThrow("The settings of the policy pack are not right: at: ");
});
