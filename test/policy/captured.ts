import type { JudgedResource } from "@launchgate/core";
import { judgedCapture } from "../../packages/cli/src/policy/judged-resources.ts";
import { planOf, type StackName } from "../helpers/stack-plans.ts";

const stacks = new Map<StackName, Promise<readonly JudgedResource[]>>();
let last: Promise<unknown> = Promise.resolve();

/** The resources of a stack of the reference organisation, made once a test file; one after the other, as the runtime is global. */
export function captured(stack: StackName): Promise<readonly JudgedResource[]> {
  const known = stacks.get(stack);
  if (known !== undefined) return known;
  const made = last.then(async () => (await planOf(stack)).resources.map(judgedCapture));
  last = made.catch(() => undefined);
  stacks.set(stack, made);
  return made;
}
