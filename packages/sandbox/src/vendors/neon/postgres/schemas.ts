import type { HistoryPoint } from "../data-plane.ts";
import { presentDatabases } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import type { Fleet } from "./fleet.ts";
import type { Histories } from "./histories.ts";
import type { Jobs } from "./jobs.ts";
import { schemaQueries } from "./schema-queries.ts";
import type { Statement } from "./schema-statements.ts";

/** What {@link Schemas} works with. */
export interface SchemasArgs {
  readonly histories: Histories;
  readonly jobs: Jobs;
  readonly fleet: Fleet;
  /** Starts the database of a branch. */
  readonly wake: (branch: string) => Promise<Cluster>;
}

/** Tells the schemas of databases, as they are and as they were (facts/endpoints.md section 5, `compare_schema`). */
export class Schemas {
  readonly #args: SchemasArgs;

  constructor(args: SchemasArgs) {
    this.#args = args;
  }

  /** The schema of a branch's database now or at a point; empty for one that nothing was stored in by then. */
  schemaOf(branch: string, database: string, point: HistoryPoint | undefined): Promise<string> {
    const { histories, jobs, fleet, wake } = this.#args;
    const project = histories.branch(branch)?.parent ?? "";
    return jobs.run(project, async () => {
      if (point === undefined) return schemaText(await wake(branch), database);
      return (await fleet.glance(point, (cluster) => pastText(cluster, database))) ?? "";
    });
  }
}

/** A database that the branch has may have been made of nothing after the point. */
async function pastText(cluster: Cluster, database: string): Promise<string> {
  const present = await presentDatabases(cluster);
  return present.some(({ name }) => name === database) ? schemaText(cluster, database) : "";
}

/** All statements of one moment, every name with its schema. */
async function schemaText(cluster: Cluster, database: string): Promise<string> {
  const client = await cluster.connect(database);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SET LOCAL search_path = ''");
    const found = [];
    for (const query of schemaQueries) found.push(...(await client.query<Statement>(query)).rows);
    return found.map(written).join("");
  } finally {
    await client.end();
  }
}

/** A statement in the form of Postgres' own dumps, without owners. */
function written({ type, schema, name, text }: Statement): string {
  return `--\n-- Name: ${name}; Type: ${type}; Schema: ${schema || "-"}; Owner: -\n--\n\n${text}\n\n\n`;
}
