/** `node bench/sandbox/databases.ts <megabytes> ...`: time to wake, to branch and to put back, by size of the data. */
import { createApiClient } from "@neondatabase/api-client";
import pg from "pg";
import { tell, withGround } from "./ground.ts";

const sizes = process.argv.slice(2).map(Number);

async function query(uri: string, ...texts: string[]): Promise<void> {
  const session = new pg.Client({ connectionString: uri });
  await session.connect();
  for (const text of texts) await session.query(text);
  await session.end();
}

/** Seconds that something takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

await withGround(async (sandbox, { noPostgres }) => {
  if (noPostgres !== undefined) throw new Error(noPostgres);
  const apiKey = sandbox.tokens.neon["pulumi"]?.token ?? "";
  const neon = createApiClient({ apiKey, baseURL: `${sandbox.urls.neon}/api/v2` });
  const rows = [];
  for (const megabytes of sizes) {
    const made = (await neon.createProject({ project: { name: `bench ${String(megabytes)}` } })).data;
    const uri = made.connection_uris[0]?.connection_uri ?? "";
    const [project, root] = [made.project.id, made.branch.id];
    const wake = await timed(() => query(uri, "SELECT 1"));
    const lines = `SELECT repeat(md5(i::text), 32) AS text FROM generate_series(1, ${String(megabytes * 1000)}) AS i`;
    const fill = await timed(() => query(uri, `CREATE TABLE filled AS ${lines}`));
    const at = new Date(sandbox.clock.now()).toISOString();
    await query(uri, "CREATE TABLE late (id int)");
    sandbox.clock.advance(5000);
    const branch = { branch: { parent_timestamp: at }, endpoints: [{ type: "read_write" as never }] };
    const child = (await neon.createProjectBranch(project, branch)).data.branch.id;
    const asked = { projectId: project, branch_id: child, database_name: "neondb", role_name: "neondb_owner" };
    const childUri = (await neon.getConnectionUri(asked)).data.uri;
    const branching = await timed(() => query(childUri, "SELECT count(*) FROM filled"));
    sandbox.clock.advance(5000);
    const request = { source_branch_id: root, source_timestamp: at, preserve_under_name: "before" };
    const restoring = await timed(async () => {
      await neon.restoreProjectBranch(project, root, request);
      await query(uri, "SELECT count(*) FROM filled");
    });
    rows.push({ megabytes, wake, fill, branching, restoring });
  }
  tell({ rows });
});
