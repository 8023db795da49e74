import { rm } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AppointmentHandler } from "../../src/world/agenda.ts";
import { openWorld, type World } from "../../src/world/world.ts";
import { newFolder } from "../helpers/sandbox.ts";
import { seed } from "../helpers/seed.ts";

const start = Date.parse("2026-11-23T08:00:00Z");
let folder = "";
let world: World;
let real = start;
let took: string[] = [];
let defects: string[] = [];

const minutes = (count: number): number => start + count * 60_000;
const line = (at: number, what: unknown): string => `${new Date(at).toISOString().slice(11, 16)} ${String(what)}`;

const handlers: Readonly<Record<string, AppointmentHandler>> = {
  note: ({ at, data }) => void took.push(line(at, data["what"])),
  clock: ({ world: { clock } }) => void took.push(line(clock.now(), "clock")),
  slow: async ({ at }) => {
    await new Promise((resolve) => setImmediate(resolve));
    took.push(line(at, "slow"));
  },
  chain: ({ at, world: { agenda } }) => void agenda.book({ kind: "note", at: at + 60_000, data: { what: "chained" } }),
  broken: () => {
    throw new Error("no such thing");
  },
};

beforeEach(async () => {
  [took, defects, real] = [[], [], start];
  folder = await newFolder();
  open();
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true });
});

function open(): void {
  world = openWorld(folder, seed, () => real);
  world.agenda.start(world, handlers, (message) => defects.push(message));
}

async function close(): Promise<void> {
  await world.agenda.stop();
  world.store.close();
}

const book = (kind: string, at: number, more: object = {}): string =>
  world.store.transact(() => world.agenda.book({ kind, at, ...more }));

test("everything on the way happens in its order, with the clock at its moment", async () => {
  book("note", minutes(30), { data: { what: "third" } });
  book("clock", minutes(10));
  book("slow", minutes(20));
  book("note", minutes(61), { data: { what: "too late" } });
  await world.agenda.passTo(minutes(60));
  expect(took).toEqual(["08:10 clock", "08:20 slow", "08:30 third"]);
  expect(world.clock.now()).toBe(minutes(60));
});

test("what an appointment books on the way is taken on the way", async () => {
  book("chain", minutes(5));
  await world.agenda.passTo(minutes(6));
  expect(took).toEqual(["08:06 chained"]);
});

test("a repeated one comes again until its thing is gone", async () => {
  const thing = { key: "github.label:1", parent: null, created: start, updated: start, data: {} };
  world.store.transact(() => world.store.put(thing));
  book("note", minutes(1), { every: 60_000, about: thing.key, data: { what: "tick" } });
  await world.agenda.passTo(minutes(3));
  expect(took).toEqual(["08:01 tick", "08:02 tick", "08:03 tick"]);
  world.store.transact(() => {
    world.store.remove(thing.key);
  });
  await world.agenda.passTo(minutes(10));
  expect(took).toHaveLength(3);
});

test("a running clock is enough, and a restart forgets nothing", async () => {
  book("note", minutes(1), { data: { what: "woken" } });
  await close();
  real = minutes(2);
  open();
  await expect.poll(() => took).toEqual(["08:01 woken"]);
});

test("one that fails is told, not repeated, and holds nothing up", async () => {
  book("broken", minutes(1), { every: 60_000 });
  book("note", minutes(1), { data: { what: "after" } });
  await world.agenda.passTo(minutes(2));
  expect(took).toEqual(["08:01 after"]);
  expect(defects.map((each) => each.split("\n")[0])).toEqual([
    "broken at 2026-11-23T08:01:00.000Z: Error: no such thing",
    "broken at 2026-11-23T08:02:00.000Z: Error: no such thing",
  ]);
});

test("those of a thing, or of a kind, can be taken off", () => {
  const thing = { key: "github.label:1", parent: null, created: start, updated: start, data: {} };
  world.store.transact(() => world.store.put(thing));
  book("note", minutes(1), { about: thing.key });
  book("slow", minutes(2), { about: thing.key });
  book("note", minutes(3));
  world.store.transact(() => {
    world.agenda.drop({ about: thing.key, kind: "note" });
  });
  expect(world.agenda.times({})).toEqual([minutes(2), minutes(3)]);
  world.store.transact(() => {
    world.agenda.drop({ about: thing.key });
  });
  expect(world.agenda.times({ kind: "note" })).toEqual([minutes(3)]);
});
