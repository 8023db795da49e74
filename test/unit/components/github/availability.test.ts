import { describe, expect, it } from "vitest";
import { isAvailable, type GitHubFeature } from "../../../../components/github/availability.ts";
import { vendors } from "./model.ts";

describe("isAvailable", () => {
  it.each<[GitHubFeature, boolean, boolean, boolean]>([
    ["environment-reviewers", false, false, true],
    ["environment-branch-policies", false, true, true],
    ["rulesets", false, true, true],
    ["merge-queue", false, false, true],
    ["push-protection", false, true, true],
    ["code-scanning", false, true, true],
  ])("%s on private repositories: free %s, team %s, enterprise %s", (feature, free, team, enterprise) => {
    expect(isAvailable(vendors("free"), "private", feature)).toBe(free);
    expect(isAvailable(vendors("team"), "private", feature)).toBe(team);
    expect(isAvailable(vendors("enterprise"), "private", feature)).toBe(enterprise);
    expect(isAvailable(vendors("team"), "internal", feature)).toBe(team);
  });

  it("gives a public repository everything in any plan, and nothing without GitHub", () => {
    expect(isAvailable(vendors("free"), "public", "merge-queue")).toBe(true);
    expect(isAvailable(vendors("none"), "public", "merge-queue")).toBe(false);
    expect(isAvailable(vendors("none"), "private", "rulesets")).toBe(false);
  });
});
