/** Runbooks that pages and tickets point to, below the organisation's `runbookBase` (O2, O3). Key: last part of the address. */
export const runbooks = {
  "slo-burn": "The error budget burns too fast",
  "error-budget": "The error budget is nearly spent",
  "missing-data": "A service sends no data",
  errors: "Too many requests fail",
  latency: "Answers are too slow",
  saturation: "Capacity is nearly used up",
  traffic: "Hardly anybody gets through",
  "auth-failures": "Sign-ins are refused",
  "blocked-workflow": "A workflow is blocked",
  "video-failure": "The video provider fails",
  "queue-backlog": "A queue is not worked off",
  "dependency-failure": "Something outside fails",
  "database-connections": "Database connections run out",
  "database-storage": "Database storage runs out",
  "database-compute": "Database compute runs out",
  "database-replication": "The read replica is behind",
  business: "The business figure drops",
  cost: "The budget is used up",
  "smoke-failed": "The smoke suite fails",
} as const;

/** Id of a runbook. */
export type RunbookId = keyof typeof runbooks;

/** Address of a runbook. */
export function runbookUrl(base: string, id: RunbookId): string {
  return `${base.replace(/\/+$/, "")}/${id}`;
}
