import type { Failure, FieldSpec, Properties } from "@launchgate/provider-kit";
import { fieldsOf } from "../../plain-row.ts";
import type { PluginRow, RowCall, Setting } from "../../row.ts";
import { bodyOf, propertiesOf } from "../../wire-form.ts";
import { lastParts, objectOf, projectAt, teamSetting } from "./places.ts";
import { ageWords, projectForms, protectionWords } from "./project-forms.ts";

const type = "vercel:index/project:Project";
const known: { fields?: Readonly<Record<string, FieldSpec>> } = {};
const fields = (): Readonly<Record<string, FieldSpec>> => (known.fields ??= fieldsOf({ type }));

/** What a new project is made with; the rest is written afterwards. Source: `toCreateProjectRequest`. */
const atCreation = [
  "buildCommand",
  "commandForIgnoringBuildStep",
  "devCommand",
  "enableAffectedProjectsDeployments",
  "framework",
  "installCommand",
  "name",
  "oidcTokenConfig",
  "outputDirectory",
  "previewDeploymentSuffix",
  "rootDirectory",
  "resourceConfig",
  "enablePreviewFeedback",
  "enableProductionFeedback",
  "ssoProtection",
  "previewDeploymentsDisabled",
];
/** Flags that go as false where neither the program nor the state says more: `ValueBool()` of the provider. */
const flags = [
  "automaticallyExposeSystemEnvironmentVariables",
  "previewDeploymentsDisabled",
  "gitLfs",
  "functionFailover",
  "customerSuccessCodeVisibility",
  "protectedSourcemaps",
  "prioritiseProductionBuilds",
  "directoryListing",
];
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

/** A project: one service in one stage (P1). */
export const project: PluginRow = {
  type,
  source: "terraform-provider-vercel v5.4.1 resource_project.go, client/project.go; facts/endpoints.md 2.2",
  importId: "{id}",
  autoName: true,
  naturalKey: ["name"],
  settings: {
    ...each(plain, { absent: null }),
    name: { minLength: 1, maxLength: 52 },
    teamId: teamSetting,
    autoAssignCustomDomains: { default: true },
    buildMachineType: { values: ["standard", "enhanced", "turbo", "elastic"] },
    gitForkProtection: { default: true },
    "gitRepository.type": { values: ["github", "gitlab", "bitbucket"] },
    "gitRepository.deployHooks": { unordered: true },
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
  },
  check: problems,
  async create(inputs, call) {
    const body = bodyFor(inputs, {});
    const { type: host, repo } = objectOf(inputs["gitRepository"]);
    const first = Object.fromEntries(Object.entries(body).filter(([key]) => atCreation.includes(key)));
    const link = inputs["gitRepository"] === undefined ? {} : { gitRepository: { type: host, repo } };
    const { body: made } = await call.http.request("POST", "/v8/projects", { ...first, ...link });
    const id = String(objectOf(made)["id"]);
    await call.http.request("PATCH", projectAt("v9", id), without(body, "name"));
    await writeBranch(id, inputs, {}, call);
    return { id };
  },
  async find(id, _state, call) {
    const body = (await call.http.find(projectAt("v10", lastParts(id, 1)[0]))) as Properties | undefined;
    if (body === undefined) return undefined;
    const properties = { ...propertiesOf(fields(), body, projectForms, "camel"), teamId: body["accountId"] };
    return { id: String(body["id"]), properties };
  },
  async update(id, inputs, old, call) {
    const body = bodyFor(inputs, old);
    await call.http.request("PATCH", projectAt("v9", id), body["name"] === old["name"] ? without(body, "name") : body);
    await writeLink(id, inputs, old, call);
  },
  async remove(id, _state, call) {
    await call.http.remove(projectAt("v8", id));
  },
};

function bodyFor(inputs: Properties, old: Properties): Properties {
  const unsaid = flags.filter((key) => inputs[key] === undefined).map((key) => [key, old[key] ?? false] as const);
  const protect = {
    vercelAuthentication: old["vercelAuthentication"] ?? { deploymentType: "standard_protection_new" },
  };
  return bodyOf(fields(), { ...protect, ...Object.fromEntries(unsaid), ...inputs }, projectForms, "camel");
}

function without(body: Properties, key: string): Properties {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));
}

/** Another repository: the old link goes first, the new one comes with its own branch. */
async function writeLink(id: string, inputs: Properties, old: Properties, call: RowCall): Promise<void> {
  const [now, before] = [objectOf(inputs["gitRepository"]), objectOf(old["gitRepository"])];
  const other = now["repo"] !== before["repo"] || now["type"] !== before["type"];
  if (other && before["repo"] !== undefined) await call.http.request("DELETE", projectAt("v9", id, "/link"));
  if (other && now["repo"] !== undefined)
    await call.http.request("POST", projectAt("v9", id, "/link"), { type: now["type"], repo: now["repo"] });
  await writeBranch(id, inputs, other ? {} : old, call);
}

async function writeBranch(id: string, inputs: Properties, old: Properties, call: RowCall): Promise<void> {
  const { productionBranch } = objectOf(inputs["gitRepository"]);
  if (productionBranch === undefined || productionBranch === objectOf(old["gitRepository"])["productionBranch"]) return;
  await call.http.request("PATCH", projectAt("v9", id, "/branch"), { branch: productionBranch });
}

function problems(inputs: Properties): readonly Failure[] {
  const { name, previewComments, enablePreviewFeedback } = inputs;
  return [
    ...(typeof name === "string" && !/^[a-z0-9-]*$/.test(name)
      ? [{ property: "name", reason: `is "${name}"; it may hold lower-case letters, digits and "-"` }]
      : []),
    ...(previewComments !== undefined && enablePreviewFeedback !== undefined
      ? [{ property: "previewComments", reason: "conflicts with enablePreviewFeedback; give one of them" }]
      : []),
    ...elsewhere
      .filter((key) => inputs[key] !== undefined)
      .map((property) => ({
        property,
        reason: "is not part of the practice ground; declare it by its own resource, or practise without it",
      })),
  ];
}
