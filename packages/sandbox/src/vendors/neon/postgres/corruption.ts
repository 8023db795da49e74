import path from "node:path";
import type pg from "pg";
import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Damage } from "../data-plane.ts";
import type { BranchData } from "../tables/branch.ts";
import type { Cluster } from "./cluster.ts";
import { placeOf } from "./connection-faults.ts";
import type { Histories } from "./histories.ts";
import type { Jobs } from "./jobs.ts";
import { wantedOf } from "./wanted.ts";

/** What {@link Corruption} works with. */
export interface CorruptionArgs {
  readonly world: World;
  readonly histories: Histories;
  readonly jobs: Jobs;
  /** Starts the database of a branch. */
  readonly wake: (branch: string) => Promise<Cluster>;
}

/** Damages data on request, so that a restore can be practised. (D1) */
export class Corruption {
  readonly #args: CorruptionArgs;

  constructor(args: CorruptionArgs) {
    this.#args = args;
  }

  /** Damages a share of the rows of default branches whose `/<project>/<branch>` fits a glob. */
  async corrupt(glob: string, share: number): Promise<Damage> {
    const { world, histories, jobs } = this.#args;
    const all = world.store.all<BranchData>("neon.branch");
    const used = all.filter(({ data }) => data.default && histories.of(data.id) !== undefined);
    const meant = used.filter((each) => path.matchesGlob(placeOf(each, world), glob));
    const done = meant.map((branch) => jobs.run(branch.parent ?? "", () => this.#corrupt(branch, share)));
    const damages = (await Promise.all(done)).flat();
    const sum = (name: keyof Damage): number => damages.reduce((total, each) => total + each[name], 0);
    return { rows: sum("rows"), damaged: sum("damaged") };
  }

  async #corrupt(branch: Entity<BranchData>, share: number): Promise<readonly Damage[]> {
    const cluster = await this.#args.wake(branch.data.id);
    const databases = wantedOf(branch, this.#args.world).databases.map(({ name }) => name);
    const damages = [];
    for (const database of databases) damages.push(...(await corruptDatabase(cluster, database, share)));
    return damages;
  }
}

interface Table {
  readonly path: string;
  /** What to set, as SQL; empty: no column can be damaged without breaking a rule of the table. */
  readonly changes: readonly string[];
}

/** Tables of a team, and how each column is damaged that no rule of the table watches: texts are turned round, numbers get another sign, JSON is emptied. */
const tablesQuery = `
  SELECT format('%I.%I', n.nspname, c.relname) AS path, ARRAY(
    SELECT format(CASE WHEN t.typname IN ('int2', 'int4', 'int8') THEN '%1$I = ~%1$I'
                       WHEN t.typname IN ('numeric', 'float4', 'float8') THEN '%1$I = -%1$I - 1'
                       WHEN t.typname IN ('json', 'jsonb') THEN '%1$I = ''{}'''
                       ELSE '%1$I = reverse(%1$I)' END, a.attname)
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
      AND t.typname IN ('text', 'varchar', 'int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'json', 'jsonb')
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> 'n' AND a.attnum = ANY (k.conkey))
      AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey))
    ORDER BY a.attnum) AS changes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind = 'r'`;

/** Damages a share of the rows of every table, spread evenly; rows of a table that has no such column are lost. */
async function corruptDatabase(cluster: Cluster, database: string, share: number): Promise<readonly Damage[]> {
  const client = await cluster.connect(database);
  try {
    // Neither triggers nor references are asked.
    await client.query("SET session_replication_role = replica");
    const { rows } = await client.query<Table>(tablesQuery);
    const damages = [];
    for (const table of rows) damages.push(await corruptTable(client, table, share));
    return damages;
  } finally {
    await client.end();
  }
}

async function corruptTable(client: pg.Client, { path, changes }: Table, share: number): Promise<Damage> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${path}`);
  const act = changes.length === 0 ? `DELETE FROM ${path}` : `UPDATE ${path} SET ${changes.join(", ")}`;
  const numbered = `SELECT ctid, row_number() OVER (ORDER BY ctid) AS turn FROM ${path}`;
  const which = `SELECT ctid FROM (${numbered}) AS r WHERE floor(turn * $1::float8) > floor((turn - 1) * $1::float8)`;
  const { rowCount } = await client.query(`${act} WHERE ctid IN (${which})`, [share]);
  return { rows: rows[0]?.count ?? 0, damaged: rowCount ?? 0 };
}
