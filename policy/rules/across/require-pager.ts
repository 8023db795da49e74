import { productionOnly, when } from "../../define-rule.ts";
import { defineServiceRule } from "./define-service-rule.ts";

/** Somebody is called for each service (O1). */
export const requirePager = defineServiceRule({
  id: "across-service-require-pager",
  title: "Each production service has a PagerDuty service of high urgency with an integration",
  cause: "The service has no PagerDuty service of high urgency, or nothing is integrated with it.",
  why: "The monitor fires into the void: customers are the alarm.",
  fix: "Set stages.<stage>.paging to people and services.<id>.pagerDuty.escalation.",
  requirements: ["O1", "O2"],
  severity: "critical",
  levels: productionOnly,
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/services-and-integrations",
  vendor: "pagerduty",
  needs: ["pagerduty:index/service:Service", "pagerduty:index/serviceIntegration:ServiceIntegration"],
  lacks: ({ id }, found, { graph }) => {
    const pagers = found.filter(
      (each) => each.type === "pagerduty:index/service:Service" && each.text("incidentUrgencyRule.urgency") !== "low",
    );
    if (pagers.length === 0) return [`nobody is paged for service "${id}"`];
    const integrated = pagers.some(
      (each) => graph.usersOf(each, "pagerduty:index/serviceIntegration:ServiceIntegration").length > 0,
    );
    return when(!integrated, `nothing reaches the pager of service "${id}"`);
  },
});
