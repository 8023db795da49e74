import { afterEach, expect, test } from "vitest";
import type { FaultInput } from "../../src/world/fault-schema.ts";
import { withSandbox } from "../helpers/sandbox.ts";

const handle = withSandbox();
let made = 0;

afterEach(() => handle.sandbox.world.faults.clear({}));

async function control(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${handle.sandbox.control}/__sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${handle.sandbox.adminToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Makes a repository at GitHub. */
async function make(milliseconds = 10_000): Promise<Response> {
  const { urls, tokens } = handle.sandbox;
  return fetch(`${urls.github}/orgs/motion-mavericks/repos`, {
    method: "POST",
    headers: { authorization: `Bearer ${tokens.github["pulumi"]?.token ?? ""}` },
    body: JSON.stringify({ name: `repository-${String((made += 1))}` }),
    signal: AbortSignal.timeout(milliseconds),
  });
}

const repositories = (): number => handle.sandbox.world.store.all("github.repository").length;
const set = (fault: Omit<FaultInput, "vendor">): unknown =>
  handle.sandbox.world.faults.add({ vendor: "github", ...fault });

test("an error: the vendor's body, nothing took effect", async () => {
  set({ effect: { kind: "error", status: 503 } });
  const before = repositories();
  const answer = await make();
  expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([
    503,
    expect.arrayContaining(["message"]),
  ]);
  expect(repositories()).toBe(before);
});

test("too many calls: as the vendor says it", async () => {
  set({ effect: { kind: "rate-limit", retryAfterSeconds: 7 } });
  const answer = await make();
  expect([403, 429]).toContain(answer.status);
  expect(answer.headers.get("retry-after")).toBe("7");
});

test.each([
  ["before", 0],
  ["after", 1],
] as const)("a timeout %s the effect", async (effect, more) => {
  set({ effect: { kind: "timeout", effect } });
  const before = repositories();
  await expect(make(300)).rejects.toThrow("timeout");
  expect(repositories()).toBe(before + more);
  const [last] = handle.sandbox.requests("github").slice(-1);
  expect(last).toMatchObject({ status: 0, fault: "timeout" });
});

test("an outage breaks the connection", async () => {
  set({ effect: { kind: "outage" } });
  await expect(make()).rejects.toThrow("fetch failed");
});

test.each<[string, Omit<FaultInput, "vendor" | "effect">, number[]]>([
  ["every one", {}, [500, 500, 500, 500, 500, 500]],
  ["every third", { share: 1 / 3 }, [201, 201, 500, 201, 201, 500]],
  ["from the third on", { spare: 2 }, [201, 201, 500, 500, 500, 500]],
  ["two of them", { times: 2 }, [500, 500, 201, 201, 201, 201]],
  ["only the fourth", { spare: 3, times: 1 }, [201, 201, 201, 500, 201, 201]],
  ["of one path", { path: "/orgs/*/repos" }, [500, 500, 500, 500, 500, 500]],
  ["of another path", { path: "/repos/**" }, [201, 201, 201, 201, 201, 201]],
  ["of another method", { method: "GET" }, [201, 201, 201, 201, 201, 201]],
])("which calls: %s", async (_, which, statuses) => {
  set({ effect: { kind: "error" }, ...which });
  const seen: number[] = [];
  for (let call = 0; call < 6; call += 1) seen.push((await make()).status);
  expect(seen).toEqual(statuses);
});

test("it ends at its time, and waits for the latency", async () => {
  const { clock } = handle.sandbox;
  set({ effect: { kind: "latency", milliseconds: 1 } });
  set({ effect: { kind: "error" }, until: new Date(clock.now() + 60_000).toISOString() });
  expect((await make()).status).toBe(201);
  handle.sandbox.world.faults.clear({ id: handle.sandbox.world.faults.list()[0]!.id });
  expect((await make()).status).toBe(500);
  clock.advance(60_000);
  expect((await make()).status).toBe(201);
});

test("set, listed and cleared by the control interface", async () => {
  const fault = { vendor: "neon", effect: { kind: "outage" }, scenario: "neon-outage" };
  const added = await control("POST", "faults", fault);
  expect(added).toMatchObject({ status: 200, body: { ...fault, path: "/**", share: 1, hit: 0 } });
  expect((await control("GET", "faults")).body).toMatchObject([fault]);
  expect(await control("DELETE", "faults", { scenario: "nothing" })).toMatchObject({ status: 400 });
  expect((await control("DELETE", "faults", { scenario: "neon-outage" })).body).toMatchObject([fault]);
  expect((await control("GET", "faults")).body).toEqual([]);
  expect((await control("GET", "events")).body).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ kind: "fault.ended", text: "Over: neon-outage." })]) as never,
  );
});

test.each<[string, object, RegExp]>([
  ["a kind that is none", { vendor: "neon", effect: { kind: "flood" } }, /effect/],
  ["damage where no data are", { vendor: "vercel", effect: { kind: "corruption" } }, /an effect of neon alone/],
  ["silence where nobody is paged", { vendor: "mux", effect: { kind: "silence" } }, /an effect of pagerduty alone/],
  [
    "an answer lost at the edge",
    { vendor: "edge", effect: { kind: "timeout", effect: "after" } },
    /before the effect only/,
  ],
  ["a vendor that is none", { vendor: "stripe", effect: { kind: "outage" } }, /vendor/],
])("%s is refused", async (_, fault, words) => {
  const answer = await control("POST", "faults", fault);
  expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(words) as unknown } });
  expect(handle.sandbox.world.faults.list()).toEqual([]);
});

test("the time line is read from a place on, and waited for", async () => {
  const { timeline } = handle.sandbox.world;
  timeline.note({ source: "github", kind: "test.first", text: "The first." });
  const first = (await control("GET", "events")).body as { number: number; text: string }[];
  expect(first.at(-1)).toMatchObject({ source: "github", kind: "test.first", text: "The first." });
  const waiting = control("GET", `events?after=${String(first.at(-1)?.number)}&wait=20000`);
  timeline.note({ source: "neon", kind: "test.second", text: "The second." });
  expect((await waiting).body).toMatchObject([{ text: "The second." }]);
  expect((await control("GET", `events?after=999999&wait=1`)).body).toEqual([]);
});

test("a scenario by its name, set anew, ended by its name; an unknown one is refused with those there are", async () => {
  const first = await control("POST", "scenarios", { name: "neon-lost-answers" });
  expect(first.body).toMatchObject([{ method: "POST" }, { method: "PATCH" }, { method: "DELETE" }]);
  expect((await control("POST", "scenarios", { name: "neon-lost-answers" })).status).toBe(200);
  expect((await control("GET", "faults")).body).toHaveLength(3);
  expect((await control("DELETE", "faults", { scenario: "neon-lost-answers" })).body).toHaveLength(3);
  const strange = await control("POST", "scenarios", { name: "constructor" });
  expect(strange).toMatchObject({ status: 400, body: { fix: expect.stringContaining("neon-outage") as unknown } });
  const corrupts = await control("POST", "scenarios", { name: "neon-corruption" });
  expect(corrupts).toMatchObject({ status: 400, body: { code: "sandbox.runs-without-databases" } });
  const all = Object.keys((await control("GET", "scenarios")).body as object);
  const names = all.filter((name) => name !== "neon-corruption");
  for (const name of names) expect((await control("POST", "scenarios", { name })).status).toBe(200);
  expect(
    new Set(((await control("GET", "faults")).body as { scenario: string }[]).map(({ scenario }) => scenario)),
  ).toEqual(new Set(names));
});
