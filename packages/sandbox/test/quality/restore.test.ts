/**
 * Restores are exact at random moments, whoever writes at the time: rows, tables without key, several tables at once, transactions that were
 * open, sequences (B4, D1). All moments are of one log; every restore replays it anew.
 */
import { beforeAll, expect, it, vi } from "vitest";
import {
  finished,
  newProject,
  query,
  restore,
  withBinaries,
  withPostgres,
  type Place,
} from "../neon-postgres/postgres.ts";
import { client } from "../neon/client.ts";
import { seeded } from "./seeded.ts";
import { allowed, quick, slow, write, writers, type Scene, type Step, type Writer } from "./writers.ts";

const handle = withPostgres();
const full = process.env["LAUNCHGATE_FULL"] === "1";
/** How many moments are tried. */
const tried = full ? 100 : 12;
const seed = Number(process.env["LAUNCHGATE_SEED"] ?? "7");
/** What Postgres writes of a sequence ahead of those who draw from it. Source: its `SEQ_LOG_VALS`. */
const ahead = 33;

let place: Place;
let origin = "";
const written = new Map<string, readonly Step[]>();
/** Moments at which nobody was about to commit but the slow one. */
const rests: number[] = [];

/** Lets all write, with a rest after each part in which nobody commits but who has written long. */
async function writeAll(uri: string, parts: number, commits: number): Promise<void> {
  await query(uri, ...writers.flatMap(({ tables }) => tables));
  const { clock } = handle.sandbox;
  const scene: Scene = { uri, now: () => clock.now(), commits: 0 };
  let goOn = true;
  const whole = write(slow, scene, () => !goOn);
  for (let part = 1; part <= parts; part += 1) {
    const isOver = (): boolean => scene.commits >= part * commits;
    const done = await Promise.all(quick.map((writer) => write(writer, scene, isOver)));
    for (const [index, { name }] of quick.entries())
      written.set(name, [...(written.get(name) ?? []), ...(done[index] ?? []).slice(part === 1 ? 0 : 1)]);
    rests.push(await later(3));
    await later(3);
  }
  goOn = false;
  written.set(slow.name, await whole);
}

/** Sandbox time, once it is so many milliseconds later. */
async function later(milliseconds: number): Promise<number> {
  const { clock } = handle.sandbox;
  const end = clock.now() + milliseconds;
  return vi.waitUntil(() => clock.now() > end && clock.now(), { interval: 1, timeout: 60_000 });
}

/** The rests, then moments by chance: half of them anywhere, half within two milliseconds of a commit. */
function moments(): readonly number[] {
  const random = seeded(seed);
  const all = [...written.values()].flatMap((steps) => steps.slice(1).map(({ heard }) => heard));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const others = Array.from({ length: tried - rests.length }, (_, index) => {
    const near = all[Math.floor(random() * all.length)] ?? first;
    const at = index % 2 === 0 ? first + random() * (last - first) : near - 2 + random() * 4;
    return Math.min(last, Math.max(first, Math.round(at)));
  });
  return [...rests, ...others];
}

/** Puts the root back to a moment of what was written, which lives on in a branch of its own. */
async function back(at: number): Promise<void> {
  const request = { source_branch_id: origin, source_timestamp: new Date(at).toISOString() };
  const made = (await client(handle.sandbox).restoreProjectBranch(place.project, place.root, request)).data;
  await finished(handle, made.operations);
}

/** Compares the tables of a writer with what it knows; how many states the moment allows. */
async function judge({ name, state, sequence }: Writer, at: number): Promise<number> {
  const steps = allowed(written.get(name) ?? [], at);
  const about = `${name} at ${String(at)}, seed ${String(seed)}`;
  const [{ rows } = { rows: "" }] = await query<{ rows: string }>(place.uri, state);
  expect(
    steps.map((step) => step.rows),
    about,
  ).toContain(rows);
  if (sequence === undefined) return steps.length;
  const [{ next } = { next: "0" }] = await query<{ next: string }>(place.uri, `SELECT nextval('${sequence}') AS next`);
  expect(Number(next), about).toBeGreaterThan(steps.find((step) => step.rows === rows)?.drawn ?? Infinity);
  // The transaction that was under way drew four more at most.
  expect(Number(next), about).toBeLessThanOrEqual((steps.at(-1)?.drawn ?? 0) + 4 + ahead);
  return steps.length;
}

withBinaries("with six concurrent writers", () => {
  beforeAll(async () => {
    place = await newProject(handle, "random moments");
    await writeAll(place.uri, 4, 100);
    await restore(handle, place, { source_timestamp: new Date(handle.sandbox.clock.now()).toISOString() }, "origin");
    const { branches } = (await client(handle.sandbox).listProjectBranches({ projectId: place.project })).data;
    origin = branches.find(({ name }) => name === "origin")?.id ?? "";
  });

  it(
    `a restore has exactly what was committed until the moment, at ${String(tried)} moments`,
    async () => {
      const all = moments();
      let [alone, cut] = [0, 0];
      for (const at of all) {
        await back(at);
        for (const writer of writers) alone += (await judge(writer, at)) === 1 ? 1 : 0;
        cut += written.get(slow.name)?.some(({ began, asked }) => began < at && at < asked) ? 1 : 0;
      }
      const judged = tried * writers.length;
      process.stdout.write(
        `restore: ${String(tried)} moments, ${String(cut)} within a long transaction; ${String(judged)} states, ${String(alone)} with one answer only\n`,
      );
      expect(cut).toBeGreaterThan(0);
    },
    60_000 + tried * 60_000,
  );

  it("a rest leaves one answer only to all who commit often", () => {
    const answers = rests.flatMap((at) => quick.map(({ name }) => allowed(written.get(name) ?? [], at).length));
    expect(answers).toEqual(Array.from({ length: 4 * quick.length }, () => 1));
  });

  it("what was rolled back is nowhere, and everybody wrote", () => {
    for (const steps of written.values()) expect(steps.length).toBeGreaterThan(2);
    expect(written.get("slow")?.filter(({ rows }) => rows.includes("undone"))).toEqual([]);
  });
});
