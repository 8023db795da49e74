import { defineRule } from "../../define-rule.ts";

const PAGER = "launchgate:pagerduty:ServicePager";

/** Who is woken is who owns it (O1, O2). */
export const matchMonitorOwner = defineRule({
  id: "across-monitor-match-owner",
  title: "A monitor pages the PagerDuty service of the team that owns what it watches",
  cause:
    "The handle in the monitor's message is no pager of the stack, or that pager belongs to another team than the monitor's tag.",
  why: "The wrong team is woken, looks for an hour, and hands over to people who are still asleep.",
  fix: "Set services.<id>.owner; components/datadog and components/pagerduty write tag and handle from it.",
  requirements: ["O1", "O2"],
  severity: "high",
  types: ["datadog:index/monitor:Monitor", PAGER],
  tags: ["paging", "ownership"],
  link: "https://docs.datadoghq.com/integrations/pagerduty/",
  scope: "plan",
  check: (monitor, { graph, plan }) => {
    if (monitor.type === PAGER || plan.stage === null) return [];
    const handles = new Set(
      [...(monitor.text("message") ?? "").matchAll(/@pagerduty-([\w-]+)/g)].map(([, name]) => name ?? ""),
    );
    const team = monitor
      .texts("tags")
      .find((each) => each.startsWith("team:"))
      ?.slice("team:".length);
    return [...handles].flatMap((handle) => {
      const pager = graph
        .ofType(PAGER)
        .find((each) => [each.text("serviceName"), each.text("ticketServiceName")].includes(handle));
      if (pager === undefined) return [`@pagerduty-${handle} is no pager of this stack`];
      const owner = pager.text("owner");
      return owner === team
        ? []
        : [`@pagerduty-${handle} belongs to team "${String(owner)}", the monitor to "${String(team)}"`];
    });
  },
});
