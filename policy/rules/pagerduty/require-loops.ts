import { defineRule, when } from "../../define-rule.ts";

/** It rings again (O1). */
export const requireLoops = defineRule({
  id: "pagerduty-escalation-require-loops",
  title: "An escalation goes round at least once more",
  cause: "numLoops is 0 or not set.",
  why: "All levels slept through one round; the incident stays open and silent until morning.",
  fix: "Set onCall.escalations.<id>.loops.",
  requirements: ["O1"],
  severity: "high",
  types: ["pagerduty:index/escalationPolicy:EscalationPolicy"],
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/escalation-policies",
  scope: "resource",
  check: (policy) =>
    when(
      (policy.number("numLoops") ?? 0) < 1,
      `escalation "${policy.text("name") ?? policy.name}" goes round once only`,
    ),
});
