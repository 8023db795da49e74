import { isOurs, mark, presentDatabases, presentRoles, type Wanted } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import { dropDatabases, ensureDatabase } from "./databases.ts";
import { name, text } from "./identifiers.ts";
import { dropRoles, ensureGroup, ensureRole } from "./roles.ts";

/** What was found in data that came from elsewhere, and is in no row. */
export interface Found {
  readonly roles: readonly string[];
  readonly databases: readonly { readonly name: string; readonly owner: string }[];
}

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

/** Gives a cluster the settings of its writing compute and no others. @throws Error for one that Postgres does not take */
export async function setSettings(cluster: Cluster, settings: Wanted["settings"]): Promise<void> {
  const now = `SELECT name FROM pg_file_settings WHERE sourcefile LIKE '%postgresql.auto.conf'`;
  const set = await cluster.query<{ name: string }>(now);
  if (set.length === 0 && Object.keys(settings).length === 0) return;
  await cluster.query("ALTER SYSTEM RESET ALL");
  for (const [key, value] of Object.entries(settings))
    await cluster.query(`ALTER SYSTEM SET ${name(key)} = ${text(value)}`);
  await cluster.query("SELECT pg_reload_conf()");
}
