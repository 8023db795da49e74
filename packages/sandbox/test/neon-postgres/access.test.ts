import pg from "pg";
import { expect, it, vi } from "vitest";
import { client, refusal } from "../neon/client.ts";
import { finished, newBranch, newProject, now, query, restore, uriOf, withBinaries, withPostgres } from "./postgres.ts";

const handle = withPostgres();
const neon = () => client(handle.sandbox);

/** How often the clock is moved on, at most, until a compute that nobody uses has stopped. */
async function untilRunning(count: number): Promise<void> {
  await vi.waitUntil(() => handle.postgres.running === count, { timeout: 20_000, interval: 20 });
}

withBinaries("connections", () => {
  it("take the password that the API gives, also after it was reset, and no other", async () => {
    const place = await newProject(handle, "passwords");
    await query(place.uri, "SELECT 1");
    const reset = (await neon().resetProjectBranchRolePassword(place.project, place.root, "neondb_owner")).data;
    await finished(handle, reset.operations);
    await expect(query(place.uri, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    const uri = await uriOf(handle, place.project, place.root);
    expect(await query(uri, "SELECT current_user AS who")).toEqual([{ who: "neondb_owner" }]);
    const superuser = new URL(uri);
    superuser.username = "cloud_admin";
    await expect(query(superuser.href, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
  });

  it("reach databases and roles that were made, renamed and deleted by the API", async () => {
    const place = await newProject(handle, "objects");
    await query(place.uri, "SELECT 1");
    const at = [place.project, place.root] as const;
    const made = (await neon().createProjectBranchRole(...at, { role: { name: "app user" } })).data;
    await finished(handle, made.operations);
    const database = { name: "shop", owner_name: "app user" };
    await finished(handle, (await neon().createProjectBranchDatabase(...at, { database })).data.operations);
    const asked = { projectId: place.project, database_name: "shop", role_name: "app user" };
    const { uri } = (await neon().getConnectionUri(asked)).data;
    await query(uri, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");
    const renamed = { database: { name: "store" } };
    await finished(handle, (await neon().updateProjectBranchDatabase(...at, "shop", renamed)).data.operations);
    const pooled = (await neon().getConnectionUri({ ...asked, database_name: "store", pooled: true })).data.uri;
    expect(await query(pooled, "SELECT id FROM kept")).toEqual([{ id: 7 }]);
    await finished(handle, (await neon().deleteProjectBranchDatabase(...at, "store")).data.operations);
    await expect(query(pooled, "SELECT 1")).rejects.toMatchObject({ code: "3D000" });
    await finished(handle, (await neon().deleteProjectBranchRole(...at, "app user")).data.operations);
    expect(await query(place.uri, "SELECT 1 FROM pg_roles WHERE rolname = 'app user'")).toEqual([]);
  });

  it("are refused in words where the compute is unknown, not named, or disabled", async () => {
    const place = await newProject(handle, "refusals");
    const other = (options: string): string => place.uri.replace(/options=.*$/, options);
    await expect(query(other("options=endpoint%3Dep-none"), "SELECT 1")).rejects.toThrow("could not be found");
    await expect(query(other(""), "SELECT 1")).rejects.toThrow("Endpoint ID is not specified");
    const { endpoints } = (await neon().listProjectEndpoints(place.project)).data;
    const endpoint = { disabled: true };
    const id = endpoints[0]?.id ?? "";
    await finished(handle, (await neon().updateProjectEndpoint(place.project, id, { endpoint })).data.operations);
    await expect(query(place.uri, "SELECT 1")).rejects.toThrow("is disabled");
  });

  it("to a replica read and do not write; settings of computes hold", async () => {
    const place = await newProject(handle, "replica");
    await query(place.uri, "CREATE TABLE words (word text)");
    const endpoint = { branch_id: place.root, type: "read_only" as never };
    const made = (await neon().createProjectEndpoint(place.project, { endpoint })).data;
    await finished(handle, made.operations);
    const asked = { projectId: place.project, endpoint_id: made.endpoint.id, database_name: "neondb" };
    const { uri } = (await neon().getConnectionUri({ ...asked, role_name: "neondb_owner" })).data;
    expect(await query(uri, "SELECT * FROM words")).toEqual([]);
    await expect(query(uri, "INSERT INTO words VALUES ('x')")).rejects.toMatchObject({ code: "25006" });
    const { endpoints } = (await neon().listProjectBranchEndpoints(place.project, place.root)).data;
    const writer = endpoints.find(({ type }) => ["read_write"].includes(type))?.id ?? "";
    const settings = { endpoint: { settings: { pg_settings: { work_mem: "11MB" } } } };
    await finished(handle, (await neon().updateProjectEndpoint(place.project, writer, settings)).data.operations);
    expect(await query(place.uri, "SHOW work_mem")).toEqual([{ work_mem: "11MB" }]);
    const wrong = { endpoint: { settings: { pg_settings: { no_such_setting: "1" } } } };
    const failing = (await neon().updateProjectEndpoint(place.project, writer, wrong)).data.operations;
    await expect(finished(handle, failing)).rejects.toThrow(/failed: .*no_such_setting/);
    expect(await query(place.uri, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("wake a compute that slept for want of use, and find everything as it was", async () => {
    const place = await newProject(handle, "sleeper");
    const before = handle.postgres.running;
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('there')");
    expect(handle.postgres.running).toBe(Math.min(before + 1, 8));
    const state = async () => (await neon().listProjectEndpoints(place.project)).data.endpoints[0]?.current_state;
    expect(await state()).toBe("active");
    handle.sandbox.clock.advance(301_000);
    await untilRunning(0);
    expect(await state()).toBe("idle");
    expect(await query(place.uri, "SELECT word FROM words")).toEqual([{ word: "there" }]);
    expect(await state()).toBe("active");
  });

  it("end while a branch is put back, wait, and go on with what it then has; writes are refused with 423 meanwhile", async () => {
    const place = await newProject(handle, "busy");
    await query(place.uri, "CREATE TABLE words (word text)");
    const session = new pg.Client({ connectionString: place.uri });
    const ended = new Promise<void>((resolve) => session.once("end", resolve).on("error", () => undefined));
    await session.connect();
    const request = { source_branch_id: place.root, source_timestamp: now(handle), preserve_under_name: "before" };
    handle.sandbox.clock.advance(1000);
    const { operations } = (await neon().restoreProjectBranch(place.project, place.root, request)).data;
    const another = neon().createProjectBranch(place.project, {});
    const waiting = query(place.uri, "SELECT count(*)::int AS found FROM words");
    await expect(another).rejects.toMatchObject(refusal(423));
    await ended;
    expect(await waiting).toEqual([{ found: 0 }]);
    await finished(handle, operations);
  });
});

withBinaries("other ways to data of the past", () => {
  it("are snapshots, which outlive what is written and the branch's restore", async () => {
    const place = await newProject(handle, "snapshots");
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('kept')");
    const taken = (await neon().createSnapshot({ projectId: place.project, branchId: place.root })).data;
    await finished(handle, taken.operations);
    const moment = now(handle);
    await query(place.uri, "INSERT INTO words VALUES ('lost')");
    await restore(handle, place, { source_timestamp: moment }, "before");
    await query(place.uri, "INSERT INTO words VALUES ('lost too')");
    const made = (
      await neon().restoreSnapshot(
        { projectId: place.project, snapshotId: taken.snapshot.id },
        { finalize_restore: true, target_branch_id: place.root },
      )
    ).data;
    await finished(handle, made.operations);
    expect(await query(place.uri, "SELECT word FROM words")).toEqual([{ word: "kept" }]);
  });

  it("are places in the log, which branches tell and restores take", async () => {
    const place = await newProject(handle, "places");
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('one')");
    const [here] = await query<{ lsn: string }>(place.uri, "SELECT pg_current_wal_lsn()::text AS lsn");
    await query(place.uri, "INSERT INTO words VALUES ('two')");
    const branch = await newBranch(handle, place, { parent_lsn: here?.lsn ?? "" });
    expect(await query(branch.uri, "SELECT word FROM words")).toEqual([{ word: "one" }]);
    const beyond = restore(handle, place, { source_lsn: "F/0" }, "never");
    await expect(beyond).rejects.toMatchObject(refusal(400, "the point in time is in the future"));
    await restore(handle, place, { source_lsn: here?.lsn ?? "" }, "before");
    expect(await query(place.uri, "SELECT word FROM words")).toEqual([{ word: "one" }]);
  });

  it("are branches of the schema alone, and resets to the parent", async () => {
    const place = await newProject(handle, "schema");
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('secret')");
    const bare = await newBranch(handle, place, { init_source: "schema-only" });
    expect(await query(bare.uri, "SELECT word FROM words")).toEqual([]);
    const child = await newBranch(handle, place, { name: "child" });
    await query(child.uri, "DELETE FROM words");
    const request = { source_branch_id: place.root };
    const reset = (await neon().restoreProjectBranch(place.project, child.id, request)).data;
    await finished(handle, reset.operations);
    expect(await query(child.uri, "SELECT word FROM words")).toEqual([{ word: "secret" }]);
    const own = { source_branch_id: child.id, source_timestamp: now(handle), preserve_under_name: "x" };
    const refused = neon().restoreProjectBranch(place.project, child.id, own);
    await expect(refused).rejects.toMatchObject(refusal(400));
  });
});
