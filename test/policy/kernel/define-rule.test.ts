/** What makes a rule a rule: its id, its levels, its defaults (issue 8, point 1). */
import { describe, expect, it } from "vitest";
import {
  defineRule,
  productionAndStaging,
  productionOnly,
  sharedOnly,
  when,
  type RuleArgs,
} from "../../../policy/define-rule.ts";

const args: RuleArgs = {
  id: "github-branch-require-reviews",
  title: "Title",
  cause: "Cause.",
  why: "Why.",
  fix: "Fix.",
  requirements: ["P1"],
  severity: "low",
  types: [],
  tags: [],
  link: "https://example.com",
  scope: "resource",
  check: () => [],
};
const everywhere = {
  production: "mandatory",
  staging: "mandatory",
  development: "mandatory",
  drill: "mandatory",
  shared: "mandatory",
  foreign: "mandatory",
};

describe("an id", () => {
  it.for([
    "github-branch-require-reviews",
    "vercel-project-forbid-timer",
    "neon-branch-limit-size",
    "pagerduty-rota-match-people",
    "datadog-log-index-protect-data-of-2",
    "plan-a1-b2-c3-require-x",
    "across-service-match-0",
  ])("%s", (id) => {
    expect(defineRule({ ...args, id }).id).toBe(id);
  });

  it.for([
    "gitlab-branch-require-reviews",
    "github-require-reviews",
    "github-branch-demand-reviews",
    "github-branch-require-",
    "github-branch-require-Reviews",
    "github-Branch-require-reviews",
    "github--require-reviews",
    "github-branch--require-reviews",
    "github-branch-rule-",
    "a-github-branch-require-reviews",
    "github-branch-require-reviews!",
    "githubbranch-require-reviews",
    "",
  ])('not "%s"', (id) => {
    expect(() => defineRule({ ...args, id })).toThrow(`"${id}" is not <vendor>-<resource>-<verb>-<thing>`);
  });
});

it("serves a requirement", () => {
  expect(() => defineRule({ ...args, requirements: [] })).toThrow(`"${args.id}" serves no requirement`);
});

describe("levels", () => {
  it("mandatory everywhere where nothing is said", () => {
    expect(defineRule(args).levels).toEqual(everywhere);
  });

  it("a foreign program is held to production's, unless said", () => {
    const levels = { production: "advisory" } as const;
    expect(defineRule({ ...args, levels }).levels).toEqual({
      ...everywhere,
      production: "advisory",
      foreign: "advisory",
    });
    expect(defineRule({ ...args, levels: { ...levels, foreign: "off" } }).levels.foreign).toBe("off");
  });

  it.for([
    [
      "production only",
      productionOnly,
      { ...everywhere, staging: "off", development: "off", drill: "off", shared: "off" },
    ],
    [
      "production and staging",
      productionAndStaging,
      { ...everywhere, development: "off", drill: "off", shared: "off" },
    ],
    ["shared only", sharedOnly, { ...everywhere, production: "off", staging: "off", development: "off", drill: "off" }],
  ] as const)("%s", ([, levels, expected]) => {
    expect(defineRule({ ...args, levels }).levels).toEqual(expected);
  });
});

it.for([
  ["resource", false],
  ["in-stack", false],
  ["plan", true],
  ["stack", false],
  ["stack-plan", true],
] as const)("scope %s reads the plan: %s", ([scope, readsPlan]) => {
  expect(defineRule({ ...args, scope } as RuleArgs).readsPlan).toBe(readsPlan);
});

it("is weakened by no feature unless said, and cannot be changed", () => {
  const rule = defineRule(args);
  expect(rule.features).toEqual([]);
  expect(defineRule({ ...args, features: ["code-scanning"] }).features).toEqual(["code-scanning"]);
  expect(Object.isFrozen(rule)).toBe(true);
});

it("a message stands alone where something is broken", () => {
  expect([when(true, "broken"), when(false, "broken")]).toEqual([["broken"], []]);
});
