import { isOurs, mark, type Present, type Wanted } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import { name, text } from "./identifiers.ts";

/** Makes a database, renames it, or gives it to another owner. */
export async function ensureDatabase(
  cluster: Cluster,
  { id, name: called, owner }: Wanted["databases"][number],
  present: readonly (Present & { owner: string })[],
): Promise<void> {
  const wantedMark = mark.database + String(id);
  const found = present.find((each) => each.mark === wantedMark);
  if (found && found.name !== called) await renameDatabase(cluster, found.name, called);
  const there = found ?? present.find((each) => each.name === called);
  if (!there) await cluster.query(`CREATE DATABASE ${name(called)} OWNER ${name(owner)}`);
  else if (there.owner !== owner) await cluster.query(`ALTER DATABASE ${name(called)} OWNER TO ${name(owner)}`);
  if (!found) await cluster.query(`COMMENT ON DATABASE ${name(called)} IS ${text(wantedMark)}`);
}

async function renameDatabase(cluster: Cluster, from: string, to: string): Promise<void> {
  await cluster.query(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1`, [from]);
  await cluster.query(`ALTER DATABASE ${name(from)} RENAME TO ${name(to)}`);
}

/** Drops the databases of ours that are wanted no more. */
export async function dropDatabases(cluster: Cluster, wanted: Wanted, present: readonly Present[]): Promise<void> {
  const ids = new Set(wanted.databases.map(({ id }) => mark.database + String(id)));
  const names = new Set(wanted.databases.map((each) => each.name));
  const isKept = (each: Present): boolean => ids.has(each.mark ?? "") || names.has(each.name);
  const gone = present.filter((each) => isOurs(each, mark.database) && !isKept(each));
  for (const each of gone) await cluster.query(`DROP DATABASE ${name(each.name)} WITH (FORCE)`);
}

/** Empties every table: what a branch of the schema alone begins with. */
export async function emptyTables(cluster: Cluster, databases: readonly string[]): Promise<void> {
  for (const database of databases) {
    const client = await cluster.connect(database);
    const own = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p')";
    const tables = `SELECT format('%I.%I', n.nspname, c.relname) AS path FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`;
    const { rows } = await client.query<{ path: string }>(tables);
    if (rows.length > 0)
      await client.query(`TRUNCATE ${rows.map(({ path }) => path).join(", ")} RESTART IDENTITY CASCADE`);
    await client.end();
  }
}
