import { definePlanRule } from "./define-plan-rule.ts";

/** How long evidence is kept is a rule, not a habit (P5). */
export const requireRetention = definePlanRule({
  id: "plan-retention-require-days",
  title: "Each compliance class in use keeps logs for the days demanded, and archives outlast them",
  cause:
    "A class is not declared, keeps logs for less than the pack's `minimumLogRetentionDays`, or its archive ends before its logs.",
  why: "The auditor asks for last quarter's deployment, and the logs were deleted after a week.",
  fix: "Raise the days in organization.complianceClasses.",
  requirements: ["P5"],
  severity: "medium",
  levels: { development: "advisory", drill: "advisory" },
  tags: ["retention"],
  check: ({ serviceFacts, rulesRepository, complianceClasses }, { settings: { minimumLogRetentionDays: least } }) => {
    const used = new Set([
      ...Object.values(serviceFacts).map(({ complianceClass }) => complianceClass),
      rulesRepository.complianceClass,
    ]);
    return [...used].flatMap((id) => {
      const found = complianceClasses[id];
      if (found === undefined) return [`compliance class "${id}" is not declared`];
      const { logRetentionDays: logs, archiveRetentionDays: archive } = found;
      return [
        ...(logs >= least ? [] : [`class "${id}" keeps logs for ${String(logs)} days, ${String(least)} are needed`]),
        ...(archive === 0 || archive >= logs
          ? []
          : [`class "${id}" archives for ${String(archive)} days, logs are kept for ${String(logs)}`]),
      ];
    });
  },
});
