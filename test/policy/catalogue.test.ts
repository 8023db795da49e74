/** The list of rules and its data (issue 8, quality). */
import { describe, expect, it } from "vitest";
import { ruleInfos } from "../../policy/pack.ts";
import { ruleTables } from "./tables.ts";

/** Rules without a table of their own kind, with what tests them instead. */
const apart: Readonly<Record<string, string>> = {
  "plan-stack-require-release-plan":
    "test/policy/plan/require-release-plan.test.ts: there is no plan that could carry a waiver",
};
/** Rules that look at no input, so that nothing can be unknown, null or of another kind. */
const readNothing: ReadonlySet<string> = new Set([
  "across-resource-protect-data",
  "github-environment-protect-production",
]);

describe("the catalogue", () => {
  it("has at least 60 rules, each id once", () => {
    expect(ruleInfos.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ruleInfos.map(({ id }) => id)).size).toBe(ruleInfos.length);
  });

  it("pins ids and levels", () => {
    const lines = ruleInfos.map(({ id, severity, levels }) => `${id} ${severity} ${Object.values(levels).join(" ")}`);
    expect(lines).toMatchSnapshot();
  });

  it.for([...ruleInfos])("$id says all that a reader needs", ({ title, cause, why, fix, link, types, tags }) => {
    for (const text of [cause, why, fix]) expect(text).toMatch(/^[^\n]{20,}\.$/);
    expect(title).toMatch(/^[A-Z][^\n]*[^.]$/);
    expect(link).toMatch(/^https:\/\//);
    expect(types.length).toBeGreaterThan(0);
    expect(tags.length).toBeGreaterThan(0);
  });
});

describe("the tables", () => {
  it.for(ruleInfos.filter(({ id }) => apart[id] === undefined))("$id: breaks, and all that it reads", ({ id }) => {
    const tables = ruleTables.filter(({ rule }) => rule.id === id);
    expect(tables.flatMap(({ breaks }) => breaks).length).toBeGreaterThan(0);
    expect(tables.some(({ reads }) => reads.length > 0)).toBe(!readNothing.has(id));
  });

  it("name no rule that is gone", () => {
    const known = new Set(ruleInfos.map(({ id }) => id));
    expect([...Object.keys(apart), ...readNothing].filter((id) => !known.has(id))).toEqual([]);
  });
});
