import rrule, { type Options } from "rrule";
import { listOf, parseUntil, weekdays, type RecurrenceParts } from "./recurrence-grammar.ts";
import { toWallClock, wallDay, type WallClock, type Zone } from "./recurrence-wall-clock.ts";

// The package is CommonJS without names that Node could see; its default is the whole module.
const { RRule } = rrule;

/** The wall-clock starts that a recurrence yields, in the library's floating form: UTC fields stand for the zone's clock. */
export interface Starts {
  /** Starts from `from` up to, not including, `to`, in order. */
  readonly between: (from: WallClock, to: WallClock) => WallClock[];
  /** The first start before `limit`, or null. */
  readonly first: (limit: WallClock) => WallClock | null;
}

type Frequency = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";

const firstDayOf = (parts: RecurrenceParts): number => weekdays.indexOf(parts.get("WKST") ?? "MO");

const startOfWeek = (wall: WallClock, firstDay: number): WallClock => {
  const day = Math.floor(wall / wallDay) * wallDay;
  return day - ((new Date(day).getUTCDay() + 13 - firstDay) % 7) * wallDay;
};

/**
 * `start` moved forward by whole intervals, as far as it can be without passing `from`. Exact: the interval's phase stays, and what
 * the library would read off the start is spelled out before ({@link explicit}).
 */
const jump = (parts: RecurrenceParts, start: WallClock, from: WallClock): WallClock => {
  if (from <= start) return start;
  const frequency = parts.get("FREQ") as Frequency;
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const [begin, now] = [new Date(start), new Date(from)];
  const years = now.getUTCFullYear() - begin.getUTCFullYear();
  const passed: Record<Frequency, number> = {
    YEARLY: years,
    MONTHLY: years * 12 + now.getUTCMonth() - begin.getUTCMonth(),
    WEEKLY: Math.floor((from - start) / (7 * wallDay)),
    DAILY: Math.floor((from - start) / wallDay),
  };
  const steps = (Math.floor(passed[frequency] / interval) - 1) * interval;
  if (steps <= 0) return start;
  const landing: Record<Frequency, () => WallClock> = {
    YEARLY: () => Date.UTC(begin.getUTCFullYear() + steps, 0, 1),
    MONTHLY: () => Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + steps, 1),
    WEEKLY: () => startOfWeek(start, firstDayOf(parts)) + steps * 7 * wallDay,
    DAILY: () => Math.floor(start / wallDay) * wallDay + steps * wallDay,
  };
  return landing[frequency]();
};

const explicit = (parts: RecurrenceParts, start: WallClock): Partial<Options> => {
  const frequency = parts.get("FREQ") as Frequency;
  const own = [...parts].filter(([name]) => name !== "UNTIL" && name !== "WKST");
  const at = new Date(start);
  const numbers = (name: string, otherwise: number): number[] =>
    parts.has(name) ? listOf(parts, name).map(Number) : [otherwise];
  const options: Partial<Options> = {
    ...RRule.parseString(own.map((pair) => pair.join("=")).join(";")),
    wkst: firstDayOf(parts),
    byhour: numbers("BYHOUR", at.getUTCHours()),
    byminute: numbers("BYMINUTE", at.getUTCMinutes()),
    bysecond: [0],
  };
  if (["BYDAY", "BYMONTHDAY", "BYYEARDAY"].some((name) => parts.has(name)) || frequency === "DAILY") return options;
  if (frequency === "WEEKLY") return { ...options, byweekday: [(at.getUTCDay() + 6) % 7] };
  const bymonthday = [at.getUTCDate()];
  if (frequency === "MONTHLY") return { ...options, bymonthday };
  return { ...options, bymonth: numbers("BYMONTH", at.getUTCMonth() + 1), bymonthday };
};

/**
 * The last wall-clock moment that UNTIL allows: text ending in Z is a moment in UTC (RFC 5545), other moments are the zone's
 * wall clock, and a day alone counts to its end.
 */
export function untilOf(parts: RecurrenceParts, zone: Zone): WallClock {
  const until = parseUntil(parts.get("UNTIL") ?? "");
  if (until === null) return Infinity;
  if (until.kind === "day") return until.shows + wallDay - 1;
  return until.kind === "utc" ? toWallClock(until.shows, zone) : until.shows;
}

/**
 * The starts of a recurrence that has passed `whyImpossible`. A question looks at the periods around its interval only, however
 * long ago `start` was; a recurrence with COUNT, 10,000 at most, is counted out once.
 */
export function startsOf(parts: RecurrenceParts, start: WallClock, zone: Zone): Starts {
  const options = explicit(parts, start);
  const until = untilOf(parts, zone);
  const run = (extra: Partial<Options>, from: WallClock, last: WallClock): WallClock[] => {
    const limits = { dtstart: new Date(from), until: new Date(Math.min(last, until)) };
    return new RRule({ ...options, ...limits, ...extra }, true).all().map((each) => each.getTime());
  };
  let counted: WallClock[] | undefined;
  const farthest = Date.UTC(9999, 0, 1);
  const all = (): WallClock[] => (counted ??= run({}, start, farthest));
  return {
    between: (from, to) => {
      if (to <= start || from > until) return [];
      const found = parts.has("COUNT") ? all() : run({}, jump(parts, start, from), to - 1);
      return found.filter((each) => from <= each && each < to);
    },
    first: (limit) => (start > until ? null : (run({ count: 1 }, start, limit - 1)[0] ?? null)),
  };
}
