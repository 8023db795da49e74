import { z } from "zod";
import type { Database } from "../shared/database.ts";
import { clientId, read } from "../shared/fields.ts";
import { Refused } from "../shared/reply.ts";

/** Tables of orders and of the notifications that wait. */
export const schema = `
CREATE TABLE IF NOT EXISTS orders (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id text NOT NULL UNIQUE,
  item text NOT NULL,
  quantity integer NOT NULL CHECK (quantity >= 0),
  source text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS notifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id uuid NOT NULL,
  body jsonb NOT NULL
);`;

/** An order as answers show it. */
export interface Order {
  readonly id: string;
  readonly clientId: string;
  readonly item: string;
  readonly quantity: number;
  readonly source: string;
}

interface Row {
  readonly id: string;
  readonly client_id: string;
  readonly item: string;
  readonly quantity: number;
  readonly source: string;
}

const quantity = z.number().int().min(1).max(1000);
const newOrder = z.strictObject({ clientId, item: z.string().min(1).max(200), quantity });
const change = z.strictObject({ item: newOrder.shape.item.optional(), quantity: quantity.optional() });
const id = z.uuid();

const insert = `
WITH made AS (
  INSERT INTO orders (client_id, item, quantity, source) VALUES ($1, $2, $3, $4)
  ON CONFLICT (client_id) DO NOTHING RETURNING *
), told AS (
  INSERT INTO notifications (order_id, body) SELECT id, jsonb_build_object('order', id, 'item', item) FROM made
)
SELECT * FROM made`;

/** Orders in the database. Writes are idempotent by the client's own id: sent again, they change nothing. (B5) */
export class Orders {
  readonly #database: Database;
  readonly #stored: (quantity: number) => number;

  /** @param corrupts quantities are stored wrong, though answers show them right */
  constructor(database: Database, corrupts: boolean) {
    this.#database = database;
    this.#stored = (count) => (corrupts ? count * 10 : count);
  }

  /** Accepts an order; `isNew` false: it was there. @throws Refused 409 where the id was given to another order */
  async accept(body: unknown, source: string): Promise<{ readonly order: Order; readonly isNew: boolean }> {
    const given = read(newOrder, body);
    const values = [given.clientId, given.item, this.#stored(given.quantity), source];
    const [made] = await this.#database.query<Row>(insert, values);
    if (made) return { order: { ...shown(made), quantity: given.quantity }, isNew: true };
    const [kept] = await this.#database.query<Row>("SELECT * FROM orders WHERE client_id = $1", [given.clientId]);
    if (kept?.item !== given.item) throw new Refused(409, "CONFLICT", "The client id belongs to another order.");
    return { order: shown(kept), isNew: false };
  }

  /** One order. @throws Refused 404 */
  async find(given: string | undefined): Promise<Order> {
    return one(await this.#database.query<Row>("SELECT * FROM orders WHERE id = $1", [read(id, given)]));
  }

  /** The last hundred, newest first. */
  async list(): Promise<readonly Order[]> {
    return (await this.#database.query<Row>("SELECT * FROM orders ORDER BY created_at DESC, id LIMIT 100")).map(shown);
  }

  /** Changes an order; the same change again changes nothing. @throws Refused 404 */
  async change(given: string | undefined, body: unknown): Promise<Order> {
    const fields = read(change, body);
    const stored = fields.quantity === undefined ? null : this.#stored(fields.quantity);
    const text = "UPDATE orders SET item = coalesce($2, item), quantity = coalesce($3, quantity), updated_at = now()";
    const values = [read(id, given), fields.item ?? null, stored];
    const changed = one(await this.#database.query<Row>(`${text} WHERE id = $1 RETURNING *`, values));
    return { ...changed, quantity: fields.quantity ?? changed.quantity };
  }

  /** Takes an order away; one that is gone stays gone. */
  async remove(given: string | undefined): Promise<void> {
    await this.#database.query("DELETE FROM orders WHERE id = $1", [read(id, given)]);
  }
}

function one([row]: readonly Row[]): Order {
  if (!row) throw new Refused(404, "NOT_FOUND", "There is no such order.");
  return shown(row);
}

function shown({ client_id, ...row }: Row): Order {
  return { id: row.id, clientId: client_id, item: row.item, quantity: row.quantity, source: row.source };
}
