import type { Slo } from "@launchgate/core";
import * as queries from "./queries.ts";
import type { TagSubject } from "./tags.ts";
import type { SloTimeframe } from "./wire.ts";

/** The counts of one objective. */
export interface SloQueries {
  readonly good: string;
  readonly bad: string;
  readonly all: string;
}

/** Counts of an objective's events: good ones, bad ones, all. `thresholdMilliseconds` is checked before (latency only). */
export function sloQueries(subject: Pick<TagSubject, "serviceId" | "stageId">, slo: Slo): SloQueries {
  if (slo.indicator === "availability") {
    return {
      good: queries.goodRequests(subject),
      bad: queries.failedRequests(subject),
      all: queries.allRequests(subject),
    };
  }
  const milliseconds = slo.thresholdMilliseconds ?? 0;
  return {
    good: queries.fastRequests(subject, milliseconds),
    bad: queries.slowRequests(subject, milliseconds),
    all: queries.timedRequests(subject),
  };
}

/** Datadog's name of a period. */
export const timeframes: Readonly<Record<Slo["period"], SloTimeframe>> = {
  "7 days": "7d",
  "30 days": "30d",
  "90 days": "90d",
};
