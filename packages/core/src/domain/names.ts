import { createHash } from "node:crypto";

/** Longest names that the vendors take, characters. Sources: the vendors' API references. */
export const nameLimits = {
  githubEnvironment: 255,
  githubTeam: 100,
  githubRuleset: 100,
  vercelProject: 52,
  vercelEdgeConfig: 32,
  neonProject: 64,
  neonBranch: 255,
  pagerDutyService: 255,
  pagerDutyEscalationPolicy: 255,
  datadogMonitor: 200,
} as const;

/** Kind of a name with a limit. */
export type NameKind = keyof typeof nameLimits;

/**
 * Joins `parts` with hyphens and keeps within the vendor's limit: a name that is too long is cut and ends in a hyphen and
 * six hex digits of the digest of the whole, so that two long names with the same beginning stay apart.
 */
export function vendorName(kind: NameKind, ...parts: readonly string[]): string {
  const full = parts.join("-");
  const limit = nameLimits[kind];
  if (full.length <= limit) return full;
  const digest = createHash("sha256").update(full).digest("hex").slice(0, 6);
  return `${full.slice(0, limit - 7).replace(/-+$/, "")}-${digest}`;
}

/** Vercel project and Neon project of a service in a stage, such as `web-prod` (house decision 1). */
export function serviceStageName(kind: NameKind, serviceId: string, stageId: string): string {
  return vendorName(kind, serviceId, stageId);
}
