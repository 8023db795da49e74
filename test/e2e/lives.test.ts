/**
 * Every type that the practice plugin serves, through its whole life in the real engine: the same tables as in-process
 * (packages/sandbox/test/plugin/lives), one stack with a resource of each. (P1, P7, L4)
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withSandbox } from "../../packages/sandbox/test/helpers/sandbox.ts";
import { isVisible } from "../../packages/sandbox/test/plugin/finds-drift.ts";
import { writtenOnceMore } from "../../packages/sandbox/test/plugin/lifecycle.ts";
import { engineAbsent } from "./helpers/engine-world.ts";
import type { LivesStack } from "./helpers/lives-stack.ts";
import { expectedIn, roundsOf, type Subject } from "./helpers/lives-subject.ts";
import { LivesWorld } from "./helpers/lives-world.ts";

const absent = engineAbsent();
const handle = withSandbox();
let world: LivesWorld;
type Census = ReturnType<LivesWorld["census"]>;

beforeAll(async () => {
  if (absent === undefined) world = await LivesWorld.open(handle.sandbox);
});
afterAll(async () => {
  if (absent === undefined) await world.close();
});

const kinds: readonly (readonly [string, boolean])[] = [
  ["that go together", false],
  ["that cannot stand beside others", true],
];

test.for(kinds)("lives %s", { timeout: 1_800_000 }, async ([name, isApart], context) => {
  if (absent !== undefined) return context.skip(absent);
  const subjects = world.subjects.filter(({ life }) => (life.apart !== undefined) === isApart);
  await world.standing(subjects, "made");
  const before = world.census();
  const stack = await world.stack(name.replaceAll(" ", "-"));
  await made(stack, subjects);
  await everyInputChanged(stack, subjects);
  await takenOver(stack, subjects);
  await changedElsewhere(stack, subjects);
  await removedElsewhere(stack, subjects);
  expect(await stack.destroy()).toEqual(lines("delete", subjects));
  expect(left(before, world.census())).toEqual([]);
  await world.standing(subjects, "down");
});

async function made(stack: LivesStack, subjects: readonly Subject[]): Promise<void> {
  const program = world.inRound(subjects, 0);
  expect(await stack.preview(program)).toEqual(lines("create", subjects));
  expect(await stack.up(program)).toEqual(lines("create", subjects));
  await settled(stack, subjects);
}

/** Round after round each subject gets the next of its changes, and the one before is taken back. */
async function everyInputChanged(stack: LivesStack, subjects: readonly Subject[]): Promise<void> {
  for (let round = 1; round <= roundsOf(subjects); round += 1) {
    const wanted = subjects.flatMap((each) => expectedIn(each, round) ?? []).sort();
    expect.soft(await stack.up(world.inRound(subjects, round)), `round ${round}`).toEqual(wanted);
    expect.soft(await stack.preview(world.inRound(subjects, round)), `after round ${round}`).toEqual([]);
  }
  await settled(stack, subjects);
}

/**
 * Another stack imports what is there, by programs with the same inputs: under the same ids, and nothing is changed but what no vendor
 * tells (packages/sandbox/src/plugin/untold.ts), which is written once more. (A1)
 */
async function takenOver(stack: LivesStack, all: readonly Subject[]): Promise<void> {
  await world.look(stack, all);
  const subjects = all.filter(({ life }) => life.importId !== false);
  const other = await world.stack(`of-others-${subjects.length}`);
  const written = subjects.flatMap(({ name, life }) => {
    const keys = writtenOnceMore(life);
    return keys.length === 0 ? [] : [`update ${name}: ${keys.toSorted().join(", ")}`];
  });
  const wanted = [...lines("import", subjects), ...written].sort();
  expect(await other.up(world.program(world.imports(subjects)))).toEqual(wanted);
  expect(await other.preview(world.inRound(subjects, 0))).toEqual([]);
  const ids = new Map((await other.recorded()).map(({ name, id }) => [name, id]));
  const kept = new Map(subjects.map((each) => [each.name, world.engineOf(each).recorded(each.name).id]));
  expect(ids).toEqual(kept);
  await settled(other, subjects);
  // The first stack sees that a secret was written elsewhere: GitHub tells the moment.
  const seen = written.filter((line) => line === "update github secret: value");
  expect(await stack.refresh()).toEqual(seen);
  expect(await stack.up(world.inRound(all, 0))).toEqual(seen);
  await settled(stack, all);
}

/** Somebody changes one input of each at the vendor: a refresh finds all, the next `up` puts them right. */
async function changedElsewhere(stack: LivesStack, subjects: readonly Subject[]): Promise<void> {
  await world.look(stack, subjects);
  const changed = subjects.flatMap((subject) => {
    const step = subject.steps.find((each) => isVisible(world.engineOf(subject), subject.life, each));
    return step === undefined ? [] : [{ subject, step }];
  });
  expect(changed.map(({ subject }) => subject.name)).toEqual(
    subjects.filter(({ life }) => life.hidden === undefined).map(({ name }) => name),
  );
  for (const { subject, step } of changed) await world.changeOutside(subject, step);
  const isFound = (line: string, { subject, step }: (typeof changed)[number]): boolean =>
    new RegExp(`^update ${subject.name}: (?:\\w+, )*${step.key}(?:,|$)`).test(line);
  const unfound = (told: readonly string[]): readonly string[] =>
    changed
      .filter((each) => !told.some((line) => isFound(line, each)))
      .map(({ subject, step }) => `${subject.name}: ${step.what}`);
  const found = await stack.refresh();
  expect(unfound(found)).toEqual([]);
  expect(found).toHaveLength(changed.length);
  expect(await stack.up(world.inRound(subjects, 0))).toEqual(found);
  await settled(stack, subjects);
}

/** Somebody removes everything at the vendor that can be removed: a refresh finds it gone, the next `up` makes it again. */
async function removedElsewhere(stack: LivesStack, subjects: readonly Subject[]): Promise<void> {
  await world.look(stack, subjects);
  const removed = subjects.filter(({ life }) => life.lasting !== true);
  for (const each of removed) await world.engineOf(each).removeAtVendor(each.name);
  expect(await stack.refresh()).toEqual(lines("delete", removed));
  expect(await stack.up(world.inRound(subjects, 0))).toEqual(lines("create", removed));
  await settled(stack, subjects);
}

/** Nothing is left to do, and a refresh finds nothing. */
async function settled(stack: LivesStack, subjects: readonly Subject[]): Promise<void> {
  expect(await stack.refresh()).toEqual([]);
  expect(await stack.preview(world.inRound(subjects, 0))).toEqual([]);
}

function lines(op: string, of: readonly { readonly name: string }[]): readonly string[] {
  return of.map(({ name }) => `${op} ${name}`).sort();
}

/** What stays at the vendors when all is destroyed, and why. */
const staying: Readonly<Record<string, string>> = {
  "datadog.audit": "a log",
  "github.audit": "a log",
  "pagerduty.audit-record": "a log",
  "vercel.event": "a log",
  "datadog.downtime": "a cancelled one can still be read",
  "datadog.logs-index-order": "a setting",
  "datadog.pagerduty-integration": "a setting",
  "github.actions-permissions": "a setting",
  "github.oidc-subject": "a setting",
  "github.selected-actions": "a setting",
  "github.workflow-access": "a setting",
  "github.workflow-permissions": "a setting",
  "pagerduty.orchestration-router": "a setting",
  "pagerduty.orchestration-service": "a setting",
  "pagerduty.service-orchestration-active": "a setting",
};

/** Kinds of which there are more or fewer than before, apart from those that stay. */
function left(before: Census, after: Census): readonly string[] {
  const kinds = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...kinds].filter((kind) => !(kind in staying) && before[kind] !== after[kind]);
}
