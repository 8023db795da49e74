import type { Stage } from "@launchgate/core";
import type { RetentionPeriod } from "./wire.ts";

/** Days of each period that Vercel knows, from short to long. */
const periodDays: readonly (readonly [RetentionPeriod, number])[] = [
  ["1d", 1],
  ["1w", 7],
  ["1m", 30],
  ["2m", 60],
  ["3m", 90],
  ["6m", 180],
  ["1y", 365],
];

/** Days of each retention that the model knows. */
export const retentionDays: Readonly<Record<Stage["deploymentRetention"], number>> = {
  "1d": 1,
  "7d": 7,
  "30d": 30,
  "60d": 60,
  "90d": 90,
  "180d": 180,
  "1y": 365,
};

/** The shortest period of Vercel that keeps deployments for at least `days`; the longest, a year, where none does. */
export function periodOfAtLeast(days: number): RetentionPeriod {
  return periodDays.find(([, length]) => length >= days)?.[0] ?? "1y";
}
