import type { Call } from "../../../http/message.ts";
import { invalid } from "../../../http/refusal.ts";
import { momentOf } from "../zone.ts";
import type { Stretch } from "./layer-hours.ts";

const day = 86_400_000;

/** Longest time that can be asked for. Source: pagerduty.json, `since` and `until` of /oncalls and /schedules: [unverified] for schedules. */
const longest = 90 * day;

/**
 * The time that a request asks about by `since` and `until`. Default: now, and for on-calls the moment itself; a schedule without a range
 * shows nothing.
 *
 * @throws Refusal 400 where `until` is not after `since`, or more than 90 days later
 */
export function spanOf({ request: { query }, now }: Call, isMoment = false): Stretch {
  const since = query.get("since");
  const until = query.get("until");
  const from = since === null ? now : momentOf(since);
  const to = until === null ? from + (isMoment ? 1000 : 14 * day) : momentOf(until);
  if (from < to && to - from <= longest) return { from, to };
  const message = "The until must be after since, by 90 days at most";
  throw invalid("Range", { path: ["until"], code: "custom", message });
}
