import { expect, it } from "vitest";
import { judge } from "../../../policy/kernel/judge.ts";
import { requireReleasePlan } from "../../../policy/rules/plan/require-release-plan.ts";
import { fixedInstant, stackNames } from "../../helpers/stack-plans.ts";
import { captured } from "../captured.ts";

it.for([...stackNames])("the plan of %s can be read", async (name) => {
  const verdict = judge([requireReleasePlan], { resources: await captured(name), now: fixedInstant });
  expect(verdict.findings).toEqual([]);
  expect(verdict.passed).toEqual([requireReleasePlan.id]);
});
