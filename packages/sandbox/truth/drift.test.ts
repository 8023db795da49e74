/** What somebody changes or removes by hand is seen by the provider: an empty refresh means something. (P7, L4) */
import { Octokit } from "@octokit/rest";
import { expect, test } from "vitest";
import { changedByHand, removedByHand, targetsOf, type ByHand } from "./changes/by-hand.ts";
import { plannedResources } from "./helpers/plan.ts";
import { programOf } from "./helpers/program.ts";
import type { Outcome, StateResource, TruthStack } from "./helpers/stack.ts";
import { truthAbsent, withTruth } from "./helpers/world.ts";

const absent = truthAbsent("long");
const handle = withTruth(absent);

test("every type: changed by hand, seen, mended; removed by hand, missed, made again", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const { sandbox, settings, stack: open } = handle.world;
  const resources = plannedResources();
  const program = programOf(resources, settings(true));
  const stack = await open("drift");
  await stack.up(program);
  await stack.up(program);
  const github = new Octokit({ baseUrl: sandbox.urls.github, auth: sandbox.tokens.github["pulumi"]?.token });
  expect(Object.keys(changedByHand).sort()).toEqual([...new Set(resources.map(({ type }) => className(type)))].sort());

  // Moments are told in whole seconds.
  sandbox.clock.advance(60_000);
  const changed = await doByHand(changedByHand, github, stack);
  expect(names(await stack.refresh())).toEqual(expect.arrayContaining(changed.filter((name) => !isSecret(name))));
  await expectLaterSecret(stack, changed.filter(isSecret));
  expect(names(await stack.up(program))).toEqual(changed.filter((name) => !isSecret(name)));
  expect((await stack.preview(program)).changes).toEqual([]);

  const removed = await doByHand(removedByHand, github, stack);
  expect(names(await stack.refresh())).toEqual(removed);
  const again = await stack.up(program);
  expect(again.changes.filter((each) => !each.startsWith("create "))).toEqual([]);
  expect(names(again)).toEqual(removed);
  expect((await stack.preview(program)).changes).toEqual([]);
});

/** Does each act to the first resource of its type; the names of those. */
async function doByHand(table: ByHand, github: Octokit, stack: TruthStack): Promise<string[]> {
  const targets = targetsOf(table, await stack.resources());
  for (const [type, of] of targets)
    await (table[type] as (github: Octokit, of: StateResource) => Promise<unknown>)(github, of);
  return targets.map(([, { name }]) => name).sort();
}

function isSecret(name: string): boolean {
  return name.includes("-secret-");
}

/**
 * The provider reads of a secret when it was changed last, and keeps it beside the moment of its own last change. It goes on to find no
 * difference between the two (diffSecret in util_diff.go asks for a change that a plan does not have), so no update mends it.
 */
async function expectLaterSecret(stack: TruthStack, secrets: readonly string[]): Promise<void> {
  const found = (await stack.resources()).filter(({ name }) => secrets.includes(name));
  expect(found).toHaveLength(1);
  for (const { outputs } of found) {
    expect(Date.parse(text(outputs["remoteUpdatedAt"]))).toBeGreaterThan(Date.parse(text(outputs["updatedAt"])));
  }
}

/** A moment without the name of its zone, which the provider writes behind it. */
function text(value: unknown): string {
  return String(value).replace(/ UTC$/, "");
}

function names({ changes }: Outcome): string[] {
  return changes.map((each) => each.replace(/^\S+ \S+ /, "").replace(/ \([^()]*\)$/, "")).sort();
}

function className(type: string): string {
  return type.split(":").at(-1) ?? "";
}
