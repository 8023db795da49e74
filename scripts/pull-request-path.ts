/**
 * `npm run path`: a change from the push to production, and six that want to get past the verdict, told in plain words. A sandbox with GitHub
 * is started below the temporary folder, the steps of .github/workflows run as they stand in the files, and everything is removed at the
 * end. It is the journey of test/e2e/pull-request.test.ts. Without an engine (`launchgate engine install`) it ends its change at the merge.
 * Exit code 0 all came as told, 1 something else did, 3 stopped by a signal.
 */
import { homedir } from "node:os";
import path from "node:path";
import { isLocated, locateEngine } from "../packages/cli/src/engine/locate.ts";
import { attacks } from "../test/e2e/helpers/pull-request/attacks.ts";
import { cuts } from "../test/e2e/helpers/pull-request/cuts.ts";
import { change, found } from "../test/e2e/helpers/pull-request/journey.ts";
import { PathWorld } from "../test/e2e/helpers/pull-request/path-world.ts";
import { failure, release } from "../test/e2e/helpers/pull-request/release.ts";
import { repositoryRoot } from "../test/helpers/repository.ts";
import { Narrator } from "./demo/narrator.ts";

const narrator = new Narrator(false);

let world: PathWorld | undefined;

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => {
    narrator.step("Stopping");
    void (world?.close() ?? Promise.resolve()).finally(() => process.exit(3));
  });
}

/** Folder whose `bin/pulumi` is a usable engine; without one the change ends at its merge, and that is told. */
async function engineFolder(): Promise<string | undefined> {
  const found = await locateEngine({ root: repositoryRoot, env: process.env, home: homedir() });
  if (isLocated(found)) return path.dirname(path.dirname(found.path));
  narrator.word("no engine: the change ends at its merge; `npx launchgate engine install` brings one");
  return undefined;
}

async function play(): Promise<void> {
  const engine = await engineFolder();
  narrator.step("A practice GitHub with a repository of the rules, its branch rules, people and workflows");
  for (const { why } of cuts) narrator.word(`not as here: ${why}`);
  const opened = await PathWorld.open(engine, (started) => {
    world = started;
  });
  try {
    const merged = opened.hasEngine ? [failure, release] : [found];
    for (const act of [change, ...merged, ...attacks]) {
      narrator.step(act.title);
      await act.play(opened, (text) => narrator.word(text));
      narrator.step("as it should be", "green");
    }
  } finally {
    await opened.close();
  }
}

try {
  await play();
} catch (error) {
  narrator.step(error instanceof Error ? error.message : String(error), "red");
  process.exitCode = 1;
}
