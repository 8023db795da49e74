/**
 * The whole process tree killed at a vendor call that is seen from outside, then `up` again in a new one: it converges, nothing is there
 * twice, the lock is told with its fix. (L4)
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectionsOf } from "../../packages/cli/src/vendors/connections.ts";
import { inventory } from "../../packages/cli/src/vendors/inventory.ts";
import { modelOf } from "../unit/engine/engine-double.ts";
import { engineAbsent } from "./helpers/engine-world.ts";
import { killTree, SandboxWorld } from "./helpers/sandbox-world.ts";

interface Up {
  readonly settled: readonly { readonly urn: string; readonly id?: string }[];
  readonly changes: Readonly<Record<string, number>>;
}

const absent = engineAbsent();
let world: SandboxWorld;
/** What the vendors hold after a run that nobody disturbed. */
let undisturbed: Readonly<Record<string, number>>;
const up = ["up", "--stack", "shared", "--target", "sandbox"];

beforeAll(async () => {
  if (absent !== undefined) return;
  world = await SandboxWorld.open(["github", "pagerduty", "datadog"]);
  // A weekday morning: the shared stack is open for changes.
  await world.json(["sandbox", "clock", "--set", "2026-11-23T09:00:00+01:00"], 0, []);
  await world.json(["sandbox", "snapshot", "--name", "empty"], 0, []);
  await world.json(up);
  undisturbed = await held();
});
beforeEach(async () => {
  if (absent !== undefined) return;
  await world.emptyBackend();
  await world.json(["sandbox", "restore", "--name", "empty"], 0, []);
});
afterAll(async () => {
  if (absent === undefined) await world.close();
});

/** Number of things by kind, container and name: a thing that is there twice counts two. */
async function held(): Promise<Record<string, number>> {
  const { urls, tokens } = world.connection;
  const settings = {
    githubToken: tokens.github["pulumi"]?.token ?? "",
    githubEndpoint: urls.github,
    pagerDutyToken: tokens.pagerduty["pulumi"]?.token ?? "",
    pagerDutyEndpoint: urls.pagerduty,
    datadogApiKey: tokens.datadog["pulumi"]?.apiKey ?? "",
    datadogAppKey: tokens.datadog["pulumi"]?.token ?? "",
    datadogEndpoint: urls.datadog,
  };
  const { github, pagerduty, datadog } = connectionsOf(modelOf("shared"), settings);
  const { objects } = await inventory({ github: github!, pagerduty: pagerduty!, datadog: datadog! });
  const names = new Map(objects.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  const keyOf = ({ kind, name, parent }: (typeof objects)[number]): string =>
    `${kind} ${parent === undefined ? "" : (names.get(`${parent.kind} ${parent.id}`) ?? parent.id)} ${name}`;
  const counts = new Map<string, number>();
  for (const each of objects) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}

const calls: Readonly<Record<string, RegExp>> = {
  "a label is made": /^github POST .*\/labels/,
  "a dashboard is made, whose name need not be one of a kind": /^datadog POST \/api\/v1\/dashboard/,
};

test.each(Object.keys(calls))("killed when %s", async (name) => {
  if (absent !== undefined) return;
  const from = await world.lastRequest();
  const running = world.start([...up, "--json"]);
  try {
    await world.asked(calls[name]!, from);
  } finally {
    killTree(running.child.pid!);
    await running.ended;
  }

  const locked = await world.json<{ error: { code: string; fix: string } }>(up, 4);
  expect(locked.error.code).toBe("engine.locked");
  expect(locked.error.fix).toContain("launchgate state unlock --stack shared");
  await world.json(["state", "unlock", "--stack", "shared"]);
  const again = await world.json<Up>(up);
  expect(await held()).toEqual(undisturbed);
  const preview = await world.json<{ steps: unknown[] }>(["preview", "--stack", "shared"]);
  expect(preview.steps).toEqual([]);
  expect(again.changes["create"]).toBeGreaterThan(0);
});
