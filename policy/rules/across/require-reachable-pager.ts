import { defineRule } from "../../define-rule.ts";

const LINK = "datadog:pagerduty/serviceObject:ServiceObject";

/** The alarm has a wire (O2). */
export const requireReachablePager = defineRule({
  id: "across-monitor-require-link",
  title: "Each pager that a monitor names is linked with Datadog",
  cause: "The message notifies @pagerduty-NAME and the stack has no Datadog service object of that NAME.",
  why: "Datadog drops a notification to a name that it does not know, and says so nowhere.",
  fix: "Let components/datadog/service-observability.ts link the pager, or correct the name.",
  requirements: ["O2", "O1"],
  severity: "critical",
  // Another program may link it.
  levels: { foreign: "advisory" },
  types: ["datadog:index/monitor:Monitor"],
  tags: ["paging"],
  link: "https://docs.datadoghq.com/integrations/pagerduty/",
  scope: "in-stack",
  check: (monitor, { graph }) => {
    const message = monitor.text("message") ?? "";
    const handles = new Set([...message.matchAll(/@pagerduty-([\w-]+)/g)].map(([, name]) => name ?? ""));
    const linked = graph.ofType(LINK).map((each) => each.text("serviceName"));
    return [...handles]
      .filter((each) => !linked.includes(each))
      .map((each) => `@pagerduty-${each} is not linked with Datadog`);
  },
});
