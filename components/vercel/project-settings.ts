import { days, planHas, resolution, serviceStageName } from "@launchgate/core";
import type { Organization, Resolution, Service, Stage, Vendors } from "@launchgate/core";
import type { ProjectArgs } from "@pulumiverse/vercel";
import { periodOfAtLeast, retentionDays } from "./deployment-retention.ts";
import { functionRegion } from "./function-region.ts";
import { projectProblems } from "./project-problems.ts";
import { skewProtectionWithin } from "./skew-protection.ts";
import type { OidcIssuerMode, RetentionPeriod } from "./wire.ts";

/** What the settings of a project are made from. */
export interface ProjectSettingsParts {
  readonly organization: Organization;
  readonly serviceId: string;
  readonly service: Service;
  readonly stageId: string;
  readonly stage: Stage;
  readonly vendors: Vendors;
}

/** How long the deployments of a project are kept, by what became of them. */
export interface RetentionSettings {
  readonly expirationProduction: RetentionPeriod;
  readonly expirationPreview: RetentionPeriod;
  readonly expirationErrored: RetentionPeriod;
  readonly expirationCanceled: RetentionPeriod;
}

/** Everything about a project that follows from the model. */
export interface ProjectSettings {
  readonly project: ProjectArgs;
  readonly retention: RetentionSettings;
  /** Scheduled jobs run: in production only, else each stage would do the same work again. */
  readonly crons: boolean;
  /** Traffic moves by the ramp; a new deployment takes no production domain by itself. */
  readonly gated: boolean;
}

const issuerMode: OidcIssuerMode = "team";

/** Derives the settings and checks them; the problems are those of `projectProblems`. */
export function resolveProjectSettings(parts: ProjectSettingsParts): Resolution<ProjectSettings> {
  const { service, stage } = parts;
  const settings: ProjectSettings = {
    project: projectArgs(parts),
    retention: retentionSettings(parts),
    crons: service.vercel.crons && stage.kind === "production",
    gated: stage.traffic === "gated",
  };
  return resolution(settings, projectProblems(parts));
}

function projectArgs(parts: ProjectSettingsParts): ProjectSettings["project"] {
  const { service, stage } = parts;
  const { framework, rootDirectory, nodeVersion } = service.vercel;
  return {
    name: serviceStageName("vercelProject", parts.serviceId, parts.stageId),
    ...(framework === null ? {} : { framework }),
    ...(rootDirectory === undefined ? {} : { rootDirectory }),
    nodeVersion,
    ...gitArgs(parts),
    autoAssignCustomDomains: stage.traffic === "on-merge",
    automaticallyExposeSystemEnvironmentVariables: true,
    vercelAuthentication: { deploymentType: stage.deploymentProtection },
    oidcTokenConfig: { issuerMode },
    ...(planHas(parts.vendors, "rolling-releases")
      ? { skewProtection: skewProtectionWithin(stage.rollbackWindow) }
      : {}),
    resourceConfig: resourceConfig(service),
    customerSuccessCodeVisibility: false,
    directoryListing: false,
    protectedSourcemaps: true,
    prioritiseProductionBuilds: true,
  };
}

/**
 * Git builds deployments only where traffic follows the merge or pull requests get previews. A gated stage is deployed by the
 * pipeline alone, behind the approvals of its GitHub environment (P3).
 */
function gitArgs({ organization, service, stage }: ProjectSettingsParts): Partial<ProjectArgs> {
  const previews = stage.database.previewBranches !== undefined;
  return {
    gitRepository: {
      type: "github",
      repo: `${organization.githubOwner}/${service.repository.name}`,
      productionBranch: service.repository.defaultBranch,
    },
    gitProviderOptions: {
      createDeployments: stage.traffic === "on-merge" || previews,
      repositoryDispatchEvents: true,
      requireVerifiedCommits: stage.kind === "production",
    },
    gitForkProtection: true,
    previewDeploymentsDisabled: !previews,
    enablePreviewFeedback: previews,
    enableProductionFeedback: false,
  };
}

function resourceConfig(service: Service): NonNullable<ProjectArgs["resourceConfig"]> {
  const region = functionRegion(service.neon?.region);
  return { fluid: true, ...(region === undefined ? {} : { functionDefaultRegions: [region] }) };
}

/** Failed and cancelled builds are build artifacts: their days come from the compliance class (P5). */
function retentionSettings({ organization, service, stage }: ProjectSettingsParts): RetentionSettings {
  const artifactDays = organization.complianceClasses[service.complianceClass]?.artifactRetentionDays ?? 365;
  const previewDays = stage.database.previewBranches ? days(stage.database.previewBranches.expiresAfter) : 1;
  return {
    expirationProduction: periodOfAtLeast(retentionDays[stage.deploymentRetention]),
    expirationPreview: periodOfAtLeast(previewDays),
    expirationErrored: periodOfAtLeast(artifactDays),
    expirationCanceled: periodOfAtLeast(artifactDays),
  };
}
