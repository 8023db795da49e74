import { collection } from "../../src/resource-table/resource.ts";
import type { Sandbox } from "../../src/index.ts";
import { resources } from "../../src/vendors/github/tables/index.ts";

/**
 * What is at the sandbox's GitHub: for each collection that holds something, what its rows say. Without the audit log, and without
 * the organisation, whose settings stay when the stack goes.
 */
export function inventory({ world }: Sandbox): Readonly<Record<string, readonly unknown[]>> {
  const own = resources.filter(({ name }) => name !== "organization");
  const held = own.map((row) => [row.name, world.store.all(collection(row)).map(({ data }) => data)] as const);
  return Object.fromEntries(held.filter(([, rows]) => rows.length > 0));
}
