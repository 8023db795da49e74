import { days, type Problem } from "@launchgate/core";
import { retentionDays } from "./deployment-retention.ts";
import type { ProjectSettingsParts } from "./project-settings.ts";

/** What is wrong with a project: `vercel.retention-short`, `vercel.preview-in-production`, `vercel.unknown-class`. */
export function projectProblems(parts: ProjectSettingsParts): Problem[] {
  return [...retentionProblems(parts), ...previewProblems(parts), ...classProblems(parts)];
}

function retentionProblems({ stageId, stage }: ProjectSettingsParts): Problem[] {
  if (retentionDays[stage.deploymentRetention] >= days(stage.rollbackWindow)) return [];
  return [
    {
      code: "vercel.retention-short",
      path: `stages.${stageId}.deploymentRetention`,
      value: stage.deploymentRetention,
      expected: `at least the rollback window, ${stage.rollbackWindow}`,
      fix: "Keep deployments longer, or shorten the rollback window: a deleted deployment cannot be rolled back to.",
    },
  ];
}

function previewProblems({ stageId, stage }: ProjectSettingsParts): Problem[] {
  if (stage.kind !== "production" || stage.database.previewBranches === undefined) return [];
  return [
    {
      code: "vercel.preview-in-production",
      path: `stages.${stageId}.database.previewBranches`,
      value: stage.database.previewBranches.expiresAfter,
      expected: "absent in a stage of kind production",
      fix: "Move previewBranches to staging: code under review must not run in the production project.",
    },
  ];
}

function classProblems({ organization, serviceId, service }: ProjectSettingsParts): Problem[] {
  if (Object.hasOwn(organization.complianceClasses, service.complianceClass)) return [];
  return [
    {
      code: "vercel.unknown-class",
      path: `services.${serviceId}.complianceClass`,
      value: service.complianceClass,
      expected: `one of ${Object.keys(organization.complianceClasses).join(", ")}`,
      fix: "Name a class of organization.complianceClasses.",
    },
  ];
}
