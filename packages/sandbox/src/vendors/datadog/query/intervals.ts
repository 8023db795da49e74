import type { Expression } from "./expression.ts";
import { metricsIn } from "./expression.ts";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** Interval of the points of a graph by its span. Source: Datadog docs, "Rollup: enforced intervals", from 10 seconds on. */
const steps = [
  { upTo: hour, interval: 10 * second },
  { upTo: 4 * hour, interval: minute },
  { upTo: day, interval: 5 * minute },
  { upTo: 2 * day, interval: 10 * minute },
  { upTo: 7 * day, interval: hour },
  { upTo: 30 * day, interval: 4 * hour },
  { upTo: Infinity, interval: day },
] as const;

/** Milliseconds of an interval: that of `.rollup(sum, 3600)` where a query has one, else by the span. */
export function intervalOf(expression: Expression, span: number): number {
  const asked = metricsIn(expression).map(({ rollup }) => (rollup?.seconds ?? 0) * second);
  const longest = Math.max(0, ...asked);
  return longest > 0 ? longest : (steps.find(({ upTo }) => span <= upTo)?.interval ?? day);
}
