import pg from "pg";
import { Refused } from "./reply.ts";

/** Connections of one server, and milliseconds to get one in: a database that sleeps wakes in that time. */
const bounds = { max: 5, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 10_000 };

/** The application's database. Its tables are made when it is used first; nothing connects before. */
export class Database {
  readonly #pool: pg.Pool | undefined;
  readonly #schema: string;
  #prepared: Promise<unknown> | undefined;

  /**
   * @param url connection string; absent: every use is refused
   * @param schema statements that make the tables, all of them `IF NOT EXISTS`
   */
  constructor(url: string | undefined, schema: string) {
    this.#schema = schema;
    this.#pool = url === undefined ? undefined : new pg.Pool({ connectionString: url, ...bounds });
    // A connection that breaks while it is idle is replaced by the next use.
    this.#pool?.on("error", () => undefined);
  }

  /** Share of connections in use, percent. */
  get connectionsPercent(): number {
    if (!this.#pool) return 0;
    return (100 * (this.#pool.totalCount - this.#pool.idleCount)) / bounds.max;
  }

  /** Runs one statement. @throws Refused 503 `DATABASE_UNAVAILABLE` where there is none or it cannot be reached */
  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const pool = this.#pool;
    if (!pool) throw new Refused(503, "DATABASE_UNAVAILABLE", "The server has no database: DATABASE_URL is not set.");
    try {
      await this.#prepare(pool);
      return (await pool.query<Row>(text, [...values])).rows;
    } catch (error) {
      // A class of SQLSTATE 22 or 23 is about the values; all else is about the database.
      const code = error instanceof pg.DatabaseError ? (error.code ?? "") : "";
      // A database that was put back to a time before its tables gets them anew.
      if (code === "42P01") this.#prepared = undefined;
      if (/^2[23]/.test(code)) throw new Refused(422, "INVALID", "The database refuses these values.");
      throw new Refused(503, "DATABASE_UNAVAILABLE", "The database does not answer.");
    }
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    await this.#pool?.end();
  }

  /** Two servers that begin at once do not make the tables at once. */
  async #prepare(pool: pg.Pool): Promise<void> {
    this.#prepared ??= pool.query(`BEGIN; SELECT pg_advisory_xact_lock(7316); ${this.#schema} COMMIT;`);
    try {
      await this.#prepared;
    } catch (error) {
      this.#prepared = undefined;
      throw error;
    }
  }
}
