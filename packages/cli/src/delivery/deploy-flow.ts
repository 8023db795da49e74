import { exitCodes, LaunchgateError, type ExitCode } from "@launchgate/core";
import { deployStack } from "./deploy-stack.ts";
import type { StackOutcome } from "./stack-outcome.ts";
import type { DeliveryWorld } from "./world.ts";

/** What a delivery did, stack by stack. */
export interface DeployReport {
  readonly result: "passed" | "waits" | "stopped";
  readonly exitCode: ExitCode;
  /** Commit that was reviewed. */
  readonly commit: string;
  /** File in which every act stands. */
  readonly record: string;
  /** In order; the one that ended it last. */
  readonly stacks: readonly StackOutcome[];
  /** Stacks that were not come to. */
  readonly left: readonly string[];
}

/**
 * Delivers a review to stacks in their order; the first that does not pass ends it (P4). `before`: stacks that come before the first;
 * where this machine knows of the delivery, they must have passed.
 */
export async function deployFlow(
  world: DeliveryWorld,
  stacks: readonly string[],
  before: readonly string[],
): Promise<DeployReport> {
  requireBefore(world, stacks, before);
  const done: StackOutcome[] = [];
  for (const stack of stacks) {
    const outcome = await world.open(stack, (site) => deployStack(world, site));
    done.push(outcome);
    if (outcome.exitCode !== exitCodes.done) break;
  }
  const last = done.at(-1);
  const passed = done.length === stacks.length && last?.exitCode === exitCodes.done;
  return {
    result: passed ? "passed" : last?.result === "waits" ? "waits" : "stopped",
    exitCode: last?.exitCode ?? exitCodes.toolFault,
    commit: world.reviewed.commit,
    record: world.record.file,
    stacks: done,
    left: stacks.slice(done.length),
  };
}

/** On a runner of its own, a job knows nothing of those before it: its workflow holds it back until they succeeded. */
function requireBefore({ record }: DeliveryWorld, [first = ""]: readonly string[], before: readonly string[]): void {
  const isOwnRunner = before.every((stack) => record.of(stack).state === "waiting");
  const open = before.find((stack) => record.of(stack).state !== "passed");
  if (isOwnRunner || open === undefined) return;
  throw new LaunchgateError({
    code: "deploy.earlier-stack",
    message: `Stack "${open}" comes before "${first}" and has not passed in this delivery.`,
    fix: `Run it first: launchgate deploy --from ${open}. Nothing was changed.`,
    exitCode: exitCodes.blocked,
  });
}
