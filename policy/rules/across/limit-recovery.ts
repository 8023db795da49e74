import { hours, minutes } from "@launchgate/core";
import { defineRule, productionOnly, type Breach } from "../../define-rule.ts";
import { uses } from "./services-of.ts";

/** The times that were promised fit the times that are set (B4). */
export const limitRecovery = defineRule({
  id: "across-recovery-limit-times",
  title: "Escalation fits the recovery time, and restore history fits the recovery point",
  cause:
    "The second level of a service's escalation is called after the RTO, or a database keeps no history for the RPO.",
  why: "The promise of thirty minutes is broken before the second person has heard of the incident.",
  fix: "Shorten onCall.escalations.<id>.levels, lengthen the restore window, or promise what can be kept in release.rollback.",
  requirements: ["B4", "O1"],
  severity: "high",
  levels: productionOnly,
  types: ["launchgate:release:ReleasePlan", "neon:index:Project"],
  tags: ["recovery"],
  link: "https://support.pagerduty.com/main/docs/escalation-policies",
  scope: "stack-plan",
  check: (context): readonly Breach[] => {
    const { plan, graph } = context;
    const rto = minutes(plan.rollback.rto);
    const used = new Set(Object.values(plan.serviceFacts).map(({ escalation }) => escalation));
    const late = [...used].flatMap((id) => {
      const first = plan.escalations[id]?.levelMinutes[0];
      if (first === undefined) return [{ message: `escalation "${id}" is not declared` }];
      return first <= rto
        ? []
        : [
            {
              message: `escalation "${id}" calls its second level after ${String(first)} minutes, the RTO is ${plan.rollback.rto}`,
            },
          ];
    });
    const rpoSeconds = hours(plan.rollback.rpo) * 3600;
    const short = graph.ofType("neon:index:Project").filter((each) => {
      const kept = each.number("historyRetentionSeconds") ?? 0;
      return kept === 0 || kept < rpoSeconds;
    });
    return [
      ...(uses(context, "pagerduty") ? late : []),
      ...short.map((resource) => ({
        message: `"${resource.text("name") ?? resource.name}" keeps no history for the RPO of ${plan.rollback.rpo}`,
        resource,
      })),
    ];
  },
});
