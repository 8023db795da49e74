import type { Grouped } from "./evaluate.ts";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** Functions that read an earlier time: milliseconds by which. `timeshift` has its own number. */
const shifts: Readonly<Record<string, number>> = {
  hour_before: hour,
  day_before: day,
  week_before: 7 * day,
  month_before: 28 * day,
};

type PerValue = (value: number, numbers: readonly number[]) => number;

/** Functions of each value; a missing value is NaN. */
const perValue: Readonly<Record<string, PerValue>> = {
  default_zero: (value) => (Number.isNaN(value) ? 0 : value),
  abs: (value) => Math.abs(value),
  clamp_min: (value, [least = 0]) => (Number.isNaN(value) ? value : Math.max(value, least)),
  clamp_max: (value, [most = 0]) => (Number.isNaN(value) ? value : Math.min(value, most)),
};

/** Functions that are evaluated: those above. Source: Datadog docs, "Functions". */
export const functionNames: readonly string[] = [...Object.keys(shifts), ...Object.keys(perValue), "timeshift"];

/** Milliseconds by which a function looks back; 0 for others. `timeshift(query, -3600)` counts in seconds. */
export function shiftOf(name: string, [seconds = 0]: readonly number[]): number {
  return name === "timeshift" ? -seconds * second : (shifts[name] ?? 0);
}

/**
 * A function applied to every value of every group. `default_zero` makes a zero also where no series is at all: the query of a
 * monitor then has a value. [unverified] without groups.
 */
export function applied(name: string, numbers: readonly number[], given: Grouped, length: number): Grouped {
  const work = perValue[name];
  if (!work) return given;
  const all: Grouped =
    name === "default_zero" && given.size === 0 ? new Map([["*", new Float64Array(length).fill(NaN)]]) : given;
  return new Map([...all].map(([group, values]) => [group, values.map((value) => work(value, numbers))]));
}

/** Milliseconds within which a missing value of a gauge is drawn between its neighbours. Source: Datadog docs, "Interpolation". */
export const interpolationLimit = 5 * minute;
