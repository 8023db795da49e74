/**
 * The path of a change with the workflows of this repository, their steps run as they stand in the files, at the practice GitHub: what is
 * red is not merged, what is green and read by two is, and nobody talks their way around the verdict. (P2 to P7, S1)
 */
import { afterAll, beforeAll, describe, test } from "vitest";
import { attacks, delivery } from "./helpers/pull-request/journey.ts";
import { PathWorld } from "./helpers/pull-request/path-world.ts";

let world: PathWorld | undefined;
beforeAll(async () => {
  world = await PathWorld.open();
}, 600_000);
afterAll(() => world?.close());

const quiet = (): void => undefined;

// One repository: a merge makes older pull requests out of date.
describe("the path of a change", { timeout: 600_000, shuffle: false }, () => {
  test.each([delivery, ...attacks])("$title", async ({ play }) => {
    if (world === undefined) throw new Error("the practice ground does not stand");
    await play(world, quiet);
  });
});
