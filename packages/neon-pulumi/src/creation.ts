/**
 * Creation without duplicates and without orphans. Neon has no idempotency keys, so every creation is written down before it
 * is sent, and an equal-named object is taken over only with proof that this attempt made it. docs/interrupted-creation.md
 * tells the rules and why they are safe.
 */
import { randomUUID } from "node:crypto";
import { UsageError, messageOf } from "@launchgate/provider-kit";
import { RefusedError, UncertainError } from "./errors.ts";
import type { CreationNote, RecoveryNotes } from "./recovery-notes.ts";
import type { Task } from "./task.ts";

/** What a branch, and through its root branch a project, carries as annotation. */
export interface Mark {
  /** Which resource of which stack made it. */
  readonly owner: string;
  /** Which attempt made it. */
  readonly attempt: string;
}

/** What there is to know about an equal-named object. */
export interface Candidate {
  readonly id: string;
  /** RFC 3339; undefined where Neon tells none. */
  readonly createdAt: string | undefined;
  /** Undefined where nothing is marked. */
  readonly mark?: Mark | undefined;
}

/** One creation. `F` is what the answer holds, `C` an equal-named object. */
export interface CreationPlan<C extends Candidate, F> {
  readonly urn: string;
  /** Completes "Neon refused to ...": `create branch "main" in project p`. */
  readonly what: string;
  /** Kind, place and name in one text. */
  readonly target: string;
  readonly task: Task;
  readonly notes: RecoveryNotes;
  /** Objects of this kind have a place for a {@link Mark}; then only the mark is proof. */
  readonly marked: boolean;
  /** Owner text of the marks; undefined where the engine does not tell which provider instance this is. */
  readonly owner: string | undefined;
  /** How long a marked object counts as possibly interrupted, milliseconds. */
  readonly windowMilliseconds: number;
  /** Objects that the engine is known to have in its state. */
  readonly recorded: (id: string) => boolean;
  /** The engine has an object of this URN and has not said which: it replaces it because somebody asked for that. */
  readonly replacesUnseen: boolean;
  /** What there is of this name now. */
  readonly candidates: () => Promise<readonly C[]>;
  /** Sends the creation once; throws {@link UncertainError} if the answer is lost. */
  readonly send: (mark: Mark) => Promise<F>;
}

/** Either the answer of the creation, or the object that an interrupted one left; `answered`: the engine had its answer once. */
export type Creation<C, F> = { readonly fresh: F } | { readonly found: C; readonly answered: boolean };

/** Clocks of this machine and of Neon may differ by this much, milliseconds. */
const clockSkewMilliseconds = 300_000;

/** How often to look for an object whose answer was lost: Neon's lists may lag. */
const looksAfterLostAnswer = 6;

/** Creations sent for one resource in one run at most. */
const maxAttempts = 3;

function isOurs(plan: CreationPlan<Candidate, unknown>, note: CreationNote, candidate: Candidate): boolean {
  if (note.before.includes(candidate.id) || plan.recorded(candidate.id)) return false;
  if (note.answered !== undefined) return candidate.id === note.answered;
  if (plan.marked) return candidate.mark?.attempt === note.nonce;
  if (candidate.createdAt === undefined) return true;
  return Date.parse(candidate.createdAt) >= note.startedAt - clockSkewMilliseconds;
}

async function look<C extends Candidate>(
  plan: CreationPlan<C, unknown>,
  note: CreationNote,
  looks: number,
): Promise<C | undefined> {
  for (let attempt = 0; attempt < looks; attempt += 1) {
    if (attempt > 0)
      await plan.task.pause(plan.task.backoffMilliseconds(attempt), `find what was made to ${plan.what}`);
    const ours = (await plan.candidates()).filter((candidate) => isOurs(plan, note, candidate));
    if (ours.length > 1) {
      const ids = ours.map((candidate) => candidate.id).join(", ");
      throw new UsageError(
        `Several objects may come from the interrupted attempt to ${plan.what}: ${ids}. Import the right one and delete the others.`,
      );
    }
    if (ours[0] !== undefined) return ours[0];
  }
  return undefined;
}

/** Refuses to make a second object beside one that this very resource seems to have left behind. */
function refuseSecond(plan: CreationPlan<Candidate, unknown>, candidates: readonly Candidate[]): void {
  if (plan.owner === undefined) return;
  const since = Date.now() - plan.windowMilliseconds;
  const left = candidates.find(
    (candidate) =>
      candidate.mark?.owner === plan.owner &&
      !plan.recorded(candidate.id) &&
      Date.parse(candidate.createdAt ?? "") >= since,
  );
  if (left === undefined) return;
  throw new UsageError(
    `Did not ${plan.what}: ${left.id} has this name and was made by this resource at ${left.createdAt ?? "an unknown time"}, ` +
      "perhaps in a run that was interrupted on another machine. Import it (pulumi import), or delete it, or set " +
      "neon:recoveryWindowSeconds to 0 for this run if a second one is wanted.",
  );
}

async function attemptOnce<C extends Candidate, F>(
  plan: CreationPlan<C, F>,
  note: CreationNote,
): Promise<Creation<C, F> | undefined> {
  try {
    return { fresh: await plan.send({ owner: plan.owner ?? "", attempt: note.nonce }) };
  } catch (error) {
    if (!(error instanceof UncertainError)) throw error;
    plan.task.log.warning(`${messageOf(error)}. Looking for it before trying again.`);
    const found = await look(plan, note, looksAfterLostAnswer);
    return found === undefined ? undefined : { found, answered: false };
  }
}

async function attempts<C extends Candidate, F>(plan: CreationPlan<C, F>, note: CreationNote): Promise<Creation<C, F>> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    try {
      const creation = await attemptOnce(plan, note);
      if (creation !== undefined) return creation;
    } catch (error) {
      const found = attempt > 0 && error instanceof RefusedError ? await look(plan, note, 1) : undefined;
      if (found !== undefined) return { found, answered: false };
      if (attempt === 0 && error instanceof RefusedError) plan.notes.remove(plan.urn);
      throw error;
    }
  }
  throw new UsageError(
    `Did not ${plan.what}: the answer was lost ${String(maxAttempts)} times and nothing was found. Run the update again.`,
  );
}

/** The note of an earlier attempt; not one of an object that may be the very one that the engine is about to replace. */
function oldNote(plan: CreationPlan<Candidate, unknown>): CreationNote | undefined {
  const note = plan.notes.read(plan.urn, plan.target);
  return plan.replacesUnseen && note?.answered !== undefined ? undefined : note;
}

/**
 * Creates one object. First it looks whether an interrupted attempt made it already; an answer that was lost is looked for
 * before anything is sent again. The note stays until the engine shows that it has recorded the object.
 */
export async function createOnce<C extends Candidate, F>(plan: CreationPlan<C, F>): Promise<Creation<C, F>> {
  const old = oldNote(plan);
  const found = old === undefined ? undefined : await look(plan, old, 3);
  if (found !== undefined) {
    plan.task.log.info(`Took over ${found.id}, made by an interrupted attempt to ${plan.what}.`);
    return { found, answered: old?.answered !== undefined };
  }
  const candidates = await plan.candidates();
  refuseSecond(plan, candidates);
  const before = candidates.map((candidate) => candidate.id);
  const note: CreationNote = { urn: plan.urn, target: plan.target, nonce: randomUUID(), before, startedAt: Date.now() };
  plan.notes.write(note);
  return await attempts(plan, note);
}
