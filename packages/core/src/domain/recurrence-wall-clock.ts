import { DateTime, IANAZone } from "luxon";
import { LaunchgateError } from "../errors.ts";
import type { Interval } from "./recurrence-interval.ts";

/**
 * A reading of a wall clock, as the milliseconds at which a clock in UTC shows the same. Readings can be compared and added
 * to without a zone; {@link toInstant} says when a zone's clock shows them.
 */
export type WallClock = number;

const minute = 60_000;
const hour = 60 * minute;
/** A day of a wall clock, milliseconds. */
export const wallDay = 24 * hour;

/** A time zone with its offsets kept per UTC day, as asking the zone data is slow. */
export interface Zone {
  /** IANA name. */
  readonly name: string;
  /** Milliseconds that the zone's clock is ahead of UTC at `instant`. */
  readonly offsetAt: (instant: number) => number;
}

const zones = new Map<string, Zone>();
const keptDays = 20_000;

const makeZone = (name: string): Zone => {
  const data = IANAZone.create(name);
  const ask = (instant: number): number => data.offset(instant) * minute;
  const known = new Map<number, number>();
  const atDayStart = (day: number): number => {
    const kept = known.get(day);
    if (kept !== undefined) return kept;
    if (known.size >= keptDays) known.clear();
    const offset = ask(day * wallDay);
    known.set(day, offset);
    return offset;
  };
  return {
    name,
    offsetAt: (instant) => {
      const day = Math.floor(instant / wallDay);
      const offset = atDayStart(day);
      return offset === atDayStart(day + 1) ? offset : ask(instant);
    },
  };
};

/** The zone `name`. Throws `calendar.unknown-zone` where the zone data does not know it. */
export function zoneNamed(name: string): Zone {
  const kept = zones.get(name);
  if (kept) return kept;
  if (typeof name !== "string" || !IANAZone.isValidZone(name)) {
    throw new LaunchgateError({
      code: "calendar.unknown-zone",
      message: `"${name}" is not a time zone that this machine knows.`,
      fix: "Give an IANA time zone such as Europe/Berlin.",
    });
  }
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

/** The reading `YYYY-MM-DDTHH:mm`. Throws `calendar.invalid-wall-clock` for other text and for days that do not exist. */
export function parseWallClock(text: string): WallClock {
  const given = DateTime.fromFormat(text, "yyyy-MM-dd'T'HH:mm", { zone: "utc" });
  if (given.isValid) return given.toMillis();
  throw new LaunchgateError({
    code: "calendar.invalid-wall-clock",
    message: `"${text}" is not a wall-clock moment.`,
    fix: "Write it as YYYY-MM-DDTHH:mm, without an offset.",
  });
}

/** What the clock of `zone` shows at `instant` (milliseconds). */
export function toWallClock(instant: number, zone: Zone): WallClock {
  return instant + zone.offsetAt(instant);
}

/**
 * When the clock of `zone` shows `wall`: the first time where it shows it twice; where a clock change skips it, as much later
 * as the gap is wide (02:30 in a gap from 02:00 to 03:00 is 03:30).
 */
export function toInstant(wall: WallClock, zone: Zone): number {
  // Offsets lie between -12 and +14 hours, so these are in force before and after any change that touches `wall`.
  const before = zone.offsetAt(wall - 15 * hour);
  const after = zone.offsetAt(wall + 13 * hour);
  const early = wall - before;
  if (before === after || zone.offsetAt(early) === before) return early;
  const late = wall - after;
  return zone.offsetAt(late) === after ? late : early;
}

/**
 * One stretch of the wall clock in time. `length` is counted on the wall clock, whatever its unit: 22:00 for 10 hours ends when
 * the clock first shows 08:00, after 9, 10 or 11 hours. A skipped start moves forward first ({@link toInstant}) and the length
 * is counted from where it moved to, so that no stretch vanishes; the end is found by the same rule as the start.
 */
export function wallStretch(start: WallClock, length: number, zone: Zone): Interval {
  const from = toInstant(start, zone);
  return { from, to: toInstant(toWallClock(from, zone) + length, zone) };
}

/** `instant` as ISO 8601 with the offset of `zone`, such as `2026-10-05T09:00:00+02:00`. */
export function isoIn(instant: number, zone: Zone): string {
  const text = DateTime.fromMillis(instant, { zone: zone.name }).toISO({ suppressMilliseconds: true });
  if (text === null) throw new RangeError(`${String(instant)} is not a moment`);
  return text;
}

/**
 * Milliseconds of a moment given as Date or as ISO 8601 text with `Z` or an offset. Throws `calendar.invalid-instant` for
 * other text, text without an offset included: whose clock it was read from would be a guess.
 */
export function instantOf(moment: Date | string): number {
  const instant =
    moment instanceof Date
      ? moment.getTime()
      : typeof moment === "string" && /T.*(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(moment)
        ? DateTime.fromISO(moment).toMillis()
        : Number.NaN;
  if (Number.isFinite(instant)) return instant;
  throw new LaunchgateError({
    code: "calendar.invalid-instant",
    message: `"${moment instanceof Date ? "Invalid Date" : moment.slice(0, 60)}" is not a moment in time.`,
    fix: "Write it as ISO 8601 with an offset, such as 2026-10-05T09:00:00Z.",
  });
}
