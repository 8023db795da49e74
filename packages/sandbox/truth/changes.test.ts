/** Each input of each GitHub resource that the product declares gets another value, and then its first one again. (P7) */
import { expect, test } from "vitest";
import { resourcesOf, specimens, type Specimen, type State } from "./changes/specimens.ts";
import { inventory } from "./helpers/inventory.ts";
import { programOf } from "./helpers/program.ts";
import type { Outcome, TruthStack } from "./helpers/stack.ts";
import { truthAbsent, withTruth } from "./helpers/world.ts";

const absent = truthAbsent("long");
const handle = withTruth(absent);

test("every input changes and changes back, each time with nothing left to do", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const { sandbox, settings, stack: open } = handle.world;
  const empty = inventory(sandbox);
  const users = sandbox.world.store.all("github.user");
  const people = { logins: users.map(({ data }) => String(data["login"])), user: Number(users[0]?.data["id"]) };
  const program = (state: State) => programOf(resourcesOf(state, people), settings(false));
  const count = resourcesOf("before", people).length;
  const stack = await open("changes");

  expect((await stack.up(program("before"))).changes).toHaveLength(count);
  await expectSettled(stack, program("before"));
  expectSteps(await stack.up(program("after")), specimens);
  await expectSettled(stack, program("after"));
  const returning = specimens.filter(({ change }) => change.oneWay === undefined);
  expectSteps(await stack.up(program("back")), returning);
  await expectSettled(stack, program("back"));
  expect((await stack.destroy()).changes).toHaveLength(count);
  expect(inventory(sandbox)).toEqual(empty);
});

async function expectSettled(stack: TruthStack, program: Parameters<TruthStack["up"]>[0]): Promise<void> {
  expect((await stack.preview(program)).changes).toEqual([]);
  expect((await stack.refresh()).changes).toEqual([]);
  expect((await stack.preview(program)).changes).toEqual([]);
}

/** Each specimen took exactly the step of its row, and nothing else changed. */
function expectSteps({ changes }: Outcome, wanted: readonly Specimen[]): void {
  const steps = changes.map((each) => each.replace(/ \(.*$/, "")).sort();
  expect(steps).toEqual(wanted.map(({ change, name }) => `${change.step} ${change.type} ${name}`).sort());
}
