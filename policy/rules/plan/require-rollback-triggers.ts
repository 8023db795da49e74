import { definePlanRule } from "./define-plan-rule.ts";

const sources = ["deployment", "slo", "auth-failures", "orchestration", "manual"] as const;

/** When one goes back is decided beforehand (B2, T4). */
export const requireRollbackTriggers = definePlanRule({
  id: "plan-rollback-require-triggers",
  title: "Every source of rollback triggers is declared, and one of them acts by itself",
  cause: "A source has no trigger in release.rollback.triggers, or none of them is automatic.",
  why: "In the incident people discuss whether it is bad enough, while the figures have said so for ten minutes.",
  fix: "Declare a trigger for each source; those of deployment and slo are automatic.",
  requirements: ["B2", "T4"],
  severity: "high",
  tags: ["rollback"],
  check: ({ rollback }) => {
    const triggers = Object.values(rollback.triggers);
    return [
      ...sources
        .filter((source) => !triggers.some((each) => each.source === source))
        .map((source) => `no trigger of a rollback comes from "${source}"`),
      ...(triggers.some(({ action }) => action === "automatic") ? [] : ["no trigger of a rollback acts by itself"]),
    ];
  },
});
