import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import { isAlive } from "../../sandbox/process-identity.ts";
import type { EngineStack, StackLock, StackState } from "../engine-port.ts";
import { keepDamaged, keepState } from "../kept-states.ts";
import { openExisting, type BoundStack } from "../target-binding.ts";
import { putSettled, settleState, type Interrupted } from "./interrupted.ts";
import { deploymentSchema, pendingCreations } from "./interrupted-state.ts";
import { openForAct, requireYes, type RunSite } from "./run-site.ts";

const deployed = z.looseObject({ resources: z.array(z.looseObject({ urn: z.string() })).optional() }).nullable();
const fileSchema = z.looseObject({
  version: z.number(),
  deployment: deployed,
  launchgate: z.object({ stack: z.string(), target: z.string() }).optional(),
});
/** A state as a backend of files or a bucket keeps it, the history of updates among them. */
const checkpointSchema = z
  .object({ version: z.number(), checkpoint: z.object({ latest: deployed.optional() }) })
  .transform(({ version, checkpoint }): StateFile => ({ version, deployment: checkpoint.latest ?? null }));

/**
 * Puts a state from a file in place of the present one, which is kept first; a damaged one is kept byte by byte. Creations that an
 * interrupted run has left in it are looked for at their vendors. A file of the backend itself, such as one of its history, is taken as
 * well. Refused: what is no state, and the state of another stack, project or target.
 */
export async function importFlow(
  site: RunSite,
  project: string,
  file: string,
): Promise<{ keptState: string; resources: number; settled: readonly Interrupted[] }> {
  const state = await readStateFile(file);
  const { stack, target } = await openForAct(site);
  const other = foreignness(state, stack.name, project, target);
  if (other !== undefined) throw foreign(file, stack.name, other);
  const given = stateOf(state);
  // The engine drops what is pending of every state that it is given.
  const settled = (await settleState(site, stack, target, given)) ?? { state: given, found: [] };
  const keptState = await keepPresent(site, { stack, target });
  await putSettled(site, stack, settled);
  const resources = fileSchema.parse(settled.state).deployment?.resources?.length ?? 0;
  return { keptState, resources, settled: settled.found };
}

/** Whether a file holds a state with creations that an interrupted run has left: to import it, their vendors are asked. */
export async function holdsInterrupted(file: string): Promise<boolean> {
  return pendingCreations(stateOf(await readStateFile(file))).length > 0;
}

function stateOf({ version, deployment }: StateFile): StackState {
  return { version, deployment };
}

type StateFile = z.infer<typeof fileSchema>;

async function readStateFile(file: string): Promise<StateFile> {
  const problem = (reason: string, cause: unknown): LaunchgateError =>
    new LaunchgateError({
      code: "engine.state-file",
      message: `${file} holds no state: ${reason}.`,
      fix: "Give a file that `launchgate state export` or `state kept` names. Nothing was changed.",
      cause,
    });
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw problem(`it cannot be read (${(cause as NodeJS.ErrnoException).code ?? "unknown reason"})`, cause);
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw problem("it is not JSON, perhaps only half written", cause);
  }
  const parsed = z.union([fileSchema, checkpointSchema]).safeParse(content);
  if (!parsed.success) throw problem("version and deployment are missing or of another form", parsed.error);
  const deployment = deploymentSchema.safeParse(parsed.data.deployment ?? {});
  if (!deployment.success) throw problem("its resources are of another form", deployment.error);
  return parsed.data;
}

/** Whose state it is, where it is not this stack's. */
function foreignness(
  { launchgate, deployment }: StateFile,
  stack: string,
  project: string,
  target: string,
): string | undefined {
  if (launchgate !== undefined && launchgate.target !== target) return `target "${launchgate.target}"`;
  const start = `urn:pulumi:${stack}::${project}::`;
  const strange = deployment?.resources?.find(({ urn }) => !urn.startsWith(start));
  if (strange === undefined) return undefined;
  const [, theirStack = "?", theirProject = "?"] = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(strange.urn) ?? [];
  return `stack "${theirStack}" of project "${theirProject}"`;
}

function foreign(file: string, stack: string, other: string): LaunchgateError {
  return new LaunchgateError({
    code: "engine.state-foreign",
    message: `${file} is the state of ${other}, not of stack "${stack}".`,
    fix: `Give a state of this stack: \`launchgate state kept --stack ${stack}\`. Nothing was changed.`,
  });
}

async function keepPresent(site: RunSite, { stack, target }: BoundStack): Promise<string> {
  try {
    return (await keepState(site.root, stack, target, site.now())).file;
  } catch (error) {
    const damaged = error instanceof LaunchgateError && error.code === "engine.state-unreadable";
    if (!damaged || stack.stateFile === undefined) throw error;
    return keepDamaged(site.root, stack.name, stack.stateFile, site.now());
  }
}

/** Removes the lock of an operation that is gone; one whose process runs on this machine, or may run on another, must be accepted. */
export async function unlockFlow(site: RunSite): Promise<readonly StackLock[]> {
  const stack = await openExisting(site.engine, site.model.stackName);
  const locks = await stack.locks();
  const doubt = locks.map(doubtOf).find((each) => each !== undefined);
  if (doubt !== undefined) {
    const problem = `Stack "${stack.name}" is locked: ${doubt}.`;
    await requireYes(site, "engine.lock-held", problem, "Remove its lock all the same?");
  }
  if (locks.length > 0 || !tellsLocks(stack)) await stack.cancel();
  return locks;
}

function tellsLocks(stack: EngineStack): boolean {
  return stack.stateFile !== undefined;
}

function doubtOf({ host, pid, since }: StackLock): string | undefined {
  if (host !== hostname()) return `process ${String(pid)} on ${host}, since ${since}, cannot be looked at from here`;
  return isAlive(pid) ? `process ${String(pid)} still runs, since ${since}` : undefined;
}

/** The present state, secrets encrypted. */
export async function exportFlow(
  site: Pick<RunSite, "engine" | "model">,
): Promise<{ stack: EngineStack; state: StackState }> {
  const stack = await openExisting(site.engine, site.model.stackName);
  return { stack, state: await stack.exportState() };
}
