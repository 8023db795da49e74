import type { AccessLevel } from "../../seed.ts";

/**
 * Permissions of fine-grained tokens, as GitHub names them in `X-Accepted-GitHub-Permissions`. Source: GitHub docs,
 * "Permissions required for fine-grained personal access tokens".
 */
export const permissions = [
  "metadata",
  "administration",
  "actions",
  "actions_variables",
  "checks",
  "contents",
  "deployments",
  "environments",
  "issues",
  "pull_requests",
  "secrets",
  "statuses",
  "workflows",
  "vulnerability_alerts",
  "members",
  "organization_administration",
  "repository_hooks",
  "organization_hooks",
] as const;

/** What daily work may change: no settings, no secrets, no people. */
const dailyWork = new Set(["actions", "checks", "contents", "deployments", "issues", "pull_requests", "statuses"]);

/** Scopes of a token of a level. Writing includes reading. */
export function grants(access: AccessLevel): readonly string[] {
  const read = permissions.map((each) => `${each}:read`);
  const may = permissions.filter((each) => access === "admin" || (access === "write" && dailyWork.has(each)));
  return [...read, ...may.map((each) => `${each}:write`)];
}
