import { planned } from "../../vercel/client.ts";
import type { Lives } from "./life.ts";

const type = "vercel:index/project:Project";
const declared = planned("prod", type).find(({ framework }) => framework === "nextjs") ?? {};
/** A flag that production declares one way. */
const flipped = (key: string): { to: boolean } => ({ to: declared[key] !== true });
/** Another value, and none: for what production declares. */
const text = (value: string): readonly { to: string | undefined }[] => [{ to: value }, { to: undefined }];
const elsewhere = "is refused: not part of the practice ground";

/** Changes that nobody can see at Vercel. */
const unseen: Readonly<Record<string, string>> = {
  functionDefaultCpuType: "not declared at first: the provider leaves Vercel's own value alone",
};

/** Projects as production declares them. */
export const projectLives = (): Lives => ({
  project: {
    type,
    inputs: declared,
    changes: {
      name: { to: "web-next" },
      autoAssignCustomDomains: flipped("autoAssignCustomDomains"),
      automaticallyExposeSystemEnvironmentVariables: flipped("automaticallyExposeSystemEnvironmentVariables"),
      buildCommand: { to: "npm run build" },
      buildMachineType: [{ to: "turbo" }, { to: "enhanced" }],
      customerSuccessCodeVisibility: flipped("customerSuccessCodeVisibility"),
      devCommand: { to: "npm run dev" },
      directoryListing: flipped("directoryListing"),
      enableAffectedProjectsDeployments: { to: true },
      enablePreviewFeedback: flipped("enablePreviewFeedback"),
      enableProductionFeedback: flipped("enableProductionFeedback"),
      framework: text("astro"),
      functionFailover: { to: true },
      gitComments: { to: { onCommit: true, onPullRequest: false } },
      gitForkProtection: flipped("gitForkProtection"),
      gitLfs: { to: true },
      gitProviderOptions: [
        {
          to: {
            createDeployments: true,
            repositoryDispatchEvents: false,
            requireVerifiedCommits: false,
            gitCommitStatus: true,
            consolidatedGitCommitStatus: { enabled: true, propagateFailures: false },
          },
        },
      ],
      gitRepository: [
        { to: { type: "github", repo: "motion-mavericks/other", productionBranch: "release" } },
        { to: { ...(declared["gitRepository"] as object), productionBranch: "release" } },
        { to: { type: "gitlab", repo: "motion-mavericks/web" } },
        { to: { type: "bitbucket", repo: "motion-mavericks/web" } },
        { to: undefined },
      ],
      ignoreCommand: { to: "exit 1" },
      installCommand: { to: "npm ci" },
      nodeVersion: { to: "22.x" },
      oidcTokenConfig: { to: { issuerMode: "global" } },
      onDemandConcurrentBuilds: { to: true },
      optionsAllowlist: { to: { paths: [{ value: "/api" }, { value: "/hooks" }] } },
      outputDirectory: { to: "dist" },
      passwordProtection: { to: { password: "open sesame", deploymentType: "only_preview_deployments" } },
      previewComments: { to: true, with: { enablePreviewFeedback: undefined } },
      previewDeploymentSuffix: { to: "preview.example" },
      previewDeploymentsDisabled: flipped("previewDeploymentsDisabled"),
      prioritiseProductionBuilds: flipped("prioritiseProductionBuilds"),
      protectedSourcemaps: flipped("protectedSourcemaps"),
      publicSource: { to: true },
      resourceConfig: [
        { to: { fluid: false, functionDefaultRegions: ["iad1", "fra1"], functionDefaultTimeout: 60 } },
        { to: { fluid: true, functionDefaultRegions: ["fra1"], functionDefaultCpuType: "performance" } },
      ],
      rootDirectory: { to: "apps/web" },
      skewProtection: text("30 minutes"),
      trustedIps: [
        {
          to: {
            addresses: [{ value: "203.0.113.7", note: "office" }],
            deploymentType: "only_production_deployments",
          },
        },
        {
          to: {
            addresses: [{ value: "203.0.113.0/24" }],
            deploymentType: "all_deployments",
            protectionMode: "trusted_ip_optional",
          },
        },
      ],
      vercelAuthentication: [{ to: { deploymentType: "all_deployments" } }, { to: { deploymentType: "none" } }],
    },
    unchanged: {
      environments: elsewhere,
      serverlessFunctionRegion: elsewhere,
      teamId: "there is one team",
      trustedSources: elsewhere,
    },
    unseen,
  },
});
