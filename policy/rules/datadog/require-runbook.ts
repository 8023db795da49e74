import { defineRule, when } from "../../define-rule.ts";

/** Who is woken finds what to do (O2). */
export const requireRunbook = defineRule({
  id: "datadog-monitor-require-runbook",
  title: "A monitor that notifies somebody carries a runbook",
  cause:
    "The monitor's message notifies somebody with @, and neither its assets nor its message hold an https address of a runbook.",
  why: "At night nobody invents a procedure: a page without a runbook costs the minutes that the recovery time does not have.",
  fix: "Give the alert a runbook below organization.runbookBase; the components write it into assets and message.",
  requirements: ["O2", "B8"],
  severity: "high",
  types: ["datadog:index/monitor:Monitor"],
  tags: ["alerting", "runbook"],
  link: "https://docs.datadoghq.com/monitors/notify/#assets",
  scope: "resource",
  check: (monitor) => {
    const message = monitor.text("message") ?? "";
    if (!/(?:^|\s|\})@[\w-]+/.test(message)) return [];
    const runbooks = monitor.items("assets").filter((each) => each.text("category") === "runbook");
    const has = runbooks.some((each) => /^https:\/\/\S+$/.test(each.text("url") ?? ""));
    const name = monitor.text("name") ?? monitor.name;
    return when(
      !has && !/runbook:?\s+https:\/\/\S+/i.test(message),
      `monitor "${name}" notifies people without a runbook`,
    );
  },
});
