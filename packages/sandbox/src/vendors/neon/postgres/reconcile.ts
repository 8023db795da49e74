import { createHash } from "node:crypto";
import type { Cluster } from "./cluster.ts";
import { name, text } from "./identifiers.ts";

/** What a branch is to have inside of Postgres. */
export interface Wanted {
  readonly roles: readonly { readonly name: string; readonly password: string | null }[];
  readonly databases: readonly { readonly id: number; readonly name: string; readonly owner: string }[];
  /** Settings of the writing compute. */
  readonly settings: Readonly<Record<string, string>>;
}

interface Present {
  readonly name: string;
  readonly mark: string | null;
}

/** What was found in data that came from elsewhere, and is in no row. */
export interface Found {
  readonly roles: readonly string[];
  readonly databases: readonly { readonly name: string; readonly owner: string }[];
}

const group = "neon_superuser";
const mark = { role: "neon", database: "neon:" } as const;

/**
 * Brings roles and databases of a cluster in line with the rows. Ours carry a mark as their comment; those that were made by
 * SQL are left alone. Roles may do what Neon's do: membership in `neon_superuser` [Neon docs, "Manage roles"].
 */
export async function reconcile(cluster: Cluster, wanted: Wanted): Promise<void> {
  await ensureGroup(cluster);
  const roles = await presentRoles(cluster);
  for (const role of wanted.roles) await ensureRole(cluster, role, roles);
  const databases = await presentDatabases(cluster);
  for (const database of wanted.databases) await ensureDatabase(cluster, database, databases);
  await dropDatabases(cluster, wanted, databases);
  await dropRoles(cluster, wanted, roles);
  await setSettings(cluster, wanted.settings);
}

/** Roles and databases of data that came from elsewhere, ours by mark, which no row speaks of. Marks of the rest become those of the rows. */
export async function adopt(cluster: Cluster, wanted: Wanted): Promise<Found> {
  const roles = (await presentRoles(cluster)).filter((each) => isOurs(each, mark.role)).map((each) => each.name);
  const databases = (await presentDatabases(cluster)).filter((each) => isOurs(each, mark.database));
  for (const database of wanted.databases.filter((each) => databases.some((other) => other.name === each.name))) {
    await cluster.query(`COMMENT ON DATABASE ${name(database.name)} IS ${text(mark.database + String(database.id))}`);
  }
  const unknown = databases.filter((each) => wanted.databases.every((other) => other.name !== each.name));
  return {
    roles: roles.filter((each) => wanted.roles.every((other) => other.name !== each)),
    databases: unknown.map(({ name: own, owner }) => ({ name: own, owner })),
  };
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

function isOurs(present: Present, prefix: string): boolean {
  return present.mark?.startsWith(prefix) ?? false;
}

function presentRoles(cluster: Cluster): Promise<Present[]> {
  return cluster.query(`SELECT rolname AS name, shobj_description(oid, 'pg_authid') AS mark FROM pg_roles`);
}

function presentDatabases(cluster: Cluster): Promise<(Present & { owner: string })[]> {
  return cluster.query(
    `SELECT datname AS name, pg_get_userbyid(datdba) AS owner, shobj_description(oid, 'pg_database') AS mark FROM pg_database`,
  );
}

async function ensureGroup(cluster: Cluster): Promise<void> {
  const [there] = await cluster.query(`SELECT 1 FROM pg_roles WHERE rolname = '${group}'`);
  if (there) return;
  await cluster.query(`CREATE ROLE ${group} NOLOGIN CREATEDB CREATEROLE BYPASSRLS REPLICATION`);
  await cluster.query(`GRANT pg_read_all_data, pg_write_all_data, pg_monitor TO ${group} WITH ADMIN OPTION`);
}

async function ensureRole(cluster: Cluster, role: Wanted["roles"][number], present: readonly Present[]): Promise<void> {
  const { password } = role;
  const digest = createHash("sha256")
    .update(password ?? "")
    .digest("hex")
    .slice(0, 16);
  const wantedMark = `${mark.role}:${digest}`;
  const found = present.find((each) => each.name === role.name);
  if (found?.mark === wantedMark) return;
  const rights = `${password === null ? "NOLOGIN" : "LOGIN"} INHERIT CREATEDB CREATEROLE BYPASSRLS`;
  const secret = password === null ? "PASSWORD NULL" : `PASSWORD ${text(password)}`;
  await cluster.query(`${found ? "ALTER" : "CREATE"} ROLE ${name(role.name)} ${rights} ${secret}`);
  if (!found) await cluster.query(`GRANT ${group} TO ${name(role.name)}`);
  await cluster.query(`COMMENT ON ROLE ${name(role.name)} IS ${text(wantedMark)}`);
}

async function ensureDatabase(
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

async function dropDatabases(cluster: Cluster, wanted: Wanted, present: readonly Present[]): Promise<void> {
  const ids = new Set(wanted.databases.map(({ id }) => mark.database + String(id)));
  const names = new Set(wanted.databases.map((each) => each.name));
  const isKept = (each: Present): boolean => ids.has(each.mark ?? "") || names.has(each.name);
  const gone = present.filter((each) => isOurs(each, mark.database) && !isKept(each));
  for (const each of gone) await cluster.query(`DROP DATABASE ${name(each.name)} WITH (FORCE)`);
}

/** What a role owned goes with it: the control plane refuses to delete those that own databases. */
async function dropRoles(cluster: Cluster, wanted: Wanted, present: readonly Present[]): Promise<void> {
  const kept = new Set([...wanted.roles.map((each) => each.name), group]);
  const gone = present.filter((each) => isOurs(each, mark.role) && !kept.has(each.name));
  for (const each of gone) {
    for (const database of wanted.databases) {
      const client = await cluster.connect(database.name);
      await client.query(`DROP OWNED BY ${name(each.name)} CASCADE`);
      await client.end();
    }
    await cluster.query(`DROP ROLE ${name(each.name)}`);
  }
}

async function setSettings(cluster: Cluster, settings: Wanted["settings"]): Promise<void> {
  const now = `SELECT name FROM pg_file_settings WHERE sourcefile LIKE '%postgresql.auto.conf'`;
  const set = await cluster.query<{ name: string }>(now);
  if (set.length === 0 && Object.keys(settings).length === 0) return;
  await cluster.query("ALTER SYSTEM RESET ALL");
  for (const [key, value] of Object.entries(settings))
    await cluster.query(`ALTER SYSTEM SET ${name(key)} = ${text(value)}`);
  await cluster.query("SELECT pg_reload_conf()");
}
