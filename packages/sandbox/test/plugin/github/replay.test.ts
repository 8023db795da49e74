import { beforeAll, expect, it } from "vitest";
import { seed } from "../../helpers/seed.ts";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { plannedOf, Replay } from "../replay.ts";

const planned = plannedOf("github", ["shared", "dev", "staging", "prod", "drill"]);
const logins = [...new Set(planned.map(({ inputs }) => inputs["username"]).filter((each) => typeof each === "string"))];
const people = logins.map((github) => ({ id: github, name: github, github, email: `${github}@example.com` }));
const handle = withSandbox({ seed: { ...seed, people } });
let replay: Replay;

beforeAll(() => {
  const engine = new PracticeEngine(handle.sandbox, "github");
  // The secret inputs of GitHub's resources: an e-mail address, and secrets of environments, where any text will do.
  replay = new Replay(engine, planned, (name) => (name === "[secret]" ? "ops@example.com" : `value of ${name}`));
});

it("makes, keeps, imports and removes everything that the stacks declare at GitHub (P1)", async () => {
  await replay.make();
  await replay.unchanged();
  await replay.imported(({ type }, id, state) =>
    type.endsWith(":RepositoryRuleset") ? `${String(state["repository"])}:${id}` : id,
  );
  await replay.remove();
  expect(handle.sandbox.unrouted()).toEqual([]);
});
