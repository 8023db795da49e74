import { exitCodes, LaunchgateError, type StackModel } from "@launchgate/core";
import type { Ask } from "../ask.ts";
import type { Environment } from "../child-env.ts";
import { attachVariable } from "../engine-env.ts";
import type { EnginePort, EngineProgress, TargetId } from "../engine-port.ts";
import { openBound, type BoundStack } from "../target-binding.ts";
import { requireSameWorld } from "../world-binding.ts";

/** Everything that a flow works with; tests put doubles in. */
export interface RunSite {
  readonly engine: EnginePort;
  readonly model: StackModel;
  /** Folder of the program: kept states go below it. */
  readonly root: string;
  readonly env: Environment;
  /** Folder of the policy pack; undefined where the team has none. */
  readonly policyPack: string | undefined;
  /** Target that was asked for; undefined: the one that the stack is bound to, live for a new one. */
  readonly wantedTarget: TargetId | undefined;
  /** Target whose settings the engine was opened with: no stack of another one may be touched. */
  readonly openedFor: TargetId;
  /** Id of the sandbox's world; undefined for live stacks and where the stack file names its own vendors. */
  readonly world?: string | undefined;
  /** Whether the model was changed on the command line. */
  readonly overlaid: boolean;
  /** `--yes`. */
  readonly accepted: boolean;
  readonly now: () => Date;
  readonly ask: Ask;
  readonly signal: AbortSignal;
  /** Tells what is being done, one line for each step. */
  readonly step: (text: string) => void;
  readonly onProgress: (event: EngineProgress) => void;
}

/** Opens the stack for reading by the program: anything but an attached provider on a live stack. */
export async function openForPreview(site: RunSite): Promise<BoundStack> {
  const bound = await openBound(site.engine, site.model.stackName, site.wantedTarget, (target) => allow(site, target));
  await requireSameWorld(bound.stack, site.world);
  return bound;
}

/** Opens a stack whose world may be gone: `refresh` lets its state forget what is not there, `destroy` finds it deleted. */
export function openForMending(site: RunSite): Promise<BoundStack> {
  return openBound(site.engine, site.model.stackName, site.wantedTarget, (target) => allowAct(site, target));
}

/**
 * Opens the stack for an act. On a live stack an overlay is refused: what is done to vendors stands in stacks/ and was reviewed, and
 * an overlay could open the calendar or call production ephemeral. (P7, L1)
 */
export async function openForAct(site: RunSite): Promise<BoundStack> {
  const bound = await openForMending(site);
  await requireSameWorld(bound.stack, site.world);
  return bound;
}

function allowAct(site: RunSite, target: TargetId): void {
  allow(site, target);
  if (target !== "live" || !site.overlaid) return;
  throw new LaunchgateError({
    code: "engine.overlay-on-live",
    message: `Stack "${site.model.stackName}" is live: an overlay cannot change what is done to it.`,
    fix: "Write the change in stacks/ and have it reviewed. Overlays are for validate, plan, preview and the sandbox.",
  });
}

/** No provider may be attached to a live stack, and no stack is opened with the settings of another target. */
function allow(site: RunSite, target: TargetId): void {
  refuseAttached(site, target);
  if (target === site.openedFor) return;
  throw new LaunchgateError({
    code: "engine.opened-for-other-target",
    message: `Stack "${site.model.stackName}" is bound to "${target}" and was opened for "${site.openedFor}"; it was not touched.`,
    fix: `Say --target ${target}, with a backend in a folder of this machine.`,
  });
}

function refuseAttached({ env, model }: RunSite, target: TargetId): void {
  if (target !== "live" || (env[attachVariable] ?? "") === "") return;
  throw new LaunchgateError({
    code: "engine.attached-on-live",
    message: `${attachVariable} is set, which would send the live stack "${model.stackName}" to other providers.`,
    fix: `Unset ${attachVariable}; a sandbox stack is made with --target sandbox.`,
  });
}

/** Asks for a yes; `--yes` is one. Declined is exit 3; nobody there to answer is exit 4. */
export async function requireYes(site: RunSite, code: string, problem: string, question: string): Promise<void> {
  if (site.accepted) return;
  const answer = await site.ask(`${problem}\n${question}`);
  if (answer === true) return;
  throw new LaunchgateError({
    code,
    message: problem,
    fix: answer === false ? "Nothing was changed." : "Nothing was changed. If it is meant, run it again with --yes.",
    exitCode: answer === false ? exitCodes.declined : exitCodes.blocked,
  });
}
