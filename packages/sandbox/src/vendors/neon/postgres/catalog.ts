import type { Cluster } from "./cluster.ts";

/** What a branch is to have inside of Postgres. */
export interface Wanted {
  readonly roles: readonly { readonly name: string; readonly password: string | null }[];
  readonly databases: readonly { readonly id: number; readonly name: string; readonly owner: string }[];
  /** Settings of the writing compute. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A role or database that is there, with its comment, by which we know ours. */
export interface Present {
  readonly name: string;
  readonly mark: string | null;
}

/** Comments of what is ours begin with these; databases' go on with their number. */
export const mark = { role: "neon", database: "neon:" } as const;

/** Whether something was made for the control plane, not by SQL. */
export function isOurs(present: Present, prefix: string): boolean {
  return present.mark?.startsWith(prefix) ?? false;
}

/** Roles of a cluster. */
export function presentRoles(cluster: Cluster): Promise<Present[]> {
  return cluster.query(`SELECT rolname AS name, shobj_description(oid, 'pg_authid') AS mark FROM pg_roles`);
}

/** Databases of a cluster. */
export function presentDatabases(cluster: Cluster): Promise<(Present & { owner: string })[]> {
  return cluster.query(
    `SELECT datname AS name, pg_get_userbyid(datdba) AS owner, shobj_description(oid, 'pg_database') AS mark FROM pg_database`,
  );
}
