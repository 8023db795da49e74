/** Stacks of the target sandbox, with nothing configured by hand. (P1, L1, S2, issue 6 points 1 to 3, bad input and faults) */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { engineAbsent } from "./helpers/engine-world.ts";
import { SandboxWorld } from "./helpers/sandbox-world.ts";

interface Answer {
  readonly target: string;
  readonly changes: Readonly<Record<string, number>>;
  readonly steps: readonly unknown[];
  readonly error: { readonly code: string; readonly message: string; readonly fix: string };
}

const absent = engineAbsent();
let world: SandboxWorld;
const sandbox = ["--target", "sandbox"];
const clock = (at: string): Promise<unknown> => world.json(["sandbox", "clock", "set", at], 0, []);
const weekday = "2026-11-23T09:00:00+01:00";

beforeAll(async () => {
  if (absent !== undefined) return;
  world = await SandboxWorld.open(["neon"]);
  // As a team has it: account, and a secret under the lock of the live stack, whose passphrase nobody gives here.
  world.folder.write(
    "Pulumi.dev.yaml",
    stringify({
      encryptionsalt: "v1:4JCwsDljDN4=:v1:8JallSB/7jAIFM0K:Ugus5kFgmOrUvPUsqm5qeEuyoImMyg==",
      config: {
        "launchgate:neonOrganization": "org-of-the-live-account",
        "launchgate:neonApiKey": { secure: "v1:tk0AaaYWIVZoXb1g:uIZ0Jxltz87FbJcOUzCx9W4Jm6Z+" },
      },
    }),
  );
  await clock(weekday);
  await world.json(["up", "--stack", "shared", ...sandbox]);
});
afterAll(async () => {
  if (absent === undefined) await world.close();
});

test("up, nothing to do, stop and start, reset: told, mended, up again", { timeout: 480_000 }, async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const files = world.folder.snapshot();
  const tracked = (all: Record<string, string>): object =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith(".launchgate")));
  const up = await world.json<Answer>(["up", "--stack", "dev", ...sandbox]);
  expect(up).toMatchObject({ target: "sandbox" });
  expect(await world.neonProjects()).toEqual(expect.arrayContaining(["bridge-api-dev", "web-dev"]));
  expect((await world.json<Answer>(["preview", "--stack", "dev"])).steps).toEqual([]);
  expect(tracked(world.folder.snapshot())).toEqual(tracked(files));

  await world.json(["sandbox", "stop"], 0, []);
  const stopped = await world.json<Answer>(["preview", "--stack", "dev"], 2);
  expect(stopped.error).toMatchObject({ code: "sandbox.not-running" });
  expect(stopped.error.fix).toContain("launchgate sandbox start");
  // What only looks at the state needs no vendor.
  const { history } = await world.json<{ history: readonly unknown[] }>(["history", "--stack", "dev"]);
  expect(history.length).toBeGreaterThan(0);
  await world.json(["state", "export", "--stack", "dev"]);
  await world.json(["sandbox", "start"], 0, []);
  expect((await world.json<Answer>(["preview", "--stack", "dev"])).steps).toEqual([]);

  await world.json(["sandbox", "reset", "--yes"], 0, []);
  await clock(weekday);
  for (const act of ["preview", "up"]) {
    const other = await world.json<Answer>([act, "--stack", "dev"], 2);
    expect(other.error).toMatchObject({ code: "sandbox.other-world" });
    expect(other.error.fix).toContain("launchgate refresh --stack dev --yes");
  }
  await world.json(["refresh", "--stack", "dev", "--yes"]);
  const again = await world.json<Answer>(["up", "--stack", "dev"]);
  expect(again.changes["create"]).toBeGreaterThan(5);
  expect(await world.neonProjects()).toEqual(expect.arrayContaining(["bridge-api-dev", "web-dev"]));
});

test("no token and no passphrase stands in a state, a log or a work folder", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  await world.json(["up", "--stack", "staging", ...sandbox]);
  const secrets = JSON.parse(readFileSync(path.join(world.root, ".launchgate/sandbox/secrets.json"), "utf8")) as object;
  const tokens = Object.values(world.connection.tokens).flatMap((holders) => Object.values(holders));
  const canaries = [...Object.values(secrets), ...tokens.map(({ token }) => token)] as string[];
  const own = /^\.launchgate\/sandbox\/(?:connection|secrets|world\/credentials)\.json$/;
  const texts = Object.entries(world.texts()).filter(([file]) => !own.test(file));
  expect(texts.length).toBeGreaterThan(20);
  for (const [file, text] of texts) {
    const found = canaries.filter((canary) => text.includes(canary));
    expect(found, file).toEqual([]);
  }
});

test("the calendar is judged by the sandbox's clock", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  await clock("2026-12-27T12:00:00Z");
  const closed = await world.json<Answer>(["up", "--stack", "shared"], 4);
  expect(closed.error.code).toBe("freeze.closed");
  await clock("2026-11-24T12:00:00Z");
  expect((await world.json<Answer>(["up", "--stack", "shared"])).changes["create"]).toBe(0);
});

test("a stack stays with its target, and on this machine", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  await world.json(["preview", "--stack", "shared"]);
  const live = await world.json<Answer>(["up", "--stack", "shared", "--target", "live"], 2);
  expect(live.error.code).toBe("engine.other-target");
  const remote = await world.json<Answer>(
    ["preview", "--stack", "dev", ...sandbox],
    2,
    [...["--overlay", "only.yaml"]],
    { PULUMI_BACKEND_URL: "s3://of-the-team" },
  );
  expect(remote.error.code).toBe("sandbox.remote-backend");
  const wrong = await world.json<Answer>(["preview", "--stack", "shared"], 2, undefined, {
    PULUMI_CONFIG_PASSPHRASE: "another",
  });
  expect(wrong.error.code).toBe("engine.passphrase-wrong");
});
