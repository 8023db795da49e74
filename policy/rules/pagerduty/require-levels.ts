import { defineRule, when } from "../../define-rule.ts";

/** Behind the first stands a second (O1). */
export const requireLevels = defineRule({
  id: "pagerduty-escalation-require-levels",
  title: "An escalation has two levels or more, and each reaches somebody",
  cause: "The policy has fewer rules than the pack's `minimumEscalationLevels`, or one without targets.",
  why: "The phone of the one on call is empty, and nobody else is ever told.",
  fix: "Add levels to onCall.escalations.<id>.",
  requirements: ["O1", "D4"],
  severity: "critical",
  types: ["pagerduty:index/escalationPolicy:EscalationPolicy"],
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/escalation-policies",
  scope: "resource",
  check: (policy, { settings: { minimumEscalationLevels: least } }) => {
    const name = policy.text("name") ?? policy.name;
    const levels = policy.items("rules");
    const empty = levels.findIndex((each) => each.items("targets").length === 0);
    return [
      ...when(
        levels.length < least,
        `escalation "${name}" has ${String(levels.length)} levels, ${String(least)} are needed`,
      ),
      ...when(empty >= 0, `level ${String(empty + 1)} of escalation "${name}" reaches nobody`),
    ];
  },
});
