/**
 * The whole process tree killed at vendor calls that are seen from outside, again and again on the way of one stack: each `up` finds what
 * the one before had made without recording it. In the end nothing is there twice and nothing is left to do. (L4)
 */
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { engineAbsent } from "./helpers/engine-world.ts";
import { KilledStack, type Call, type Settled } from "./helpers/killed-stack.ts";

const absent = engineAbsent();
const opened: KilledStack[] = [];
afterAll(() => Promise.all(opened.map(({ world }) => world.close())));

async function open(...args: Parameters<typeof KilledStack.open>): Promise<KilledStack> {
  const stack = await KilledStack.open(...args);
  opened.push(stack);
  return stack;
}

/** Creations to kill, by what tells such things apart. Paths as the vendor documents them. */
const creations = {
  shared: {
    "JSON text: dashboards may bear the same title": { vendor: "datadog", method: "POST", path: "/api/v1/dashboard" },
    "container and name": { vendor: "github", method: "POST", path: "/repos/*/*/labels" },
    "person, kind and secret address": { vendor: "pagerduty", method: "POST", path: "/users/*/contact_methods" },
    "the name alone": { vendor: "pagerduty", method: "POST", path: "/schedules" },
    "no name at all": { vendor: "pagerduty", method: "POST", path: "/users/*/notification_rules" },
  },
  dev: {
    "by its own provider": { vendor: "neon", method: "POST", path: "/projects" },
    "read by a secret that the vendor lists": { vendor: "vercel", method: "POST", path: "/edge-config/*/token" },
    "project, key and targets": { vendor: "vercel", method: "POST", path: "/projects/*/env" },
  },
} satisfies Readonly<Record<string, Readonly<Record<string, Call>>>>;

const labelled = (labels: object): object => ({ organization: { labels } });
const patch = "type: patch";

test("GitHub, PagerDuty, Datadog: creations, changes and deletions", { timeout: 1_800_000 }, async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const stack = await open("shared", ["github", "pagerduty", "datadog"]);
  await stack.killedAt(Object.values(creations.shared));
  await stack.up();
  expect(await stack.held()).toEqual(stack.undisturbed);
  await stack.expectDone();

  // What was being changed or deleted is still in the state: the engine does it again.
  const described = stack.overlay("described", labelled({ [patch]: { description: "Another one" } }));
  await stack.killedAt([{ vendor: "github", method: "PATCH", path: "/repos/*/*/labels/*" }], described);
  await stack.up(described);
  await stack.expectDone(described);
  expect(await stack.held()).toEqual(stack.undisturbed);
  const fewer = stack.overlay("fewer", labelled({ [patch]: null }));
  await stack.killedAt([{ vendor: "github", method: "DELETE", path: "/repos/*/*/labels/*" }], fewer);
  await stack.up(fewer);
  await stack.expectDone(fewer);
  const rest = Object.entries(stack.undisturbed).filter(([key]) => !key.endsWith(` ${patch}`));
  expect(await stack.held()).toEqual(Object.fromEntries(rest));
});

test(
  "Vercel, Neon: creations, replacements, and a state that goes by a file",
  { timeout: 1_800_000 },
  async (context) => {
    if (absent !== undefined) return context.skip(absent);
    const stack = await open("dev", ["vercel", "neon"]);
    await stack.killedAt(Object.values(creations.dev));
    // The engine drops what is pending of a state that it is given; the file still tells it.
    const file = path.join(stack.world.root, "exported.json");
    await stack.world.json(["state", "export", "--stack", "dev", "--file", file]);
    const { settled } = await stack.world.json<Settled>(["state", "import", "--stack", "dev", "--file", file]);
    expect(settled.some(({ id }) => id !== undefined)).toBe(true);
    expect((await stack.up()).settled).toEqual([]);
    expect(await stack.held()).toEqual(stack.undisturbed);
    await stack.expectDone();

    // The new domain is made while the old one still stands in the state.
    const moved = stack.overlay("moved", { services: { web: { vercel: { host: "moved" } } } });
    await stack.killedAt([{ vendor: "vercel", method: "POST", path: "/projects/*/domains" }], moved);
    await stack.up(moved);
    await stack.expectDone(moved);
    const named = Object.entries(stack.undisturbed).map(([key, count]) => [
      key.replace("dev-app.", "dev-moved."),
      count,
    ]);
    expect(await stack.held()).toEqual(Object.fromEntries(named));
  },
);
