import Table from "cli-table3";
import type { Host } from "./host.ts";

/** Columns that are aligned to the right: numbers. */
export interface TableOptions {
  /** Index of the first column with numbers; all after it too. Default none. */
  readonly numbersFrom?: number;
}

/** A table of text with one rule below its head; colours only where the host wants them. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  host: Pick<Host, "colour">,
  options: TableOptions = {},
): string {
  const from = options.numbersFrom ?? head.length;
  const style = { ...(host.colour ? { head: ["bold"], border: ["gray"] } : { head: [], border: [] }), compact: true };
  const table = new Table({
    head: [...head],
    style,
    colAligns: head.map((_, index) => (index >= from ? "right" : "left")),
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}
