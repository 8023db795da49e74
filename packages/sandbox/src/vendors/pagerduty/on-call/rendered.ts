import type { Call } from "../../../http/message.ts";
import { shown } from "../references.ts";
import { localTime } from "../zone.ts";
import type { Stretch } from "./layer-hours.ts";
import type { Entry } from "./schedule-entries.ts";
import { spanOf } from "./span.ts";

/**
 * Entries as a schedule shows them when a range is asked for, with the share of it that is covered, in percent; without a range none.
 * Source: pagerduty.json /schedules/{id}, `since` and `until`.
 */
export function rendered(call: Call, zone: string, entries: (span: Stretch) => readonly Entry[]): object {
  const { query } = call.request;
  const isAsked = call.request.method === "GET" && query.has("since") && query.has("until");
  if (!isAsked) return { rendered_schedule_entries: [] };
  const span = spanOf(call);
  const found = entries(span);
  const covered = found.reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    rendered_schedule_entries: found.map(({ user, from, to }) => ({
      user: shown(call.world, "user", { id: user }),
      start: localTime(from, zone),
      end: localTime(to, zone),
    })),
    rendered_coverage_percentage: Math.round((covered / (span.to - span.from)) * 1000) / 10,
  };
}
