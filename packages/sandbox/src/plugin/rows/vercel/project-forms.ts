import type { FieldForm, FieldForms } from "../../wire-form.ts";
import { listOf, objectOf, teamForm, textOf } from "./places.ts";
import { authentication, group, password, trustedIps } from "./project-protection.ts";

/** Seconds of each word. Source: `toSkewProtectionAge`. */
const ages: Readonly<Record<string, number>> = {
  "30 minutes": 1800,
  "4 hours": 14_400,
  "12 hours": 43_200,
  "1 day": 86_400,
  "7 days": 604_800,
};

/** Words for how long an old deployment serves its own visitors. */
export const ageWords = Object.keys(ages);

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

/** Owner and name, as each host of repositories says them; the branch has an address of its own. */
const gitRepository: FieldForm = {
  skip: true,
  from: (_value, body) => {
    if (body["link"] === null || body["link"] === undefined) return null;
    const link = objectOf(body["link"]);
    const owner = link["org"] ?? link["projectNamespace"] ?? link["owner"];
    const name = link["repo"] ?? link["projectName"] ?? link["slug"];
    const deployHooks = listOf(link["deployHooks"]).map(({ id, name: own, ref, url }) => ({ id, name: own, ref, url }));
    const { type, productionBranch } = link;
    return { type, repo: `${textOf(owner)}/${textOf(name)}`, productionBranch, deployHooks };
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
