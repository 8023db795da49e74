import { exitCodes, LaunchgateError } from "@launchgate/core";
import type { PreviewOutcome } from "../engine/engine-port.ts";
import type { RunSite } from "../engine/flows/run-site.ts";
import { upFlow, type UpReport } from "../engine/flows/up.ts";
import { listKept } from "../engine/kept-states.ts";
import { mayApprove } from "./gate.ts";
import { ChangedWorldError, heldToReview } from "./held-to-review.ts";
import { gatedStage } from "./pass-gate.ts";
import type { Acceptance } from "./record.ts";
import type { DeliveryWorld } from "./world.ts";

/** What applying a stack did. */
export interface Applied {
  readonly report: UpReport;
  readonly accepted: Acceptance | undefined;
  /** State from before the first try. */
  readonly keptState: string;
}

/**
 * `up`, held to the review: the very preview that would be applied is compared, and what it does is noted before the first write, so that
 * a try that dies is known. (P7, P9)
 *
 * @throws ChangedWorldError, and what `up` throws
 */
export async function applyStack(world: DeliveryWorld, site: RunSite): Promise<Applied> {
  const stack = site.model.stackName;
  const { record } = world;
  const before = record.of(stack);
  const first = before.keptState ?? (before.state === "began" ? await newestKept(site) : undefined);
  let accepted: Acceptance | undefined;
  const report = await upFlow(site, {
    admit: async (preview) => {
      accepted = await admit(world, site, preview);
      const noted = accepted ?? before.accepted;
      await record.note(stack, {
        state: "began",
        tries: before.tries + 1,
        begunAt: before.begunAt ?? site.now().toISOString(),
        ...(noted === undefined ? {} : { accepted: noted }),
        ...(first === undefined ? {} : { keptState: first }),
      });
    },
  });
  const keptState = first ?? report.keptState;
  await record.note(stack, { state: "applied", keptState });
  return { report, accepted, keptState };
}

/** The newest state that was kept of a stack: from before the last write. */
export async function newestKept({ root, model }: Pick<RunSite, "root" | "model">): Promise<string | undefined> {
  return (await listKept(root, model.stackName))[0]?.file;
}

async function admit(world: DeliveryWorld, site: RunSite, preview: PreviewOutcome): Promise<Acceptance | undefined> {
  const stack = site.model.stackName;
  const reviewed = world.reviewed.stacks.get(stack);
  if (reviewed === undefined) throw new ChangedWorldError(stack, "the review knows no such stack.", []);
  const resumed = world.record.of(stack).state === "began";
  const { differences, problem } = heldToReview(reviewed, preview.steps, { resumed });
  if (differences.length === 0) return undefined;
  if (!world.acceptChanges) throw new ChangedWorldError(stack, problem, differences);
  const { person, login } = await world.who(site);
  const stage = gatedStage(site.model);
  if (stage !== undefined && !mayApprove(site.model, stage, login)) throw mayNotAccept(stack, login);
  for (const line of [`Accepted by ${person} (${login}): ${problem}`, ...differences.map(({ text }) => `  ! ${text}`)])
    world.say(line);
  return { person, login, at: site.now().toISOString(), differences: differences.map(({ text }) => text) };
}

/** What is gated is accepted by those alone who may open the gate. */
function mayNotAccept(stack: string, login: string): LaunchgateError {
  return new LaunchgateError({
    code: "deploy.may-not-accept",
    message: `Stack "${stack}": ${login} may not accept changes of a stage that asks for approval.`,
    fix: "Have a person accept them who may approve the stage, or have them reviewed. Nothing was changed.",
    exitCode: exitCodes.blocked,
  });
}
