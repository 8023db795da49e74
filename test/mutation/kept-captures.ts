/** Stands in for policy/captured.ts while Stryker runs. */
import type { JudgedResource } from "@launchgate/core";
import { judgedCapture } from "../../packages/cli/src/policy/judged-resources.ts";
import type { StackName } from "../helpers/stack-plans.ts";
import { planOf } from "./kept-plans.ts";

/** See policy/captured.ts. */
export async function captured(stack: StackName): Promise<readonly JudgedResource[]> {
  return (await planOf(stack)).resources.map(judgedCapture);
}
