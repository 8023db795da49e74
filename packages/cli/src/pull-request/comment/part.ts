/** A list of which as many rows are shown as fit. */
export interface Part {
  /** Lines before the rows, such as a heading and the head of a table. */
  readonly lead: readonly string[];
  /** Rows, the most important first; made when they are needed, for there may be ten thousand. */
  readonly rows: readonly (() => string)[];
  /** Rows that are left out anyway. */
  readonly left: number;
  /** Lines after the rows. */
  readonly tail: readonly string[];
  /** How what is left out is told: `and 12 more ...`, in the form of a row. */
  readonly rest: (count: number) => string;
  /** Share of the room relative to other parts. */
  readonly weight: number;
  /** Shown whole before any other part gets rows. */
  readonly first?: boolean;
}

/** How much text there may be. */
export interface Room {
  /** UTF-8 bytes; characters are never more. */
  readonly bytes: number;
}

/**
 * The text of the parts in their order, at most `bytes` long whatever they hold: rows are left out, and told as a number, before anything
 * else; where even the leads do not fit, whole parts at the end are left out and told by `more`. (issue 9, point 3)
 */
export function fitted(parts: readonly Part[], room: Room, more: (count: number) => string): string {
  const shown = partsThatFit(parts, room.bytes, more);
  const left = parts.length - shown.length;
  const rest = left === 0 ? [] : [more(left)];
  const used = shown.reduce((sum, part) => sum + frameBytes(part), 0) + bytesOf(rest);
  const counts = rowCounts(shown, room.bytes - used);
  const lines = shown.flatMap((part, index) => {
    const count = counts[index]?.length ?? 0;
    const missing = part.rows.length - count + part.left;
    return [...part.lead, ...(counts[index] ?? []), ...(missing > 0 ? [part.rest(missing)] : []), ...part.tail];
  });
  return [...lines, ...rest].join("\n");
}

function partsThatFit(parts: readonly Part[], bytes: number, more: (count: number) => string): readonly Part[] {
  const reserve = bytesOf([more(parts.length)]);
  const shown: Part[] = [];
  let used = 0;
  for (const part of parts) {
    used += frameBytes(part);
    if (used + reserve > bytes) return shown;
    shown.push(part);
  }
  return shown;
}

/** Rows of each part: in rounds, each round shares out what is left by weight, until all is shown or nothing more fits. */
function rowCounts(parts: readonly Part[], bytes: number): readonly (readonly string[])[] {
  const taken: string[][] = parts.map(() => []);
  let left = bytes;
  const take = (index: number, share: number): void => {
    const [part, rows] = [parts[index], taken[index]];
    let room = Math.min(share, left);
    while (part && rows && rows.length < part.rows.length) {
      const row = part.rows[rows.length]?.() ?? "";
      const size = bytesOf([row]);
      if (size > room) return;
      rows.push(row);
      room -= size;
      left -= size;
    }
  };
  for (const [index, part] of parts.entries()) if (part.first === true) take(index, left);
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0);
  const share = left;
  for (const [index, { weight }] of parts.entries()) take(index, (share * weight) / Math.max(1, weights));
  // What parts with few rows did not need goes to the others, the most important first.
  for (const index of parts.keys()) take(index, left);
  return taken;
}

function frameBytes({ lead, tail, rest, rows, left }: Part): number {
  return bytesOf([...lead, ...tail, ...(rows.length > 0 ? [rest(rows.length + left)] : [])]);
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
