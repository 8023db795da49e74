import { expect, it } from "vitest";
import { judgeStack } from "../../policy/pack.ts";
import { fixedInstant, stackNames } from "../helpers/stack-plans.ts";
import { captured } from "./captured.ts";

it.for([...stackNames])("stack %s of the reference organisation keeps every rule", async (name) => {
  const verdict = judgeStack({ resources: await captured(name), now: fixedInstant });
  const told = verdict.findings.map(({ kind, rule, resource, message }) => `${kind} ${rule} ${resource}: ${message}`);
  expect(told).toEqual([]);
  expect(verdict.passed.length).toBeGreaterThan(3);
});
