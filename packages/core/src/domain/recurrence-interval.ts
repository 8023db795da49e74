/** A stretch of time in milliseconds since 1970 UTC: from `from` up to, not including, `to`. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Whether `instant` (milliseconds) lies within `interval`. */
export function holds(interval: Interval, instant: number): boolean {
  return interval.from <= instant && instant < interval.to;
}

/** The parts of `intervals` that lie between `from` and `to`; empty parts are left out, the rest keep their other fields. */
export function clip<T extends Interval>(intervals: readonly T[], from: number, to: number): T[] {
  return intervals
    .map((each) => ({ ...each, from: Math.max(each.from, from), to: Math.min(each.to, to) }))
    .filter((each) => each.from < each.to);
}

/** What at least one of `intervals` holds, in order, with overlapping and touching ones joined. */
export function unionOf(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((each) => each.from < each.to).sort((a, b) => a.from - b.from);
  const joined: Interval[] = [];
  for (const each of sorted) {
    const last = joined.at(-1);
    if (last && each.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, each.to) };
    else joined.push({ from: each.from, to: each.to });
  }
  return joined;
}

/**
 * What `intervals` hold and `holes` do not. `intervals` are in order and do not overlap, `holes` come from {@link unionOf};
 * each piece keeps the other fields of the interval it was cut from. Takes time linear in both lists.
 */
export function without<T extends Interval>(intervals: readonly T[], holes: readonly Interval[]): T[] {
  const pieces: T[] = [];
  let first = 0;
  for (const each of intervals) {
    while ((holes[first]?.to ?? Infinity) <= each.from) first += 1;
    let from = each.from;
    for (let at = first; (holes[at]?.from ?? Infinity) < each.to; at += 1) {
      const hole = holes[at] as Interval;
      if (hole.from > from) pieces.push({ ...each, from, to: hole.from });
      from = Math.max(from, hole.to);
    }
    if (from < each.to) pieces.push({ ...each, from });
  }
  return pieces;
}

/** What both lists hold; both are in order and without overlaps. Pieces keep the other fields of `intervals`. */
export function within<T extends Interval>(intervals: readonly T[], limits: readonly Interval[]): T[] {
  const pieces: T[] = [];
  let first = 0;
  for (const each of intervals) {
    while ((limits[first]?.to ?? Infinity) <= each.from) first += 1;
    for (let at = first; (limits[at]?.from ?? Infinity) < each.to; at += 1) {
      const limit = limits[at] as Interval;
      pieces.push({ ...each, from: Math.max(each.from, limit.from), to: Math.min(each.to, limit.to) });
    }
  }
  return pieces;
}
