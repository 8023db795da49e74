/** One verdict for the plan and for a state file (issue 8, point 4). */
import { LaunchgateError } from "@launchgate/core";
import { expect, it } from "vitest";
import { renderReport, reportFormats } from "../../packages/cli/src/policy/report.ts";
import { stateResources } from "../../packages/cli/src/policy/state-file.ts";
import { judgeStack, ruleInfos } from "../../policy/pack.ts";
import { fixedInstant, stackNames } from "../helpers/stack-plans.ts";
import { captured } from "./captured.ts";
import { batchesOf, violationsOf } from "./seeds.ts";
import { StackEdit } from "./stack-edit.ts";

async function broken(): Promise<StackEdit> {
  return new StackEdit(await captured("prod"))
    .set("web-prod-gate-environment", "preventSelfReview", false)
    .remove("web-prod-pager-service")
    .protect("web-prod-database-project-project", false);
}

it("judges a state as the plan that it was made from", async () => {
  const { resources } = await broken();
  const state = { version: 3, deployment: { resources: resources.map((each) => ({ ...each, name: undefined })) } };
  const now = fixedInstant;
  const ofPlan = judgeStack({ resources, now, settings: { plan: "always" } });
  const ofState = judgeStack({ resources: stateResources(state, "state.json"), now });
  expect(ofPlan.findings.filter(({ kind }) => kind === "violation").length).toBe(3);
  expect(ofState).toEqual(ofPlan);
});

it.for([...stackNames])("every rule that can be broken in %s says the same of a state", async (stack) => {
  const resources = await captured(stack);
  for (const { changes, told } of await batchesOf(stack)) {
    const seeded = new StackEdit(resources).repeat(changes).resources;
    const state = { version: 3, deployment: { resources: seeded.map((each) => ({ ...each, name: undefined })) } };
    expect(violationsOf(stateResources(state, "state.json"))).toEqual(told);
  }
});

it("refuses what is no state", () => {
  expect(() => stateResources({ resources: [] }, "x.json")).toThrow(LaunchgateError);
});

it.for([...reportFormats])("tells each violation as %s", async (format) => {
  const { resources } = await broken();
  const verdict = judgeStack({ resources, now: fixedInstant, settings: { plan: "always" } });
  const text = renderReport({ subject: "stack prod", verdict, rules: ruleInfos }, format, {
    colour: false,
    columns: 100,
  });
  for (const { rule } of verdict.findings) expect(text).toContain(rule);
});
