import { LaunchgateError, type StackModel } from "@launchgate/core";
import type { OperationOutcome, TargetId } from "../engine-port.ts";
import { keepState } from "../kept-states.ts";
import { openForMending, type RunSite } from "./run-site.ts";

/** What a `destroy` did. */
export interface DestroyReport {
  readonly target: TargetId;
  readonly outcome: OperationOutcome;
  /** File with the state from before. */
  readonly keptState: string;
}

/** Deletes everything of an ephemeral stack; any other one is refused as `engine.not-ephemeral` (exit 2). (D1) */
export async function destroyFlow(site: RunSite): Promise<DestroyReport> {
  requireEphemeral(site.model);
  const { stack, target } = await openForMending(site);
  const { file } = await keepState(site.root, stack, target, site.now());
  const { signal, onProgress, step } = site;
  step("Destroy");
  return { target, outcome: await stack.destroy({ signal, onProgress }), keptState: file };
}

/** Refuses a stack that is to last, as `engine.not-ephemeral` (exit 2). (D1) */
export function requireEphemeral({ stack, stackName }: StackModel): void {
  if (stack.kind !== "stage" || !stack.ephemeral) throw notEphemeral(stackName);
}

function notEphemeral(stack: string): LaunchgateError {
  return new LaunchgateError({
    code: "engine.not-ephemeral",
    message: `Stack "${stack}" is not ephemeral: it is never destroyed by command.`,
    fix: "Only stacks with `ephemeral: true` in stacks/ can be destroyed, such as those for drills.",
  });
}
