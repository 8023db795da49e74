import { milliseconds, minutes, type Duration } from "./duration.ts";
import { listOf, parseRecurrence, type RecurrenceParts } from "./recurrence-grammar.ts";
import { startsOf } from "./recurrence-starts.ts";
import {
  parseWallClock,
  toInstant,
  toWallClock,
  wallDay,
  wallStretch,
  zoneNamed,
  type WallClock,
} from "./recurrence-wall-clock.ts";

/** Planned work as the model writes it. */
export interface PlannedWork {
  /** IANA zone of `start`. */
  readonly timeZone: string;
  /** Wall clock, `YYYY-MM-DDTHH:mm`. */
  readonly start: string;
  readonly duration: Duration;
  /** RFC 5545; absent: once. */
  readonly recurrence?: string | undefined;
}

/** A stretch, or a series of them, that costs no error budget, in the form Datadog takes. */
export interface BudgetExemption {
  /** Lasting id within the work: `once`, `series`, or the weekday such as `mo`. */
  readonly id: string;
  /** Start of the first one, seconds since 1970 UTC. */
  readonly start: number;
  /** End of the only one, seconds since 1970 UTC; absent for a series. */
  readonly end?: number;
  /** Recurrence with FREQ, INTERVAL, COUNT and UNTIL only; absent for one stretch. */
  readonly rrule?: string;
  /** Length of each of a series, seconds. */
  readonly durationSeconds?: number;
}

/** The exemptions of planned work, or why Datadog cannot hold them. */
export type BudgetExemptions =
  | { readonly ok: true; readonly exemptions: readonly BudgetExemption[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Exemptions from the error budget for planned work. Datadog's SLO corrections know FREQ, INTERVAL, COUNT and UNTIL, so weekly
 * work on several weekdays becomes one series each; what cannot be said that way is refused, never half said.
 */
export function budgetExemptions(work: PlannedWork): BudgetExemptions {
  const zone = zoneNamed(work.timeZone);
  const start = parseWallClock(work.start);
  if (work.recurrence === undefined) {
    const { from, to } = wallStretch(start, milliseconds(work.duration), zone);
    return { ok: true, exemptions: [{ id: "once", start: from / 1000, end: to / 1000 }] };
  }
  const parsed = parseRecurrence(work.recurrence);
  if (!parsed.ok) return parsed;
  const reason = whyUnsupported(parsed.parts);
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, exemptions: seriesOf(parsed.parts, start, work) };
}

function seriesOf(parts: RecurrenceParts, start: WallClock, { timeZone, duration }: PlannedWork): BudgetExemption[] {
  const zone = zoneNamed(timeZone);
  const rrule = kept.flatMap((name) => (parts.has(name) ? [`${name}=${String(parts.get(name))}`] : [])).join(";");
  const series = (id: string, first: WallClock): BudgetExemption => ({
    id,
    start: toInstant(first, zone) / 1000,
    rrule,
    durationSeconds: milliseconds(duration) / 1000,
  });
  const days = listOf(parts, "BYDAY");
  if (days.length === 0) return [series("series", start)];
  const weeks = Number(parts.get("INTERVAL") ?? 1) + 1;
  const found = startsOf(parts, start, zone).between(start, start + weeks * 7 * wallDay);
  return days.flatMap((day) => {
    const first = found.find((wall) => weekdays[new Date(wall).getUTCDay()] === day);
    return first === undefined ? [] : [series(day.toLowerCase(), first)];
  });
}

/**
 * Wall clock `YYYY-MM-DDTHH:mm:00` of the first occurrence of recurring work that starts after `at`; `undefined` where there is none
 * within ten years.
 */
export function nextOccurrence(work: PlannedWork, at: Date): string | undefined {
  const zone = zoneNamed(work.timeZone);
  const parsed = parseRecurrence(work.recurrence ?? "");
  if (!parsed.ok) return undefined;
  const now = toWallClock(at.getTime(), zone);
  const starts = startsOf(parsed.parts, parseWallClock(work.start), zone);
  const years = [1, 10].map((count) => starts.between(now + 60_000, now + count * 366 * wallDay)[0]);
  const next = years.find((wall) => wall !== undefined);
  return next === undefined ? undefined : new Date(next).toISOString().slice(0, 19);
}

/** Length of planned work as Datadog's downtimes write it: whole minutes, rounded up. */
export function downtimeLength(work: PlannedWork): string {
  return `${String(Math.ceil(minutes(work.duration)))}m`;
}

const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const kept = ["FREQ", "INTERVAL", "COUNT", "UNTIL"];

function whyUnsupported(parts: RecurrenceParts): string | undefined {
  const beyond = [...parts.keys()].filter((name) => !kept.includes(name) && name !== "WKST");
  if (beyond.length === 0) return undefined;
  const days = listOf(parts, "BYDAY");
  const isPlainWeek =
    parts.get("FREQ") === "WEEKLY" && beyond.join() === "BYDAY" && days.every((day) => day.length === 2);
  if (!isPlainWeek) return `SLO corrections cannot hold ${beyond.join(", ")} here`;
  return parts.has("COUNT") ? "SLO corrections cannot hold COUNT together with BYDAY" : undefined;
}
