import { checkSpan, occurrencesBetween, type Duration, type RecurringSpan } from "@launchgate/core";
import { iso } from "../wire.ts";

/** One rule of a downtime. */
export interface Recurrence {
  readonly rrule: string;
  /** `30m`, `2h`, `1d`, `1w`. */
  readonly duration: string;
  /** Wall clock of the schedule's zone. */
  readonly start?: string | null;
}

/** When a downtime is: at times by rules, or once. */
export interface Schedule {
  readonly timezone?: string;
  readonly recurrences?: readonly Recurrence[];
  readonly start?: string | null;
  readonly end?: string | null;
}

/** What the clock makes of a downtime. */
export interface DowntimeStatus {
  readonly status: "active" | "canceled" | "ended" | "scheduled";
  /** The ongoing or else the next coming of one by rules. Source: datadog-v2.json DowntimeScheduleCurrentDowntimeResponse. */
  readonly current?: { readonly start: string; readonly end: string };
}

const day = 86_400_000;
/** How far the next coming is looked for: every rule that Datadog takes comes at least once a year. */
const farthest = 370 * day;
const units: Readonly<Record<string, string>> = { m: "minutes", h: "hours", d: "days", w: "weeks" };

/** A schedule without a start begins now; times are kept in UTC, those of rules in their zone. */
export function begun({ recurrences, timezone = "UTC", start, end }: Schedule, now: number): Schedule {
  if (!recurrences) {
    const ends = typeof end === "string" ? iso(Date.parse(end)) : null;
    return { start: iso(typeof start === "string" ? Date.parse(start) : now), end: ends };
  }
  const starting = (each: Recurrence): Recurrence => ({ ...each, start: each.start ?? iso(now).slice(0, 19) });
  return { timezone, recurrences: recurrences.map(starting) };
}

/** What is wrong with the rules of a schedule. The wording is [unverified]. */
export function recurrenceProblems(schedule: Schedule): readonly string[] {
  return spansOf(schedule)
    .map((span) => checkSpan(span))
    .filter((why) => why !== null)
    .map((why) => `Invalid recurrence: ${why}`);
}

/** Whether a downtime mutes now, by the clock: once, or by its rules. */
export function statusOf(
  { canceled, schedule }: { readonly canceled: string | null; readonly schedule: Schedule },
  now: number,
): DowntimeStatus {
  if (canceled !== null) return { status: "canceled" };
  if (schedule.recurrences) return recurringStatus(schedule, now);
  if (now < Date.parse(schedule.start ?? "")) return { status: "scheduled" };
  return { status: typeof schedule.end === "string" && now >= Date.parse(schedule.end) ? "ended" : "active" };
}

function recurringStatus(schedule: Schedule, now: number): DowntimeStatus {
  const comings = spansOf(schedule).flatMap((span) => {
    const [next] = occurrencesBetween(span, now, now + farthest);
    return next === undefined ? [] : [next];
  });
  const [next] = comings.toSorted((a, b) => a.from - b.from);
  if (next === undefined) return { status: "ended" };
  return {
    status: next.from <= now ? "active" : "scheduled",
    current: { start: iso(next.from), end: iso(next.to) },
  };
}

function spansOf({ recurrences = [], timezone = "UTC" }: Schedule): readonly RecurringSpan[] {
  return recurrences.map(({ rrule, duration, start }) => ({
    timeZone: timezone,
    start: (start ?? "").slice(0, 16),
    duration: `${duration.slice(0, -1)} ${units[duration.slice(-1)] ?? ""}` as Duration,
    recurrence: rrule.replace(/^RRULE:/, ""),
  }));
}
