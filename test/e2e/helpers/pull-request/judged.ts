import { strict as assert } from "node:assert";
import type { RunTold } from "./actions-of-github.ts";
import type { Judged, PathWorld } from "./path-world.ts";

/** Says a step in plain words. */
export type Tell = (text: string) => void;

/** One part of the path. */
export interface Act {
  readonly title: string;
  /** Plays it; `tell` gets each step in plain words. @throws AssertionError where something else comes of it */
  readonly play: (world: PathWorld, tell: Tell) => Promise<void>;
}

/** What stands against a merge, in GitHub's words. */
const failing = 'Required status check "release-review" is failing.';
const bothFailing = "2 of 2 required status checks have not succeeded: 2 failing.";
/** Nobody who owns the code has approved. */
export const owners = "Waiting on code owner review from motion-mavericks/platform.";

/** Pushes a change and lets its workflows run; the verdict itself must have come to its end. */
export async function judged(
  world: PathWorld,
  holder: string,
  branch: string,
  changes: Readonly<Record<string, string>>,
): Promise<Judged> {
  const pull = await world.push(holder, branch, changes);
  assert.equal(pull.verdict.state, "success", logOf(pull.preview, pull.verdict));
  return pull;
}

/** The check is red, the comment says why by name, and GitHub refuses the merge although two people approved. */
export async function stopped(world: PathWorld, pull: Judged, tell: Tell, words: readonly string[]): Promise<void> {
  assert.equal((await world.check(pull.head))?.conclusion, "failure", logOf(pull.preview, pull.verdict));
  await says(world, pull, words);
  for (const person of readersOf(pull)) assert.equal(await world.approve(person, pull.number), "");
  const { status, text } = await world.merge("bruno-costa", pull.number);
  assert.equal(status, 405);
  assert.ok(text.includes(pull.preview.state === "success" ? failing : bothFailing), text);
  tell(`Red, and named: ${words.join("; ")}. GitHub refuses the merge.`);
}

/** The one comment of the pull request is of its head and says these words. */
export async function says(world: PathWorld, pull: Judged, words: readonly string[]): Promise<void> {
  const [comment = "", ...others] = await world.comments(pull.number);
  assert.equal(others.length, 0);
  assert.ok(comment.includes(pull.head), "the comment is of the newest push");
  for (const word of words) assert.ok(comment.includes(word), `"${word}" does not stand in ${comment}`);
}

/** Two owners of the code who did not write a change. */
export function readersOf({ by }: Judged): readonly [string, string] {
  return ["bruno-costa", by === "david-ernst" ? "clara-dias" : "david-ernst"];
}

/** What the steps of runs printed. */
export function logOf(...runs: readonly RunTold[]): string {
  const jobs = runs.flatMap((run) => Object.entries(run.jobs));
  const steps = jobs.flatMap(([job, told]) => told.steps.map((step) => ({ job, ...step })));
  return steps.map(({ job, name, outcome, log }) => `${job}, ${name}: ${outcome}\n${log}`).join("\n");
}
