import pg from "pg";
import { z } from "zod";
import type { Service } from "./service.ts";
import type { Vendors } from "./vendors.ts";

const databases = z.object({ databases: z.array(z.object({ name: z.string(), owner_name: z.string() })).min(1) });
const uri = z.object({ uri: z.string() });

/** Asks a service's database, by the connection string that Neon gives, for one row. */
export async function askDatabase<S extends z.ZodType>(
  vendors: Vendors,
  { database: { project, branch } }: Service,
  schema: S,
  text: string,
  values: readonly string[] = [],
): Promise<z.output<S>> {
  const at = `/api/v2/projects/${project}`;
  const found = await vendors.ask("neon", `GET ${at}/branches/${branch}/databases`, databases);
  const { name = "", owner_name: owner = "" } = found.databases[0] ?? {};
  const which = new URLSearchParams({ branch_id: branch, database_name: name, role_name: owner });
  const { uri: connectionString } = await vendors.ask("neon", `GET ${at}/connection_uri?${which.toString()}`, uri);
  const session = new pg.Client({ connectionString });
  await session.connect();
  try {
    return schema.parse((await session.query(text, [...values])).rows[0]);
  } finally {
    await session.end();
  }
}

/** Tables that the reference applications write to. */
const tables: Readonly<Record<string, string>> = { "bridge-api": "orders", web: "sessions" };

/** Rows in a service's database that one run of visitors wrote. */
export async function storedBy(vendors: Vendors, service: Service, run: string): Promise<number> {
  const text = `SELECT count(*)::int AS count FROM ${tables[service.name] ?? ""} WHERE client_id LIKE $1`;
  return (await askDatabase(vendors, service, z.object({ count: z.number() }), text, [`${run}-%`])).count;
}

/** Orders of `bridge-api`. */
export interface Orders {
  readonly all: number;
  /** Of them stored with another quantity than the visitors ordered: they order one each. */
  readonly wrong: number;
}

/** Counts the orders. */
export async function countOrders(vendors: Vendors, service: Service): Promise<Orders> {
  const text = "SELECT count(*)::int AS all, (count(*) FILTER (WHERE quantity <> 1))::int AS wrong FROM orders";
  return askDatabase(vendors, service, z.object({ all: z.number(), wrong: z.number() }), text);
}
