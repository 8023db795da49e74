/** Restores are exact: the rows are those committed before the moment, whoever wrote at the time (B4, D1). */
import pg from "pg";
import { expect, it } from "vitest";
import { newBranch, newProject, query, restore, withBinaries, withPostgres, type Place } from "./postgres.ts";

const handle = withPostgres();

/** What a writer was told: when it asked and when it heard, sandbox milliseconds, and the state of its table then. */
interface Step {
  readonly asked: number;
  readonly heard: number;
  readonly rows: string;
}

const state = "SELECT coalesce(string_agg(id || '=' || word, ',' ORDER BY id, word), '') AS rows FROM";

/** One writer with a table of its own, with or without key, and a sequence: inserts, updates, deletes, several at once. */
async function write(uri: string, table: string, isOver: () => boolean): Promise<Step[]> {
  const session = new pg.Client({ connectionString: uri });
  await session.connect();
  const steps: Step[] = [{ asked: 0, heard: 0, rows: "" }];
  for (let round = 0; !isOver(); round += 1) {
    const word = `'${String(round)}'`;
    const insert = `INSERT INTO ${table} (word) VALUES (${word}), (${word})`;
    const change = [insert, `UPDATE ${table} SET word = ${word}`, `DELETE FROM ${table} WHERE id % 3 = 0`][round % 3];
    await session.query("BEGIN");
    await session.query(change ?? insert);
    await session.query(insert);
    const { rows } = await session.query<{ rows: string }>(`${state} ${table}`);
    const asked = handle.sandbox.clock.now();
    await session.query("COMMIT");
    steps.push({ asked, heard: handle.sandbox.clock.now(), rows: rows[0]?.rows ?? "" });
    if (round % 20 === 19) await session.query(`DELETE FROM ${table} WHERE id < (SELECT max(id) FROM ${table}) - 10`);
    if (round % 20 === 19) {
      const left = await session.query<{ rows: string }>(`${state} ${table}`);
      const at = handle.sandbox.clock.now();
      steps.push({ asked: steps.at(-1)?.heard ?? at, heard: at, rows: left.rows[0]?.rows ?? "" });
    }
  }
  await session.end();
  return steps;
}

/** States that a table may have at a moment: the last that was heard of before, or one of those under way. */
function allowed(steps: readonly Step[], at: number): string[] {
  const sure = steps.findLastIndex(({ heard }) => heard < at);
  return steps.filter(({ asked }, index) => index >= sure && asked <= at).map(({ rows }) => rows);
}

/** How many moments are tried; a soak takes more: `LAUNCHGATE_MOMENTS=100`. */
const tried = Number(process.env["LAUNCHGATE_MOMENTS"] ?? "4");

const tables = ["keyed", "keyless", "other"];

async function writeMuch(place: Place, milliseconds: number): Promise<Map<string, Step[]>> {
  await query(
    place.uri,
    "CREATE TABLE keyed (id serial PRIMARY KEY, word text)",
    "CREATE TABLE keyless (id serial, word text)",
    "CREATE TABLE other (id serial PRIMARY KEY, word text)",
  );
  const end = Date.now() + milliseconds;
  const done = await Promise.all(tables.map((table) => write(place.uri, table, () => Date.now() >= end)));
  return new Map(tables.map((table, index) => [table, done[index] ?? []]));
}

/** Moments spread over the writing, by a fixed rule. */
function moments(all: ReadonlyMap<string, readonly Step[]>, count: number): number[] {
  const heard = [...all.values()].flatMap((steps) => steps.slice(1).map((step) => step.heard));
  const [first, last] = [Math.min(...heard), Math.max(...heard)];
  return Array.from({ length: count }, (_each, index) => Math.round(first + ((last - first) * (index + 0.5)) / count));
}

withBinaries("with concurrent writers", () => {
  it(
    "branches of many moments have exactly what was committed until then",
    async () => {
      const place = await newProject(handle, "exact");
      const written = await writeMuch(place, 1000);
      for (const at of moments(written, tried)) {
        const branch = await newBranch(handle, place, { parent_timestamp: new Date(at).toISOString() });
        for (const table of tables) {
          const [found] = await query<{ rows: string }>(branch.uri, `${state} ${table}`);
          expect(allowed(written.get(table) ?? [], at)).toContain(found?.rows);
        }
      }
    },
    tried * 20_000,
  );

  it("a restore has exactly what was committed until the moment, and sequences go on", async () => {
    const place = await newProject(handle, "exact restore");
    const written = await writeMuch(place, 700);
    const [at = 0] = moments(written, 1);
    await restore(handle, place, { source_timestamp: new Date(at).toISOString() }, "before");
    for (const table of tables) {
      const [found] = await query<{ rows: string; top: number }>(place.uri, `${state} ${table}`);
      expect(allowed(written.get(table) ?? [], at)).toContain(found?.rows);
    }
    const next = "INSERT INTO keyed (word) VALUES ('next') RETURNING id > (SELECT max(id) FROM keyed) AS higher";
    expect(await query(place.uri, next)).toEqual([{ higher: true }]);
  });
});
