import type { AccessLevel } from "../../seed.ts";

/** Things that PagerDuty's scopes are about. Source: developer docs, "Scoped OAuth". */
const subjects = [
  "abilities",
  "escalation_policies",
  "event_orchestrations",
  "incidents",
  "oncalls",
  "schedules",
  "services",
  "subscribers",
  "teams",
  "users",
  "users:contact_methods",
  "vendors",
  "audit_records",
] as const;

const dailyWork = new Set<string>(["incidents"]);

/** Scopes of a token of a level: full keys may everything, read-only keys only look. */
export function grants(access: AccessLevel): readonly string[] {
  const write = subjects.filter((each) => access === "admin" || (access === "write" && dailyWork.has(each)));
  return [...subjects.map((each) => `${each}.read`), ...write.map((each) => `${each}.write`)];
}
