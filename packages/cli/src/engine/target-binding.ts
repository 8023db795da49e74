import { LaunchgateError } from "@launchgate/core";
import { targetIds, type EnginePort, type EngineStack, type TargetId } from "./engine-port.ts";

/**
 * Tag of a stack that names its target. The file and bucket backends keep tags in a file beside the state (seen with engine
 * 3.259.0), Pulumi Cloud with the stack: so the binding exists before the first resource does, and survives an emptied state.
 */
export const targetTag = "launchgate:target";

/** Reads the tag; a value that nobody here writes is refused: the stack is not touched. */
export function readTarget(stack: string, value: string | undefined): TargetId | undefined {
  if (value === undefined) return undefined;
  const known = targetIds.find((each) => each === value);
  if (known !== undefined) return known;
  throw new LaunchgateError({
    code: "engine.target-unknown",
    message: `Stack "${stack}" is bound to the target "${value}", which this version does not know.`,
    fix: "Use the version of Launchgate that made the stack.",
  });
}

/** Number of resources in a state, as far as it tells. */
export function resourceCount(deployment: unknown): number {
  const resources = (deployment as { resources?: unknown } | null)?.resources;
  return Array.isArray(resources) ? resources.length : 0;
}

/** A stack with its binding. */
export interface BoundStack {
  readonly stack: EngineStack;
  readonly target: TargetId;
}

/**
 * The stack, bound to its target for good (house, two ways to run). A new one is made and bound; a bound one must be asked for with
 * its own target, or with none. One without binding was made by plain `pulumi`: with resources it can only be live.
 * `allow` may refuse the target before anything is made. Refused as `engine.other-target`.
 */
export async function openBound(
  engine: EnginePort,
  name: string,
  wanted: TargetId | undefined,
  allow: (target: TargetId) => void,
): Promise<BoundStack> {
  const found = await engine.find(name);
  const bound = found === undefined ? undefined : await found.target();
  const target = bound ?? (found !== undefined && (await isUsed(found)) ? "live" : (wanted ?? "live"));
  if (wanted !== undefined && target !== wanted) throw otherTarget(name, target, wanted);
  allow(target);
  const stack = found ?? (await engine.create(name));
  if (bound === undefined) await stack.bind(target);
  return { stack, target };
}

/** A stack that must be there already, for reading. Refused as `engine.stack-missing`. */
export async function openExisting(engine: EnginePort, name: string): Promise<EngineStack> {
  const found = await engine.find(name);
  if (found !== undefined) return found;
  throw new LaunchgateError({
    code: "engine.stack-missing",
    message: `The backend has no stack "${name}": it was never brought up there.`,
    fix: `Run \`launchgate up --stack ${name}\`, or correct PULUMI_BACKEND_URL.`,
  });
}

async function isUsed(stack: EngineStack): Promise<boolean> {
  return resourceCount((await stack.exportState()).deployment) > 0;
}

function otherTarget(name: string, bound: TargetId, wanted: TargetId): LaunchgateError {
  return new LaunchgateError({
    code: "engine.other-target",
    message: `Stack "${name}" is bound to the target "${bound}" and cannot be used with "${wanted}".`,
    fix: `Leave --target out to work on "${bound}", or use another backend (PULUMI_BACKEND_URL) for "${wanted}".`,
  });
}
