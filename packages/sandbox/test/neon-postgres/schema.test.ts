/** `GET .../schema` and `.../compare_schema`: read from the real databases (facts/endpoints.md section 5). */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { applyPatch } from "diff";
import { expect, it } from "vitest";
import { client, refusal } from "../neon/client.ts";
import { everything, kindsInOrder } from "./everything.ts";
import { newBranch, newProject, now, query, withBinaries, withPostgres, type Place } from "./postgres.ts";

const handle = withPostgres();
const neon = () => client(handle.sandbox);
const clusters = async () => (await readdir(join(handle.folder, "postgres"))).toSorted();

interface Moments {
  lsn?: string;
  timestamp?: string;
  base_lsn?: string;
  base_timestamp?: string;
  base_branch_id?: string;
}

async function schema({ project: projectId }: Place, branchId: string, when: Moments = {}): Promise<string> {
  return (await neon().getProjectBranchSchema({ projectId, branchId, db_name: "neondb", ...when })).data.sql ?? "none";
}

async function compare({ project: projectId }: Place, branchId: string, when: Moments = {}): Promise<string> {
  const asked = { projectId, branchId, db_name: "neondb", ...when };
  return (await neon().getProjectBranchSchemaComparison(asked)).data.diff ?? "none";
}

/** Lines that a difference takes and gives, without those around them. */
const changes = (diff: string): string[] => diff.split("\n").filter((line) => /^[-+](?![-+]{2} |--|$)/.test(line));

withBinaries("schemas", () => {
  it("of branches differ by what was done to one; equal ones differ by nothing", async () => {
    const place = await newProject(handle, "compared");
    await query(place.uri, "CREATE TABLE users (id int PRIMARY KEY, email text)", "CREATE TABLE old (word text)");
    const child = await newBranch(handle, place, { name: "child" });
    expect(await compare(place, child.id)).toBe("");
    await query(
      child.uri,
      "INSERT INTO users VALUES (1, 'data are no schema')",
      "ALTER TABLE users ADD COLUMN born timestamptz DEFAULT now()",
      "CREATE INDEX users_by_email ON users (email)",
      "DROP TABLE old",
      "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    );
    const diff = await compare(place, child.id);
    expect(diff.split("\n").slice(0, 2)).toEqual(["--- a/neondb", "+++ b/neondb"]);
    expect(changes(diff)).toEqual([
      "-CREATE TABLE public.old (",
      "-    word text",
      "-);",
      "+CREATE OR REPLACE FUNCTION public.one()",
      "+ RETURNS integer",
      "+ LANGUAGE sql",
      "+AS $function$SELECT 1$function$;",
      "-    email text",
      "+    email text,",
      "+    born timestamp with time zone DEFAULT now()",
      "+CREATE INDEX users_by_email ON public.users USING btree (email);",
    ]);
    expect(applyPatch(await schema(place, place.root), diff)).toBe(await schema(place, child.id));
    const { branch } = (await neon().createProjectBranch(place.project, { branch: { parent_id: child.id } })).data;
    expect(await schema(place, branch.id), "a branch without computes").toBe(await schema(place, child.id));
    const back = await compare(place, place.root, { base_branch_id: child.id });
    expect(applyPatch(await schema(place, child.id), back)).toBe(await schema(place, place.root));
  });

  it("are told of a moment and of a place of the log, and leave no database behind", async () => {
    const place = await newProject(handle, "moments");
    const unused = now(handle);
    handle.sandbox.clock.advance(1000);
    await query(place.uri, "CREATE TABLE words (word text)");
    const early = await schema(place, place.root);
    const timestamp = now(handle);
    const [here] = await query<{ lsn: string }>(place.uri, "SELECT pg_current_wal_lsn()::text AS lsn");
    handle.sandbox.clock.advance(1000);
    await query(place.uri, "ALTER TABLE words ADD COLUMN length int");
    const before = await clusters();
    expect(await schema(place, place.root, { timestamp: unused })).toBe("");
    expect(await schema(place, place.root, { timestamp })).toBe(early);
    expect(await schema(place, place.root, { lsn: here?.lsn ?? "" })).toBe(early);
    const since = { base_branch_id: place.root, base_timestamp: timestamp };
    expect(changes(await compare(place, place.root, since))).toEqual([
      "-    word text",
      "+    word text,",
      "+    length integer",
    ]);
    expect(await clusters()).toEqual(before);
  });

  it("have every kind of thing, and make the same schema again", async () => {
    const place = await newProject(handle, "kinds");
    await query(place.uri, everything);
    const told = await schema(place, place.root);
    const kinds = new Set([...told.matchAll(/^-- Name: .*; Type: ([A-Z ]+); /gm)].map(([, kind]) => kind));
    expect([...kinds]).toEqual(kindsInOrder);
    const copy = await newProject(handle, "kinds again");
    await query(copy.uri, told);
    expect(await schema(copy, copy.root)).toBe(told);
  });

  it("are refused where branch, database or moment is not there", async () => {
    const place = await newProject(handle, "refused");
    const asked = { projectId: place.project, branchId: place.root, db_name: "neondb" };
    const read = neon().getProjectBranchSchema.bind(neon());
    const compared = neon().getProjectBranchSchemaComparison.bind(neon());
    const base = { ...asked, base_branch_id: place.root };
    const future = new Date(handle.sandbox.clock.now() + 60_000).toISOString();
    const refused = [
      [read({ ...asked, branchId: "br-none" }), 404, "branch not found"],
      [read({ ...asked, db_name: "none" }), 404, "database not found"],
      [read({ ...asked, db_name: "postgres" }), 404, "database not found"],
      [read({ ...asked, db_name: undefined as never }), 400, "db_name is required"],
      [read({ ...asked, lsn: "0/1", timestamp: now(handle) }), 400, "only one of lsn and timestamp can be set"],
      [read({ ...asked, lsn: "nowhere" }), 400, "lsn is not a valid LSN"],
      [read({ ...asked, timestamp: future }), 400, "the point in time is in the future"],
      [read({ ...asked, format: "json" }), 400, "format json is not supported by the sandbox: ask for format sql"],
      [compared(asked), 400, "base_branch_id is required for a branch that has no parent"],
      [compared({ ...asked, base_branch_id: "br-none" }), 404, "branch not found"],
      [compared({ ...base, base_lsn: "nowhere" }), 400, "base_lsn is not a valid LSN"],
    ] as const;
    for (const [call, status, message] of refused) await expect(call).rejects.toMatchObject(refusal(status, message));
  });
});
