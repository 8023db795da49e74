/**
 * The path of a change with the workflows of this repository, their steps run as they stand in the files, at the practice GitHub: what is
 * red is not merged, what is green and read by two is and is applied by the engine, production after another person's word; and nobody
 * talks their way around the verdict. (P2 to P7, S1, S3)
 */
import { afterAll, beforeAll, describe, test } from "vitest";
import { engineAbsent, engineRoot } from "./helpers/engine-world.ts";
import { attacks } from "./helpers/pull-request/attacks.ts";
import { change, found } from "./helpers/pull-request/journey.ts";
import type { Act } from "./helpers/pull-request/judged.ts";
import { PathWorld } from "./helpers/pull-request/path-world.ts";
import { failure, release } from "./helpers/pull-request/release.ts";

const absent = engineAbsent();
let world: PathWorld | undefined;
beforeAll(async () => {
  world = await PathWorld.open(absent === undefined ? engineRoot : undefined);
}, 900_000);
afterAll(() => world?.close());

async function play(act: Act): Promise<void> {
  if (world === undefined) throw new Error("the practice ground does not stand");
  await act.play(world, () => undefined);
}

// One repository: a merge makes older pull requests out of date.
describe("the path of a change", { timeout: 600_000, shuffle: false }, () => {
  test.each([change])("$title", play);

  test.for([failure, release])("$title", (act, context) => (absent === undefined ? play(act) : context.skip(absent)));

  test.each(absent === undefined ? attacks : [found, ...attacks])("$title", play);
});
