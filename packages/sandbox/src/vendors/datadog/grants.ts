import type { AccessLevel } from "../../seed.ts";

/** Permissions that application keys are scoped to. Source: Datadog docs, "Datadog Role Permissions". */
const pairs = [
  "dashboards",
  "monitors",
  "slos",
  "synthetics",
  "teams",
  "logs_indexes",
  "logs_archives",
  "logs_metrics",
  "integrations",
  "user_access",
  "deployment_gates",
  "dora_metrics",
  "events",
  "timeseries",
  "monitor_config_policy",
  "synthetics_global_variable",
  "audit_logs",
] as const;

/** What daily work may change. */
const dailyWork = new Set<string>(["downtime", "slos_corrections", "dora_metrics", "events"]);

/** Scopes of a key of a level. `intake`: data may be sent, which the API key alone allows. */
export function grants(access: AccessLevel): readonly string[] {
  const subjects = [...pairs, "downtime", "slos_corrections"];
  const write = subjects.filter((each) => access === "admin" || (access === "write" && dailyWork.has(each)));
  return ["intake", ...subjects.map((each) => `${each}_read`), ...write.map((each) => `${each}_write`)];
}
