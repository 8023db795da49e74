import { z } from "zod";

const text = z.string().nullable().optional();
const flag = z.boolean().optional();
const nullableFlag = z.boolean().nullable().optional();

/** Whom deployment protection keeps out. Source: vercel.json PATCH /v9/projects/{idOrName}. */
const deploymentType = z.enum(["all", "preview", "prod_deployment_urls_and_all_previews", "all_except_custom_domains"]);

const resourceConfig = z.strictObject({
  buildMachineType: z.enum(["standard", "enhanced", "turbo", "elastic"]).nullable().optional(),
  buildMachineSelection: z.string().optional(),
  fluid: flag,
  functionDefaultRegions: z
    .array(z.string().regex(/^[a-z]{3}\d$/))
    .min(1)
    .optional(),
  functionDefaultTimeout: z.number().int().min(1).max(900).optional(),
  functionDefaultMemoryType: z.enum(["standard_legacy", "standard", "performance"]).optional(),
  functionZeroConfigFailover: flag,
  elasticConcurrencyEnabled: flag,
  isNSNBDisabled: flag,
});

const gitProviderOptions = z.strictObject({
  createDeployments: z.enum(["enabled", "disabled"]).optional(),
  requireVerifiedCommits: flag,
  disableRepositoryDispatchEvents: flag,
  gitCommitStatus: flag,
  consolidatedGitCommitStatus: z.strictObject({ enabled: z.boolean(), propagateFailures: z.boolean() }).optional(),
});

/** Settings that creation and change both take. */
const settings = {
  name: z
    .string()
    .max(100)
    .regex(/^(?!.*---)[a-z\d\-_.]+$/),
  buildCommand: text,
  commandForIgnoringBuildStep: text,
  devCommand: text,
  installCommand: text,
  outputDirectory: text,
  rootDirectory: text,
  framework: text,
  previewDeploymentSuffix: text,
  serverlessFunctionRegion: text,
  publicSource: nullableFlag,
  enablePreviewFeedback: nullableFlag,
  enableProductionFeedback: nullableFlag,
  enableAffectedProjectsDeployments: flag,
  previewDeploymentsDisabled: nullableFlag,
  oidcTokenConfig: z.strictObject({ enabled: flag, issuerMode: z.enum(["team", "global"]).optional() }).optional(),
  resourceConfig: resourceConfig.optional(),
  ssoProtection: z.strictObject({ deploymentType }).nullable().optional(),
};

/** Settings that come with a change alone. */
const later = {
  autoExposeSystemEnvs: flag,
  autoAssignCustomDomains: flag,
  customerSupportCodeVisibility: flag,
  directoryListing: flag,
  gitForkProtection: flag,
  gitLFS: flag,
  nodeVersion: z.enum(["24.x", "22.x", "20.x", "18.x", "16.x", "14.x", "12.x", "10.x"]).optional(),
  productionDeploymentsFastLane: flag,
  protectedSourcemaps: flag,
  serverlessFunctionZeroConfigFailover: flag,
  skewProtectionBoundaryAt: z.number().int().optional(),
  skewProtectionMaxAge: z.number().int().min(0).optional(),
  sourceFilesOutsideRootDirectory: flag,
  gitComments: z.strictObject({ onCommit: z.boolean(), onPullRequest: z.boolean() }).nullable().optional(),
  gitProviderOptions: gitProviderOptions.optional(),
  passwordProtection: z.strictObject({ deploymentType, password: text }).nullable().optional(),
  trustedIps: z
    .strictObject({
      deploymentType: z.enum([...deploymentType.options, "production"]),
      addresses: z.array(z.strictObject({ value: z.string(), note: z.string().max(20).optional() })).min(1),
      protectionMode: z.enum(["exclusive", "additional"]),
    })
    .nullable()
    .optional(),
  trustedSources: z.looseObject({}).nullable().optional(),
  optionsAllowlist: z
    .strictObject({
      paths: z
        .array(z.strictObject({ value: z.string().startsWith("/") }))
        .min(1)
        .max(5),
    })
    .nullable()
    .optional(),
};

/** A project's Git repository as clients name it. */
export const gitRepository = z.strictObject({
  type: z.enum(["github", "gitlab", "bitbucket"]),
  repo: z.string().regex(/^[^/\s]+\/[^\s]+$/),
});

/** Fields of a new project. Source: vercel.json POST /v11/projects; client/project.go of the provider. */
export const newProject = z.strictObject({
  ...settings,
  gitRepository: gitRepository.optional(),
  environmentVariables: z.array(z.looseObject({ key: z.string(), value: z.string() })).optional(),
});

/** Fields of a change. Source: vercel.json PATCH /v9/projects/{idOrName}; client/project.go of the provider. */
export const projectChange = z.strictObject({ ...settings, ...later, name: settings.name.optional() });
