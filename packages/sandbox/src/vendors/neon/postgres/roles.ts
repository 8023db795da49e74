import { createHash } from "node:crypto";
import { isOurs, mark, type Present, type Wanted } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import { name, text } from "./identifiers.ts";

/** What Neon's roles are members of. Source: Neon docs, "Manage roles". */
const group = "neon_superuser";

/** Makes the group of Neon's roles. */
export async function ensureGroup(cluster: Cluster): Promise<void> {
  const [there] = await cluster.query(`SELECT 1 FROM pg_roles WHERE rolname = '${group}'`);
  if (there) return;
  await cluster.query(`CREATE ROLE ${group} NOLOGIN CREATEDB CREATEROLE BYPASSRLS REPLICATION`);
  await cluster.query(`GRANT pg_read_all_data, pg_write_all_data, pg_monitor TO ${group} WITH ADMIN OPTION`);
}

/** Makes a role or gives it its password. The mark tells by a digest whether the password is the right one already. */
export async function ensureRole(
  cluster: Cluster,
  role: Wanted["roles"][number],
  present: readonly Present[],
): Promise<void> {
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

/** What a role owned goes with it: the control plane refuses to delete those that own databases. */
export async function dropRoles(cluster: Cluster, wanted: Wanted, present: readonly Present[]): Promise<void> {
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
