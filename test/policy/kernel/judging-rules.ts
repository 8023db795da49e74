import type { JudgedResource, JudgeArgs, Verdict } from "@launchgate/core";
import { defineRule, when, type Rule, type RuleArgs, type RuleCheck } from "../../../policy/define-rule.ts";
import { judge } from "../../../policy/kernel/judge.ts";
import { fixedInstant } from "../../helpers/stack-plans.ts";

/** Type of the release plan. */
export const PLAN = "launchgate:release:ReleasePlan";

/** A rule of the least that a rule needs. */
export function ruleOf(thing: string, check: RuleCheck, more: Partial<RuleArgs> = {}): Rule {
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

/** A resource of the type that those rules judge. */
export const thing = (name: string, inputs: Record<string, unknown> = {}): JudgedResource => ({
  urn: `urn:${name}`,
  type: "thing",
  name,
  inputs,
  protect: false,
  ignoreChanges: [],
  dependencies: [],
});

/** Judges each resource by itself. */
export const sized = ruleOf("size", {
  scope: "resource",
  check: (each) => when((each.number("size") ?? 0) < 3, `it is ${String(each.number("size"))}`),
});
/** Judges each resource with the plan. */
export const planned = ruleOf("plan", {
  scope: "plan",
  check: (each, { plan }) => when(each.name === "a", `in ${plan.stack}`),
});
/** Judges the plan. */
export const wholePlan = ruleOf("whole-plan", {
  scope: "stack-plan",
  check: ({ plan }) => [{ message: `stack ${plan.stack}` }],
});
/** Verdict of some rules about some resources. */
export const judged = (
  rules: readonly Rule[],
  resources: readonly JudgedResource[],
  more: Partial<JudgeArgs> = {},
): Verdict => judge(rules, { resources, now: fixedInstant, ...more });
/** What a verdict says, a line each. */
export const told = ({ findings }: Verdict): string[] =>
  findings.map(({ kind, resource, message }) => `${kind} ${resource}: ${message}`);
