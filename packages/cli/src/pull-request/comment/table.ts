import type { Part } from "./part.ts";

/** What a part of a comment is made from. */
export interface TableArgs<T> {
  /** Heading in our own words. */
  readonly title: string;
  /** Titles of the columns. */
  readonly head: readonly string[];
  readonly rows: readonly T[];
  /** Cells of a row, escaped. */
  readonly cells: (row: T) => readonly string[];
  /** Folded parts show their title alone until somebody opens them. */
  readonly folded?: boolean;
  readonly weight?: number;
  /** Sentence below the title. */
  readonly note?: string;
}

/** A table with a title; nothing where it has no rows. */
export function tablePart<T>({ title, head, rows, cells, folded = false, weight = 1, note }: TableArgs<T>): Part[] {
  if (rows.length === 0) return [];
  const counted = `${title} (${String(rows.length)})`;
  const opening = folded ? ["<details>", `<summary>${counted}</summary>`, ""] : [`### ${counted}`, ""];
  const said = note === undefined ? [] : [note, ""];
  const line = (each: readonly string[]): string => `| ${each.join(" | ")} |`;
  return [
    {
      lead: [...opening, ...said, line(head), line(head.map(() => "---"))],
      rows: rows.map((row) => () => line(cells(row))),
      tail: folded ? ["", "</details>", ""] : [""],
      rest: (count) => line([`_and ${String(count)} more: see the whole review_`, ...head.slice(1).map(() => "")]),
      weight,
    },
  ];
}

/** Lines that are always shown whole. */
export function fixedPart(...lines: readonly string[]): Part {
  return { lead: lines, rows: [], tail: [], rest: () => "", weight: 0 };
}
