import { DateTime } from "luxon";

/** The parts of one recurrence, keyed by their RFC 5545 name in upper case. */
export type RecurrenceParts = ReadonlyMap<string, string>;

/** A recurrence as far as its text alone tells: its parts, or what is wrong with them. */
export type ParsedRecurrence =
  { readonly ok: true; readonly parts: RecurrenceParts } | { readonly ok: false; readonly reason: string };

/** Most occurrences that COUNT may ask for; more would be expanded on every question. */
export const highestCount = 10_000;
/** Largest INTERVAL; ten years of days and more than any calendar needs. */
export const highestInterval = 3_660;

/** Weekdays from the first of the ISO week, as RFC 5545 writes them. */
export const weekdays: readonly string[] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
const weekday = `(?:${weekdays.join("|")})`;
const whole = /^\d{1,9}$/;

const isIn = (text: string, low: number, high: number, signed: boolean): boolean => {
  if (!(signed ? /^[+-]?\d{1,3}$/ : /^\d{1,3}$/).test(text)) return false;
  const value = signed ? Math.abs(Number(text)) : Number(text);
  return low <= value && value <= high;
};

const listIn = (low: number, high: number, signed: boolean, expected: string) => ({
  good: (text: string) => text.split(",").every((each) => isIn(each, low, high, signed)),
  expected,
});

const count = (high: number, expected: string) => ({
  good: (text: string) => whole.test(text) && Number(text) >= 1 && Number(text) <= high,
  expected,
});

/** Value of UNTIL: a day, a moment of the zone's clock, or a moment in UTC (RFC 5545, section 3.3.10). */
export interface Until {
  readonly kind: "day" | "clock" | "utc";
  /** Milliseconds at which a clock in UTC shows the text; the day's beginning for a day. */
  readonly shows: number;
}

/** Reads UNTIL; null for other text and for days and times that do not exist. */
export function parseUntil(text: string): Until | null {
  const match = /^(\d{8})(T\d{6})?(Z)?$/.exec(text);
  if (!match || (match[3] && !match[2])) return null;
  const format = match[2] ? "yyyyMMdd'T'HHmmss" : "yyyyMMdd";
  const shown = DateTime.fromFormat(`${match[1] ?? ""}${match[2] ?? ""}`, format, { zone: "utc" });
  return shown.isValid ? { kind: match[3] ? "utc" : match[2] ? "clock" : "day", shows: shown.toMillis() } : null;
}

/** What each part may hold (RFC 5545, section 3.3.10). */
const partRules: Readonly<Record<string, { good: (text: string) => boolean; expected: string }>> = {
  FREQ: {
    good: (text) => (frequencies as readonly string[]).includes(text),
    expected: "DAILY, WEEKLY, MONTHLY or YEARLY; for several times a day add BYHOUR",
  },
  INTERVAL: count(highestInterval, `1 to ${String(highestInterval)}`),
  COUNT: count(highestCount, `1 to ${String(highestCount)}`),
  UNTIL: {
    good: (text) => parseUntil(text) !== null,
    expected: "a day YYYYMMDD or a moment YYYYMMDDTHHmmss, with Z for UTC, that exists",
  },
  WKST: { good: (text) => new RegExp(`^${weekday}$`).test(text), expected: "a weekday such as MO" },
  BYDAY: {
    good: (text) =>
      text.split(",").every((each) => {
        const match = new RegExp(`^([+-]?\\d{1,2})?${weekday}$`).exec(each);
        return match !== null && (match[1] === undefined || isIn(match[1], 1, 53, true));
      }),
    expected: "weekdays such as MO,TU, or with a position such as 1MO or -1FR",
  },
  BYMONTH: listIn(1, 12, false, "months 1 to 12"),
  BYMONTHDAY: listIn(1, 31, true, "days 1 to 31, or -31 to -1 from the end of the month"),
  BYYEARDAY: listIn(1, 366, true, "days 1 to 366, or -366 to -1 from the end of the year"),
  BYWEEKNO: listIn(1, 53, true, "ISO weeks 1 to 53, or -53 to -1 from the end of the year"),
  BYSETPOS: listIn(1, 366, true, "positions 1 to 366, or -366 to -1 from the end"),
  BYHOUR: listIn(0, 23, false, "hours 0 to 23"),
  BYMINUTE: listIn(0, 59, false, "minutes 0 to 59"),
};

/** Why some names cannot stand here although RFC 5545 or a library has them. */
const refused: Readonly<Record<string, string>> = {
  DTSTART: "DTSTART is given by `start`, not in the recurrence",
  TZID: "TZID is given by `timeZone`, not in the recurrence",
  EXDATE: "EXDATE is given by `except`, not in the recurrence",
  RDATE: "RDATE is not a part of a recurrence; write a second window",
  BYSECOND: "BYSECOND is not taken: windows start on a full minute",
};

const judgePart = (name: string, value: string): string | null => {
  if (Object.hasOwn(refused, name)) return refused[name] as string;
  const rule = Object.hasOwn(partRules, name) ? partRules[name] : undefined;
  if (!rule) return `${name || "an empty part"} is not a part of a recurrence (RFC 5545)`;
  return rule.good(value) ? null : `${name}=${value.slice(0, 60)} is not allowed; expected ${rule.expected}`;
};

/** The values of a list part such as BYDAY; none where the part is missing. */
export function listOf(parts: RecurrenceParts, name: string): string[] {
  return parts.get(name)?.split(",") ?? [];
}

/** Splits a recurrence such as `FREQ=WEEKLY;BYDAY=MO,TU` into its parts and judges each one by itself. Lower case is taken too. */
export function parseRecurrence(text: string): ParsedRecurrence {
  const bad = (reason: string): ParsedRecurrence => ({ ok: false, reason });
  if (typeof text !== "string" || text.trim() === "") return bad("the recurrence is empty");
  if (text.length > 1_000) return bad("the recurrence is longer than 1,000 characters");
  if (/[\r\n]|^\s*(?:RRULE|EXRULE|DTSTART)[;:]/i.test(text)) {
    return bad("only the value of one RRULE is taken: no line breaks, no `RRULE:`, no DTSTART line");
  }
  const parts = new Map<string, string>();
  for (const piece of text.trim().toUpperCase().split(";")) {
    const [name = "", value = "", ...more] = piece.split("=");
    const reason = more.length > 0 ? `"${piece.slice(0, 60)}" has more than one "="` : judgePart(name, value);
    if (reason !== null) return bad(reason);
    if (parts.has(name)) return bad(`${name} stands more than once`);
    parts.set(name, value);
  }
  if (!parts.has("FREQ")) return bad("FREQ is missing; a recurrence begins with one, such as FREQ=WEEKLY");
  if (parts.has("COUNT") && parts.has("UNTIL")) return bad("COUNT and UNTIL exclude each other");
  return { ok: true, parts };
}
