import Table from "cli-table3";
import stringWidth from "string-width";
import { styled, type Host } from "./host.ts";

/** How a table is laid out. */
export interface TableOptions {
  /** Index of the first column with numbers, aligned to the right; all after it too. Default none. */
  readonly numbersFrom?: number;
}

/** Least width that the last column keeps when a table is made to fit, characters. */
const leastWidth = 16;

/** A table of text; where it is wider than the terminal its last column wraps. Colours only where the host wants them. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  host: Pick<Host, "colour" | "columns">,
  options: TableOptions = {},
): string {
  const from = options.numbersFrom ?? head.length;
  // Styled here and not by the library, which decides on colours by the environment.
  const style = { head: [], border: [], compact: true };
  const widths = columnWidths(head, rows);
  const excess = widths.reduce((sum, width) => sum + width + 1, 1) - host.columns;
  const natural = widths.at(-1) ?? 0;
  const last = Math.min(natural, Math.max(leastWidth, natural - excess));
  const table = new Table({
    head: head.map((title) => styled(host, "bold", title)),
    style,
    colAligns: head.map((_, index) => (index >= from ? "right" : "left")),
    ...(excess > 0 ? { colWidths: [...widths.slice(0, -1), last], wordWrap: true } : {}),
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

/** Natural width of each column with its padding of one on both sides. */
function columnWidths(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  return head.map(
    (title, index) => 2 + Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ""))),
  );
}
