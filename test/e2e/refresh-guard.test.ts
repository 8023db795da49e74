/** Vendors that answer "gone" do not empty a state without a person's yes. (L4) */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EngineWorld, engineAbsent } from "./helpers/engine-world.ts";

const absent = engineAbsent();
let world: EngineWorld;
EngineWorld.forTests(absent, (opened) => {
  world = opened;
});

const resources = async (): Promise<number> =>
  (await world.json(["state", "export", "--stack", "drill"])).data.deployment.resources.length;

test("a refresh that drops a project with all it holds is refused, its state kept; accepted, the next up makes it anew", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  expect((await world.run(["up", "--stack", "drill", "--target", "sandbox"])).exitCode).toBe(0);
  const all = await resources();
  const { account } = world.server;
  const [gone] = [...account.projects.keys()];
  account.projects.delete(gone!);

  const refused = await world.json(["refresh", "--stack", "drill"]);
  expect(refused.exitCode).toBe(4);
  expect(refused.data.error).toMatchObject({ code: "engine.refresh-drops", fix: expect.stringContaining("--yes") });
  expect(refused.data.error.message).toMatch(/would drop 5 of 10 resources/);
  expect(await resources()).toBe(all);

  const accepted = await world.json(["refresh", "--stack", "drill", "--yes"]);
  expect(accepted.exitCode, accepted.stderr).toBe(0);
  expect(accepted.data.dropped).toHaveLength(5);
  expect(await resources()).toBe(all - 5);
  const kept = JSON.parse(readFileSync(accepted.data.keptState, "utf8"));
  expect(kept.deployment.resources).toHaveLength(all);
  expect(kept.launchgate).toEqual({ stack: "drill", target: "sandbox" });

  expect((await world.run(["up", "--stack", "drill"])).exitCode).toBe(0);
  expect(account.projects.size).toBe(2);
  expect(await resources()).toBe(all);
});
