import type { Properties } from "@launchgate/provider-kit";
import type { FieldForm, FieldForms } from "../../wire-form.ts";
import { listOf, objectOf, teamForm } from "./places.ts";

/** Words of the provider for whom protection keeps out. Source: `toApiDeploymentProtectionType`. */
const protection: Readonly<Record<string, string>> = {
  standard_protection: "prod_deployment_urls_and_all_previews",
  standard_protection_new: "all_except_custom_domains",
  all_deployments: "all",
  only_preview_deployments: "preview",
  only_production_deployments: "production",
};
const modes: Readonly<Record<string, string>> = { trusted_ip_required: "additional", trusted_ip_optional: "exclusive" };

/** Seconds of each word. Source: `toSkewProtectionAge`. */
const ages: Readonly<Record<string, number>> = {
  "30 minutes": 1800,
  "4 hours": 14_400,
  "12 hours": 43_200,
  "1 day": 86_400,
  "7 days": 604_800,
};

/** Words for whom protection keeps out: those of Vercel's authentication and of a password. */
export const protectionWords = Object.keys(protection);
/** Words for how long an old deployment serves its own visitors. */
export const ageWords = Object.keys(ages);

function toWord(words: Readonly<Record<string, string>>, value: unknown): unknown {
  return typeof value === "string" ? (words[value] ?? value) : value;
}

function fromWord(words: Readonly<Record<string, string>>, value: unknown): unknown {
  return Object.entries(words).find(([, each]) => each === value)?.[0] ?? value;
}

/** A group of settings that may be missing altogether. */
function group(
  wire: string,
  to: (value: Properties) => Properties,
  from: (value: Properties) => Properties,
): FieldForm {
  const isThere = (value: unknown): boolean => value !== null && value !== undefined;
  return {
    wire,
    to: (value) => (isThere(value) ? to(objectOf(value)) : null),
    from: (value) => (isThere(value) ? from(objectOf(value)) : null),
  };
}

/** `none` goes as null. Source: client/must_marshal.go of the provider. */
const authentication: FieldForm = {
  wire: "ssoProtection",
  to: (value) => {
    const { deploymentType } = objectOf(value);
    return deploymentType === "none" ? null : { deploymentType: toWord(protection, deploymentType) };
  },
  from: (value) => ({
    deploymentType:
      value === null || value === undefined ? "none" : fromWord(protection, objectOf(value)["deploymentType"]),
  }),
};

const password = group(
  "passwordProtection",
  (value) => ({ ...value, deploymentType: toWord(protection, value["deploymentType"]) }),
  (value) => ({ deploymentType: fromWord(protection, value["deploymentType"]) }),
);

const trustedIps = group(
  "trustedIps",
  ({ addresses, deploymentType, protectionMode }) => ({
    addresses,
    deploymentType: toWord(protection, deploymentType),
    protectionMode: toWord(modes, protectionMode ?? "trusted_ip_required"),
  }),
  ({ addresses, deploymentType, protectionMode }) => ({
    addresses: listOf(addresses),
    deploymentType: fromWord(protection, deploymentType),
    protectionMode: fromWord(modes, protectionMode),
  }),
);

const gitProviderOptions = group(
  "gitProviderOptions",
  ({ createDeployments, repositoryDispatchEvents, ...rest }) => ({
    ...rest,
    ...(createDeployments === undefined
      ? {}
      : { createDeployments: createDeployments === true ? "enabled" : "disabled" }),
    ...(repositoryDispatchEvents === undefined
      ? {}
      : { disableRepositoryDispatchEvents: repositoryDispatchEvents !== true }),
  }),
  ({ createDeployments, disableRepositoryDispatchEvents, ...rest }) => ({
    ...rest,
    createDeployments: createDeployments === "enabled",
    repositoryDispatchEvents: disableRepositoryDispatchEvents !== true,
  }),
);

const resourceConfig: FieldForm = {
  to: (value, { buildMachineType, onDemandConcurrentBuilds }) => {
    const { functionDefaultCpuType, ...rest } = objectOf(value);
    return {
      ...rest,
      ...(functionDefaultCpuType === undefined ? {} : { functionDefaultMemoryType: functionDefaultCpuType }),
      ...(buildMachineType === undefined ? {} : { buildMachineType }),
      ...(onDemandConcurrentBuilds === undefined ? {} : { elasticConcurrencyEnabled: onDemandConcurrentBuilds }),
    };
  },
  from: (value) => {
    const { functionDefaultMemoryType, functionDefaultTimeout, functionDefaultRegions, fluid } = objectOf(value);
    return { functionDefaultCpuType: functionDefaultMemoryType, functionDefaultTimeout, functionDefaultRegions, fluid };
  },
};

const skewProtection: FieldForm = {
  wire: "skewProtectionMaxAge",
  to: (value) => ages[String(value)] ?? 0,
  from: (value) => Object.entries(ages).find(([, each]) => each === value)?.[0] ?? null,
};

/** `{type, org, repo}` in one; the branch has an address of its own. */
const gitRepository: FieldForm = {
  skip: true,
  from: (_value, body) => {
    if (body["link"] === null || body["link"] === undefined) return null;
    const { type, org, repo, productionBranch, deployHooks } = objectOf(body["link"]);
    const hooks = listOf(deployHooks).map(({ id, name, ref, url }) => ({ id, name, ref, url }));
    return { type, repo: `${String(org)}/${String(repo)}`, productionBranch, deployHooks: hooks };
  },
};

const skipped: FieldForm = { skip: true };

/** How the inputs of a project go over the wire. Source: `toUpdateProjectRequest`, `convertResponseToProject`. */
export const projectForms: FieldForms = {
  teamId: teamForm("accountId"),
  automaticallyExposeSystemEnvironmentVariables: { wire: "autoExposeSystemEnvs" },
  buildMachineType: { wire: "resourceConfig.buildMachineType" },
  customerSuccessCodeVisibility: { wire: "customerSupportCodeVisibility" },
  functionFailover: { wire: "serverlessFunctionZeroConfigFailover" },
  gitLfs: { wire: "gitLFS" },
  gitProviderOptions,
  gitRepository,
  ignoreCommand: { wire: "commandForIgnoringBuildStep" },
  onDemandConcurrentBuilds: { wire: "resourceConfig.elasticConcurrencyEnabled" },
  passwordProtection: password,
  // The old name of enablePreviewFeedback: read by the new one alone, both together are refused.
  previewComments: { wire: "enablePreviewFeedback", writeOnly: true },
  prioritiseProductionBuilds: { wire: "productionDeploymentsFastLane" },
  resourceConfig,
  skewProtection,
  trustedIps,
  vercelAuthentication: authentication,
  // The API does not know it any more: the provider keeps it to itself.
  publicSource: skipped,
  environments: skipped,
  serverlessFunctionRegion: skipped,
  trustedSources: skipped,
};
