import type { Failure, Properties } from "@launchgate/provider-kit";
import type { Setting } from "../../row.ts";
import { objectOf, teamSetting } from "./places.ts";
import { ageWords } from "./project-forms.ts";
import { protectionWords } from "./project-protection.ts";

/** Plain optional settings: without them the vendor has none. */
const plain = [
  "buildCommand",
  "devCommand",
  "ignoreCommand",
  "framework",
  "gitRepository",
  "installCommand",
  "optionsAllowlist",
  "outputDirectory",
  "passwordProtection",
  "previewDeploymentSuffix",
  "rootDirectory",
  "skewProtection",
  "trustedIps",
];
const elsewhere = ["environments", "serverlessFunctionRegion", "trustedSources"];
const each = (names: readonly string[], setting: Setting): Readonly<Record<string, Setting>> =>
  Object.fromEntries(names.map((name) => [name, setting]));

/** Defaults, ranges and what "not declared" means. Source: the schema in resource_project.go. */
export const projectSettings: Readonly<Record<string, Setting>> = {
  ...each(plain, { absent: null }),
  name: { minLength: 1, maxLength: 52 },
  teamId: teamSetting,
  autoAssignCustomDomains: { default: true },
  buildMachineType: { values: ["standard", "enhanced", "turbo", "elastic"] },
  gitForkProtection: { default: true },
  "gitRepository.type": { values: ["github", "gitlab", "bitbucket"] },
  "gitRepository.deployHooks": { unordered: true, absent: [] },
  nodeVersion: { values: ["18.x", "20.x", "22.x", "24.x"] },
  oidcTokenConfig: { default: { issuerMode: "team" } },
  "oidcTokenConfig.issuerMode": { values: ["team", "global"] },
  "optionsAllowlist.paths": { unordered: true, minItems: 1 },
  "passwordProtection.password": { writeOnly: true, secret: true, minLength: 1, maxLength: 72 },
  "passwordProtection.deploymentType": { values: protectionWords.slice(0, 4) },
  publicSource: { writeOnly: true, change: "state" },
  "resourceConfig.functionDefaultCpuType": { values: ["standard_legacy", "standard", "performance"] },
  "resourceConfig.functionDefaultTimeout": { min: 1, max: 900 },
  "resourceConfig.functionDefaultRegions": { unordered: true },
  skewProtection: { values: ageWords, absent: null },
  "trustedIps.addresses": { unordered: true, minItems: 1 },
  "trustedIps.deploymentType": { values: protectionWords },
  "trustedIps.protectionMode": { values: ["trusted_ip_required", "trusted_ip_optional"] },
  "vercelAuthentication.deploymentType": { values: [...protectionWords.slice(0, 4), "none"] },
};

/** Rules over several inputs, and what is not practised here. */
export function projectProblems(inputs: Properties): readonly Failure[] {
  const { name, previewComments, enablePreviewFeedback } = inputs;
  const hooks = objectOf(inputs["gitRepository"])["deployHooks"] !== undefined;
  return [
    ...(typeof name === "string" && !/^[a-z0-9-]*$/.test(name)
      ? [{ property: "name", reason: `is "${name}"; it may hold lower-case letters, digits and "-"` }]
      : []),
    ...(previewComments !== undefined && enablePreviewFeedback !== undefined
      ? [{ property: "previewComments", reason: "conflicts with enablePreviewFeedback; give one of them" }]
      : []),
    ...[...elsewhere.filter((key) => inputs[key] !== undefined), ...(hooks ? ["gitRepository.deployHooks"] : [])].map(
      (property) => ({
        property,
        reason: "is not part of the practice ground; declare it by its own resource, or practise without it",
      }),
    ),
  ];
}
