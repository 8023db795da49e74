/** Lengths of time that carry their unit in the value, so that no field needs guessing. */

const unitMilliseconds = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const;

type Unit = keyof typeof unitMilliseconds;

/**
 * A length of time: a whole or decimal number, a space and a unit, for example `"10 minutes"`, `"1 hour"`, `"30 days"`.
 * A day is 24 hours, a week 168. The compiler refuses other spellings in `stacks/`; the schema refuses them in overlays.
 */
export type Duration = `${number} ${Unit}` | `${number} ${Unit}s`;

const pattern = /^(\d+(?:\.\d+)?) (second|minute|hour|day|week)s?$/;

/** Whether `text` is a {@link Duration}. */
export function isDuration(text: string): text is Duration {
  return pattern.test(text);
}

/** Milliseconds in `duration`. Throws a RangeError for text that is not a {@link Duration}. */
export function milliseconds(duration: Duration): number {
  const match = pattern.exec(duration);
  if (!match) throw new RangeError(`"${duration}" is not a duration such as "10 minutes"`);
  return Math.round(Number(match[1]) * unitMilliseconds[match[2] as Unit]);
}

/** Seconds in `duration`, may be fractional. */
export function seconds(duration: Duration): number {
  return milliseconds(duration) / unitMilliseconds.second;
}

/** Minutes in `duration`, may be fractional. */
export function minutes(duration: Duration): number {
  return milliseconds(duration) / unitMilliseconds.minute;
}

/** Hours in `duration`, may be fractional. */
export function hours(duration: Duration): number {
  return milliseconds(duration) / unitMilliseconds.hour;
}

/** Days of 24 hours in `duration`, may be fractional. */
export function days(duration: Duration): number {
  return milliseconds(duration) / unitMilliseconds.day;
}

/** The shortest exact {@link Duration} for a number of milliseconds: 90 000 becomes `"90 seconds"`, 3 600 000 `"1 hour"`. */
export function toDuration(ms: number): Duration {
  const units: readonly Unit[] = ["week", "day", "hour", "minute", "second"];
  const unit = units.find((each) => ms >= unitMilliseconds[each] && ms % unitMilliseconds[each] === 0) ?? "second";
  const count = ms / unitMilliseconds[unit];
  return count === 1 ? `${count} ${unit}` : `${count} ${unit}s`;
}
