import { LaunchgateError } from "../errors.ts";
import { isDuration, milliseconds, type Duration } from "./duration.ts";
import { parseRecurrence, type RecurrenceParts } from "./recurrence-grammar.ts";
import type { Interval } from "./recurrence-interval.ts";
import { whyImpossible, whyNeverOnWeekday } from "./recurrence-possible.ts";
import { startsOf, untilOf, type Starts } from "./recurrence-starts.ts";
import { parseWallClock, wallDay, wallStretch, zoneNamed, type WallClock, type Zone } from "./recurrence-wall-clock.ts";

/** A stretch of the wall clock that may come again: a freeze window, planned work, maintenance. */
export interface RecurringSpan {
  /** IANA zone whose wall clock `start`, `duration`, `recurrence` and `except` speak of. */
  readonly timeZone: string;
  /** First start, `YYYY-MM-DDTHH:mm`. With a recurrence it counts only if the recurrence itself yields it (RFC 5545). */
  readonly start: string;
  /** Length on the wall clock, 1 minute to 370 days. Whole days and hours alike: 22:00 for 10 hours ends at 08:00. */
  readonly duration: Duration;
  /** Value of an RRULE, such as `FREQ=WEEKLY;BYDAY=MO,TU`; absent: once. */
  readonly recurrence?: string | undefined;
  /** Days whose occurrences are left out, `YYYY-MM-DD`: the day of the start as the recurrence yields it. */
  readonly except?: readonly string[] | undefined;
}

/** One coming of a {@link RecurringSpan}, as milliseconds since 1970 UTC. */
export interface Occurrence extends Interval {
  /** Start as the recurrence yields it, `YYYY-MM-DDTHH:mm`; a clock change may have moved `from` forward. */
  readonly wallStart: string;
}

/** What a recurrence is judged against, both optional. */
export interface RecurrenceContext {
  /** First start, `YYYY-MM-DDTHH:mm`. Without it only what holds for every start is reported. */
  readonly start?: string;
  /** IANA zone of `start`; default UTC. Matters for UNTIL with Z only. */
  readonly timeZone?: string;
}

const tenYears = 3_653 * wallDay;
const shortest = 60_000;
const longest = 370 * wallDay;
/** Width of a change of the date line, the widest gap that a clock change has made, and a little more. */
const widestGap = 26 * 3_600_000;
const isDay = /^\d{4}-\d{2}-\d{2}$/;

const whyEmpty = (parts: RecurrenceParts, start: WallClock, zone: Zone): string | null => {
  if (untilOf(parts, zone) < start) return "UNTIL lies before the start";
  const weekday = whyNeverOnWeekday(parts, (new Date(start).getUTCDay() + 6) % 7);
  if (weekday !== null) return weekday;
  return startsOf(parts, start, zone).first(start + tenYears) === null
    ? "the recurrence yields no occurrence in ten years from the start"
    : null;
};

/**
 * What is wrong with a recurrence, one clause for people, or null: unknown, misplaced or repeated parts, DTSTART, COUNT=0, days that
 * never come, UNTIL before the start, no occurrence within ten years (rule code `calendar.impossible-recurrence`, L1).
 * Throws for a `start` or `timeZone` that is itself invalid.
 */
export function checkRecurrence(text: string, context: RecurrenceContext = {}): string | null {
  const parsed = parseRecurrence(text);
  if (!parsed.ok) return parsed.reason;
  const impossible = whyImpossible(parsed.parts);
  if (impossible !== null) return impossible;
  const zone = zoneNamed(context.timeZone ?? "UTC");
  if (context.start !== undefined) return whyEmpty(parsed.parts, parseWallClock(context.start), zone);
  const pattern = new Map([...parsed.parts].filter(([name]) => name !== "UNTIL" && name !== "INTERVAL"));
  return whyEmpty(pattern, Date.UTC(2024, 0, 1), zone);
}

interface Inspected {
  readonly reason: string | null;
  readonly starts: Starts;
}

const never: Starts = { between: () => [], first: () => null };
const once = (start: WallClock): Starts => ({
  between: (from, to) => (from <= start && start < to ? [start] : []),
  first: (limit) => (start < limit ? start : null),
});
const refused = (reason: string): Inspected => ({ reason, starts: never });

const inspectFields = (span: RecurringSpan): Inspected => {
  const zone = zoneNamed(span.timeZone);
  const start = parseWallClock(span.start);
  const { duration, recurrence } = span;
  if (typeof duration !== "string" || !isDuration(duration)) return refused("duration: not one such as 10 minutes");
  const length = milliseconds(duration);
  if (!(length >= shortest && length <= longest)) return refused("duration: outside 1 minute to 370 days");
  const except: unknown = span.except ?? [];
  if (!Array.isArray(except)) return refused("except: not a list of days");
  if (!except.every((day) => typeof day === "string" && isDay.test(day))) return refused("except: not all YYYY-MM-DD");
  if (recurrence === undefined) return { reason: null, starts: once(start) };
  const reason = checkRecurrence(recurrence, span);
  const parsed = parseRecurrence(recurrence);
  if (reason !== null || !parsed.ok) return refused(`recurrence: ${reason ?? "unreadable"}`);
  return { reason: null, starts: startsOf(parsed.parts, start, zone) };
};

const inspected = new Map<string, Inspected>();
const mostKept = 500;

/** Inspects a span once: the same text always means the same, and the search for a first occurrence is dear. */
const inspect = (span: RecurringSpan): Inspected => {
  const { timeZone, start, duration, recurrence = 0, except = 0 } = span;
  const key = JSON.stringify([timeZone, start, duration, recurrence, except]);
  const kept = inspected.get(key);
  if (kept) return kept;
  const made = inspectFields(span);
  if (inspected.size >= mostKept) inspected.clear();
  inspected.set(key, made);
  return made;
};

/** What is wrong with a span, one clause for people, or null. Never throws. */
export function checkSpan(span: RecurringSpan): string | null {
  try {
    return inspect(span).reason;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, "") : "not a span of time";
  }
}

/**
 * The occurrences of `span` that overlap the time from `from` to `to` (milliseconds), by start, not clipped. Throws
 * `calendar.invalid-span` for a span that {@link checkSpan} refuses.
 */
export function occurrencesBetween(span: RecurringSpan, from: number, to: number): Occurrence[] {
  const { reason, starts } = inspect(span);
  if (reason !== null) {
    throw new LaunchgateError({
      code: "calendar.invalid-span",
      message: `A calendar entry is invalid: ${reason}.`,
      fix: "Mend the field; `launchgate validate` tells where it stands.",
    });
  }
  const zone = zoneNamed(span.timeZone);
  const length = milliseconds(span.duration);
  const first = from + zone.offsetAt(from) - length - widestGap;
  const last = to + zone.offsetAt(to) + widestGap;
  return starts
    .between(first, last)
    .map((start) => ({ ...wallStretch(start, length, zone), wallStart: new Date(start).toISOString().slice(0, 16) }))
    .filter((each) => each.from < to && each.to > from && !(span.except ?? []).includes(each.wallStart.slice(0, 10)))
    .sort((a, b) => a.from - b.from);
}
