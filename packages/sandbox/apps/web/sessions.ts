import { z } from "zod";
import type { Database } from "../shared/database.ts";
import { clientId, read } from "../shared/fields.ts";
import { Refused } from "../shared/reply.ts";

/** Table of sessions. */
export const schema = `CREATE TABLE IF NOT EXISTS sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id text NOT NULL UNIQUE,
  page text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now()
);`;

/** A session as answers show it. */
export interface Session {
  readonly id: string;
  readonly clientId: string;
  readonly page: string;
}

interface Row {
  readonly id: string;
  readonly client_id: string;
  readonly page: string;
}

const newSession = z.strictObject({ clientId, page: z.string().min(1).max(200) });
const insert = "INSERT INTO sessions (client_id, page) VALUES ($1, $2) ON CONFLICT (client_id) DO NOTHING RETURNING *";

/** Sessions in the database; begun again with the same client id they are the same. (B5) */
export class Sessions {
  readonly #database: Database;
  readonly #corrupts: boolean;

  /** @param corrupts pages are not stored, though answers show them */
  constructor(database: Database, corrupts: boolean) {
    this.#database = database;
    this.#corrupts = corrupts;
  }

  /** Begins a session; `isNew` false: it was there. */
  async begin(body: unknown): Promise<{ readonly session: Session; readonly isNew: boolean }> {
    const given = read(newSession, body);
    const [made] = await this.#database.query<Row>(insert, [given.clientId, this.#corrupts ? "" : given.page]);
    if (made) return { session: { ...shown(made), page: given.page }, isNew: true };
    return { session: await this.find(given.clientId), isNew: false };
  }

  /** One session. @throws Refused 404 */
  async find(id: string | undefined): Promise<Session> {
    const [row] = await this.#database.query<Row>("SELECT * FROM sessions WHERE client_id = $1", [id]);
    if (!row) throw new Refused(404, "NOT_FOUND", "There is no such session.");
    return shown(row);
  }
}

function shown({ id, client_id, page }: Row): Session {
  return { id, clientId: client_id, page };
}
