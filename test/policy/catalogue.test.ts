/** The list of rules and its data (issue 8, quality). */
import { describe, expect, it } from "vitest";
import { ruleInfos } from "../../policy/pack.ts";

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
