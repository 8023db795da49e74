/** A stack carries its plan: none, two, and one that cannot be read (P7). */
import type { Verdict } from "@launchgate/core";
import { expect, it } from "vitest";
import { judge } from "../../../policy/kernel/judge.ts";
import { requireReleasePlan } from "../../../policy/rules/plan/require-release-plan.ts";
import { fixedInstant, stackNames } from "../../helpers/stack-plans.ts";
import { captured } from "../captured.ts";
import { StackEdit, UNKNOWN } from "../stack-edit.ts";

const plan = "release-plan";

function judged({ resources }: Pick<StackEdit, "resources">): Verdict {
  return judge([requireReleasePlan], { resources, now: fixedInstant });
}

it.for([...stackNames])("the plan of %s can be read", async (name) => {
  const verdict = judged({ resources: await captured(name) });
  expect(verdict.findings).toEqual([]);
  expect(verdict.passed).toEqual([requireReleasePlan.id]);
});

type Case = readonly [what: string, edit: (stack: StackEdit) => unknown, told: string];

const broken: readonly Case[] = [
  ["none", (stack) => stack.remove(plan), "violation stack: the stack has no release plan to compare with"],
  ["two", (stack) => stack.copy(plan, "second"), "violation stack: the stack has more than one release plan"],
  [
    "a part of another kind",
    (stack) => stack.set(plan, "services", "web"),
    "violation stack: the release plan cannot be read at services",
  ],
  [
    "a part that is null",
    (stack) => stack.set(plan, "ramp", null),
    "violation stack: the release plan cannot be read at ramp",
  ],
  [
    "a part that is not known",
    (stack) => stack.set(plan, "stageKinds.prod", UNKNOWN),
    'undecided stack: cannot judge yet: "stageKinds.prod" is not known before the update',
  ],
];

it.for(broken)("%s", async ([, edit, told]) => {
  const stack = new StackEdit(await captured("prod"));
  edit(stack);
  const verdict = judged(stack);
  expect(verdict.findings.map(({ kind, resource, message }) => `${kind} ${resource}: ${message}`)).toEqual([told]);
  expect(verdict.passed).toEqual([]);
});

it("no waiver of a plan that cannot be read excuses anything", async () => {
  const waiver = {
    rule: requireReleasePlan.id,
    stack: "prod",
    resource: "stack",
    owner: "ada-brandt",
    reason: "A test of what a broken plan can excuse.",
    link: "https://example.com/issues/1",
    granted: "2026-11-01",
    expires: "2026-11-30",
    timeZone: "Europe/Berlin",
  };
  const stack = new StackEdit(await captured("prod")).set(plan, "waivers.one", waiver).set(plan, "ramp", null);
  const { findings, passes } = judged(stack);
  expect(findings.map(({ kind }) => kind)).toEqual(["violation"]);
  expect(passes).toBe(false);
});
