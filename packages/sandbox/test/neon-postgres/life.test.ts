import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createApiClient } from "@neondatabase/api-client";
import { expect, it } from "vitest";
import { startSandbox } from "../../src/index.ts";
import { startNeonPostgres } from "../../src/vendors/neon/postgres/index.ts";
import { newFolder } from "../helpers/sandbox.ts";
import { seed } from "../helpers/seed.ts";
import { client } from "../neon/client.ts";
import { finished, newBranch, newProject, now, query, withBinaries, withPostgres } from "./postgres.ts";

const handle = withPostgres();

/** Process ids of all Postgres of a sandbox's folder. */
function processes(folder: string): number[] {
  const all = join(folder, "postgres");
  const files = readdirSync(all).map((name) => join(all, name, "data/postmaster.pid"));
  return files.filter(existsSync).map((file) => Number(readFileSync(file, "utf8").split("\n")[0]));
}

/** What has ended and is not yet cleared away has no command line any more. */
function isAlive(id: number): boolean {
  const file = `/proc/${String(id)}/cmdline`;
  return existsSync(file) && readFileSync(file, "utf8") !== "";
}

/** A sandbox with real Postgres in a process of its own. */
async function spawned(folder: string) {
  const script = join(import.meta.dirname, "run-postgres.ts");
  const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve) => createInterface(child.stdout).once("line", resolve));
  const { url, token } = JSON.parse(line) as { url: string; token: string };
  return { child, neon: createApiClient({ apiKey: token, baseURL: `${url}/api/v2` }) };
}

withBinaries("real databases", () => {
  it("end with a sandbox that is killed; the next one has all that was written, at the same address", async () => {
    const folder = await newFolder();
    const { child, neon } = await spawned(folder);
    const made = (await neon.createProject({ project: { name: "killed" } })).data;
    const uri = made.connection_uris[0]?.connection_uri ?? "";
    await query(uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('safe')");
    const [left = 0] = processes(folder);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    const sandbox = await startSandbox({ folder, seed });
    const postgres = await startNeonPostgres({ world: sandbox.world, folder });
    if ("reason" in postgres) throw new Error(postgres.reason);
    expect(isAlive(left)).toBe(false);
    expect(await query(uri, "SELECT word FROM words")).toEqual([{ word: "safe" }]);
    const running = processes(folder);
    await postgres.close();
    await sandbox.close();
    expect(running.map(isAlive)).toEqual([false]);
    await rm(folder, { recursive: true });
  });

  it("do not start where another program has their port, and say so", async () => {
    const folder = await newFolder();
    const sandbox = await startSandbox({ folder, seed });
    const { port } = handle.postgres;
    const starting = startNeonPostgres({ world: sandbox.world, folder, port });
    await expect(starting).rejects.toMatchObject({ code: "sandbox.port-in-use" });
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  it("of a deleted branch come back with it, and go for good when nothing can bring them back", async () => {
    const neon = client(handle.sandbox);
    const folders = () => readdirSync(join(handle.folder, "postgres")).filter((name) => /^\d+$/.test(name)).length;
    await handle.postgres.sweep();
    const others = folders();
    const place = await newProject(handle, "deleted");
    const branch = await newBranch(handle, place, { name: "short" });
    await query(branch.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('back')");
    const asked = { projectId: place.project, branchId: branch.id };
    await finished(handle, (await neon.deleteProjectBranch(asked)).data.operations);
    await expect(query(branch.uri, "SELECT 1")).rejects.toThrow("could not be found");
    await handle.postgres.sweep();
    await neon.recoverProjectBranch(place.project, branch.id);
    expect(await query(branch.uri, "SELECT word FROM words")).toEqual([{ word: "back" }]);
    await finished(handle, (await neon.deleteProjectBranch({ ...asked, hard_delete: true })).data.operations);
    const before = folders();
    await handle.postgres.sweep();
    expect(folders()).toBe(before - 1);
    await neon.deleteProject(place.project);
    handle.sandbox.clock.advance(8 * 86_400_000);
    await neon.listProjects({});
    await handle.postgres.sweep();
    expect(folders()).toBe(others);
  });

  it("that cannot be made leave a failed operation with the reason, and work again when they can", async () => {
    const place = await newProject(handle, "broken");
    await query(place.uri, "CREATE TABLE words (word text)");
    const moment = now(handle);
    const branch = await newBranch(handle, place, { parent_timestamp: moment });
    const template = join(handle.folder, "postgres/template");
    await rename(template, `${template}.away`);
    await expect(query(branch.uri, "SELECT 1")).rejects.toMatchObject({ code: "57P03" });
    const request = { source_branch_id: place.root, source_timestamp: moment, preserve_under_name: "before" };
    const made = (await client(handle.sandbox).restoreProjectBranch(place.project, place.root, request)).data;
    await expect(finished(handle, made.operations)).rejects.toThrow(/failed: .*template/);
    await rename(`${template}.away`, template);
    expect(await query(branch.uri, "SELECT word FROM words")).toEqual([]);
    expect(await query(place.uri, "SELECT word FROM words")).toEqual([]);
  });

  it("go back with the whole sandbox to a snapshot of it, as often as one likes, and begin anew with its reset", async () => {
    const { sandbox, postgres } = handle;
    const place = await newProject(handle, "world");
    const words = async () =>
      (await query<{ word: string }>(place.uri, "SELECT word FROM words")).map(({ word }) => word);
    await query(place.uri, "CREATE TABLE words (word text)", "INSERT INTO words VALUES ('then')");
    sandbox.snapshot("then");
    await query(place.uri, "INSERT INTO words VALUES ('at once')");
    sandbox.restore("then");
    expect(await words()).toEqual(["then"]);
    await query(place.uri, "INSERT INTO words VALUES ('later')");
    sandbox.clock.advance(60_000);
    sandbox.snapshot("later");
    for (const word of ["one", "two"]) {
      sandbox.restore("then");
      expect(await words()).toEqual(["then"]);
      await query(place.uri, `INSERT INTO words VALUES ('${word}')`);
      expect(await words()).toEqual(["then", word]);
      await postgres.sweep();
    }
    sandbox.restore("later");
    expect(await words()).toEqual(["then", "later"]);
    sandbox.reset();
    await postgres.sweep();
    expect(postgres.running).toBe(0);
    const fresh = await newProject(handle, "fresh");
    expect(await query(fresh.uri, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});
