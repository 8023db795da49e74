import { LaunchgateError, type StackModel } from "@launchgate/core";
import type { OperationOutcome, TargetId } from "../engine-port.ts";
import { keepState } from "../kept-states.ts";
import { settleInterrupted, type Interrupted } from "./interrupted.ts";
import { openForMending, type RunSite } from "./run-site.ts";

/** What a `destroy` did. */
export interface DestroyReport {
  readonly target: TargetId;
  readonly outcome: OperationOutcome;
  /** File with the state from before. */
  readonly keptState: string;
  /** Creations of an earlier run that was stopped, and what became of them. */
  readonly settled: readonly Interrupted[];
}

/** How a stack is destroyed. */
export interface DestroyOptions {
  /**
   * Whether what an interrupted run had made is looked for first, so that it goes as well. Default true; false where the vendors' own
   * lists are swept afterwards (D2).
   */
  readonly settle?: boolean;
}

/** Deletes everything of an ephemeral stack; any other one is refused as `engine.not-ephemeral` (exit 2). (D1) */
export async function destroyFlow(site: RunSite, { settle = true }: DestroyOptions = {}): Promise<DestroyReport> {
  requireEphemeral(site.model);
  const { stack, target } = await openForMending(site);
  const settled = settle ? await settleInterrupted(site, stack, target) : [];
  const { file } = await keepState(site.root, stack, target, site.now());
  const { signal, onProgress, step } = site;
  step("Destroy");
  return { target, outcome: await stack.destroy({ signal, onProgress }), keptState: file, settled };
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
