/** Every GitHub resource of every stack with the real engine and GitHub's own provider, from nothing to nothing. (P7) */
import { expect, test } from "vitest";
import type { Declared } from "./helpers/declared.ts";
import { inventory } from "./helpers/inventory.ts";
import { plannedResources, stackNames } from "./helpers/plan.ts";
import { programOf } from "./helpers/program.ts";
import { truthAbsent, withTruth } from "./helpers/world.ts";

const absent = truthAbsent();
const handle = withTruth(absent);

test("all stacks: up, nothing to do, refresh, nothing to do, destroy", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const { sandbox, settings, stack: open } = handle.world;
  const resources = plannedResources();
  expect(stackNames).toEqual(expect.arrayContaining(["shared", "dev", "staging", "prod"]));
  const program = programOf(resources, settings(true));
  const stack = await open("all");
  const before = inventory(sandbox);

  const brought = await stack.up(program);
  expect(brought.changes.filter((each) => !each.startsWith("create "))).toEqual([]);
  expect(brought.changes).toHaveLength(resources.length);

  // The provider's own: its first create sends no setting of an organisation that is false (buildOrganizationSettings).
  const late = /^update OrganizationSettings \S+ \((?:membersCan\w+(?:, )?)+\)$/;
  expect((await stack.preview(program)).changes).toEqual([expect.stringMatching(late)]);
  await stack.up(program);

  expect((await stack.preview(program)).changes).toEqual([]);
  expect((await stack.refresh()).changes).toEqual([]);
  expect(await stack.preview(program)).toEqual({ changes: [], same: resources.length });

  // The product archives repositories instead of deleting them; here they are to go.
  const deletable = resources.map(withoutArchive);
  const changed = await stack.up(programOf(deletable, settings(true)));
  expect(changed.changes).toHaveLength(resources.filter(isRepository).length);
  const gone = await stack.destroy();
  expect(gone.changes).toHaveLength(resources.length);
  expect(inventory(sandbox)).toEqual(before);
});

function isRepository({ type }: Declared): boolean {
  return type === "github:index/repository:Repository";
}

function withoutArchive(each: Declared): Declared {
  return isRepository(each) ? { ...each, inputs: { ...each.inputs, archiveOnDestroy: false } } : each;
}
