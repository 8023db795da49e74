/** What is at GitHub already is taken over as it is: `pulumi import`, for every type. (P7, A1) */
import { expect, test } from "vitest";
import { importIdOf, notRead } from "./changes/import-ids.ts";
import type { Declared } from "./helpers/declared.ts";
import { plannedResources } from "./helpers/plan.ts";
import { programOf } from "./helpers/program.ts";
import type { StateResource } from "./helpers/stack.ts";
import { truthAbsent, withTruth } from "./helpers/world.ts";

const absent = truthAbsent();
const handle = withTruth(absent);

test("every resource of every type is imported without a difference", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const { settings, stack: open } = handle.world;
  const resources = plannedResources();
  const first = await open("first");
  await first.up(programOf(resources, settings(false)));
  // Twice: the first create of the organisation's settings sends nothing that is false.
  await first.up(programOf(resources, settings(false)));
  const state = new Map((await first.resources()).map((each) => [each.name, each]));

  const imported = programOf(
    resources.map((each) => taken(each, state)),
    settings(false),
  );
  const second = await open("second");
  const { changes } = await second.up(imported);
  expect(changes.filter((each) => each.startsWith("import "))).toHaveLength(resources.length);
  const completed = resources.flatMap(({ type, name }) => {
    const inputs = notRead[className(type)];
    return inputs === undefined ? [] : [`update ${className(type)} ${name} (${inputs.join(", ")})`];
  });
  expect(changes.filter((each) => !each.startsWith("import ")).sort()).toEqual(completed.sort());
  expect((await second.preview(imported)).changes).toEqual([]);
  expect((await second.refresh()).changes).toEqual([]);
  expect((await second.preview(imported)).changes).toEqual([]);
});

function className(type: string): string {
  return type.split(":").at(-1) ?? "";
}

/** The resource with the id that it is imported by; what it refers to is there already. */
function taken(declared: Declared, state: ReadonlyMap<string, StateResource>): Declared {
  const there = state.get(declared.name);
  if (there === undefined) throw new Error(`${declared.name} was not made`);
  return { ...declared, import: importIdOf(there) };
}
