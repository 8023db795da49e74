import type { CompositeAlert, QueryAlert } from "./monitor-spec.ts";

/** A figure that is too low for the hour of the week. */
export interface UnusuallyLow extends Omit<CompositeAlert, "type" | "when" | "parts"> {
  /** A count, `sum:...as_count()`. */
  readonly count: string;
  /** Fewest an hour. */
  readonly floor: number;
}

/**
 * An alert on a floor that holds "in office hours" without a calendar: it speaks when the last hour is below the floor and the
 * same hour a week ago was not. Nights, weekends and quiet services are silent by themselves; total silence is what the
 * missing-data alert is for. It learns nothing in its first week.
 */
export function unusuallyLow({ count, floor, ...alert }: UnusuallyLow): CompositeAlert {
  const part = (suffix: string, title: string, query: string): QueryAlert => ({
    id: `${alert.id}-${suffix}`,
    title: `${alert.title} (${title})`,
    type: "query alert",
    severity: "part",
    summary: `Read by "${alert.title}" only.`,
    runbook: alert.runbook,
    query: `sum(last_1h):${query} < ${String(floor)}`,
    critical: floor,
    missing: "default",
  });
  return {
    ...alert,
    type: "composite",
    when: "first-without-second",
    parts: [
      part("now", "now", `default_zero(${count})`),
      part("week-ago", "a week ago", `default_zero(week_before(${count}))`),
    ],
  };
}
