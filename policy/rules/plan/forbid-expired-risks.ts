import { DateTime } from "luxon";
import { definePlanRule } from "./define-plan-rule.ts";

/** An accepted risk is accepted until a day (R8). */
export const forbidExpiredRisks = definePlanRule({
  id: "plan-risk-forbid-expired",
  title: "No accepted risk stands beyond its last day",
  cause: "The expiry of a risk has passed in the organisation's time zone, or cannot be read.",
  why: "The mitigation was agreed for a while; after that nobody has looked whether it still holds.",
  fix: "Close the risk, or have its owner look at it again and set a new day in release.risks.",
  requirements: ["R8"],
  severity: "high",
  tags: ["risk"],
  check: ({ risks, timeZone }, { now }) => {
    const today = DateTime.fromJSDate(now, { zone: timeZone }).toISODate() ?? "9999";
    return Object.entries(risks)
      .filter(([, { expires }]) => !(today <= expires))
      .map(([id, { expires, owner }]) => `risk "${id}" of ${owner} ended with ${expires}`);
  },
});
