import { defineRule } from "../../define-rule.ts";

/** Nobody waits for half an hour (O1, B4). */
export const limitDelay = defineRule({
  id: "pagerduty-escalation-limit-delay",
  title: "A level waits 30 minutes at most before the next is called",
  cause: "escalationDelayInMinutes of a level is above 30, or not set.",
  why: "The recovery time is used up before the second person hears of it.",
  fix: "Shorten after in onCall.escalations.<id>.levels.",
  requirements: ["O1", "B4"],
  severity: "medium",
  types: ["pagerduty:index/escalationPolicy:EscalationPolicy"],
  tags: ["paging", "recovery"],
  link: "https://support.pagerduty.com/main/docs/escalation-policies",
  scope: "resource",
  check: (policy) =>
    policy
      .items("rules")
      .map((each) => each.number("escalationDelayInMinutes"))
      .filter((delay) => delay === undefined || delay > 30)
      .map(
        (delay) =>
          `a level of "${policy.text("name") ?? policy.name}" waits ${delay === undefined ? "for no stated time" : `${String(delay)} minutes`}`,
      ),
});
