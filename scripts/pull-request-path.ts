/**
 * `npm run path`: a change from the push to the merge, and six that want to get past the verdict, told in plain words. A sandbox with GitHub
 * is started below the temporary folder, the steps of .github/workflows run as they stand in the files, and everything is removed at the
 * end. It is the journey of test/e2e/pull-request.test.ts. Exit code 0 all came as told, 1 something else did, 3 stopped by a
 * signal.
 */
import { attacks, delivery } from "../test/e2e/helpers/pull-request/journey.ts";
import { PathWorld } from "../test/e2e/helpers/pull-request/path-world.ts";
import { Narrator } from "./demo/narrator.ts";

const narrator = new Narrator(false);

let world: PathWorld | undefined;

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => {
    narrator.step("Stopping");
    void (world?.close() ?? Promise.resolve()).finally(() => process.exit(3));
  });
}

async function play(): Promise<void> {
  narrator.step("A practice GitHub with a repository of the rules, its branch rules, people and workflows");
  const opened = await PathWorld.open((started) => {
    world = started;
  });
  try {
    for (const act of [delivery, ...attacks]) {
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
