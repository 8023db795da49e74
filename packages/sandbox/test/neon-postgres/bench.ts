/** `node test/neon-postgres/bench.ts [megabytes ...]`: time to wake, to branch and to put back, by size of the data. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiClient } from "@neondatabase/api-client";
import pg from "pg";
import { startSandbox } from "../../src/index.ts";
import { startNeonPostgres } from "../../src/vendors/neon/postgres/index.ts";
import { seed } from "../helpers/seed.ts";

const sizes = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), "bench-"));
const sandbox = await startSandbox({ folder, seed });
const postgres = await startNeonPostgres({ world: sandbox.world, folder });
if ("reason" in postgres) throw new Error(postgres.reason);
const apiKey = sandbox.tokens.neon["pulumi"]?.token ?? "";
const neon = createApiClient({ apiKey, baseURL: `${sandbox.urls.neon}/api/v2` });

async function query(uri: string, ...texts: string[]): Promise<void> {
  const session = new pg.Client({ connectionString: uri });
  await session.connect();
  for (const text of texts) await session.query(text);
  await session.end();
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  process.stdout.write(`${what.padEnd(24)} ${((performance.now() - start) / 1000).toFixed(2)} s\n`);
}

for (const size of sizes.length > 0 ? sizes : [1, 10, 100]) {
  process.stdout.write(`${String(size)} MB\n`);
  const made = (await neon.createProject({ project: { name: `bench ${String(size)}` } })).data;
  const uri = made.connection_uris[0]?.connection_uri ?? "";
  const [project, root] = [made.project.id, made.branch.id];
  await timed("first connection", () => query(uri, "SELECT 1"));
  const rows = `SELECT repeat(md5(i::text), 32) AS text FROM generate_series(1, ${String(size * 1000)}) AS i`;
  await timed("filling", () => query(uri, `CREATE TABLE filled AS ${rows}`));
  const at = new Date(sandbox.clock.now()).toISOString();
  await query(uri, "CREATE TABLE late (id int)");
  sandbox.clock.advance(5000);
  const branch = { branch: { parent_timestamp: at }, endpoints: [{ type: "read_write" as never }] };
  const child = (await neon.createProjectBranch(project, branch)).data.branch.id;
  const asked = { projectId: project, branch_id: child, database_name: "neondb", role_name: "neondb_owner" };
  const childUri = (await neon.getConnectionUri(asked)).data.uri;
  await timed("branch, first connection", () => query(childUri, "SELECT count(*) FROM filled"));
  sandbox.clock.advance(5000);
  const request = { source_branch_id: root, source_timestamp: at, preserve_under_name: "before" };
  await timed("restore, to connection", async () => {
    await neon.restoreProjectBranch(project, root, request);
    await query(uri, "SELECT count(*) FROM filled");
  });
}
await postgres.close();
await sandbox.close();
await rm(folder, { recursive: true });
