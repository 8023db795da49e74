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
  /** Most rows that are shown; default all that fit. The others stand elsewhere, as the row after them says. */
  readonly most?: number;
  readonly elsewhere?: string;
  /** Sentence below the title. */
  readonly note?: string;
}

/** A table with a title; nothing where it has no rows. */
export function tablePart<T>({
  title,
  head,
  rows,
  cells,
  folded = false,
  weight = 1,
  note,
  ...limits
}: TableArgs<T>): Part[] {
  if (rows.length === 0) return [];
  const { most = rows.length, elsewhere = "the whole review" } = limits;
  const counted = `${title} (${String(rows.length)})`;
  const opening = folded ? ["<details>", `<summary>${counted}</summary>`, ""] : [`### ${counted}`, ""];
  const said = note === undefined ? [] : [note, ""];
  const line = (each: readonly string[]): string => `| ${each.join(" | ")} |`;
  return [
    {
      lead: [...opening, ...said, line(head), line(head.map(() => "---"))],
      rows: rows.slice(0, most).map((row) => () => line(cells(row))),
      tail: folded ? ["", "</details>", ""] : [""],
      left: Math.max(0, rows.length - most),
      rest: (count) => line([`_and ${String(count)} more: see ${elsewhere}_`, ...head.slice(1).map(() => "")]),
      weight,
    },
  ];
}

/** Lines that are always shown whole. */
export function fixedPart(...lines: readonly string[]): Part {
  return { lead: lines, rows: [], left: 0, tail: [], rest: () => "", weight: 0 };
}
