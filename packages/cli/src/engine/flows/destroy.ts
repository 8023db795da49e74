import { LaunchgateError } from "@launchgate/core";
import type { OperationOutcome, TargetId } from "../engine-port.ts";
import { keepState } from "../kept-states.ts";
import { openForAct, type RunSite } from "./run-site.ts";

/** What a `destroy` did. */
export interface DestroyReport {
  readonly target: TargetId;
  readonly outcome: OperationOutcome;
  /** File with the state from before. */
  readonly keptState: string;
}

/** Deletes everything of an ephemeral stack; any other one is refused as `engine.not-ephemeral` (exit 2). (D1) */
export async function destroyFlow(site: RunSite): Promise<DestroyReport> {
  const { stack: definition, stackName } = site.model;
  if (definition.kind !== "stage" || !definition.ephemeral) throw notEphemeral(stackName);
  const { stack, target } = await openForAct(site);
  const { file } = await keepState(site.root, stack, target, site.now());
  const { signal, onProgress, step } = site;
  step("Destroy");
  return { target, outcome: await stack.destroy({ signal, onProgress }), keptState: file };
}

function notEphemeral(stack: string): LaunchgateError {
  return new LaunchgateError({
    code: "engine.not-ephemeral",
    message: `Stack "${stack}" is not ephemeral: it is never destroyed by command.`,
    fix: "Only stacks with `ephemeral: true` in stacks/ can be destroyed, such as those for drills.",
  });
}
