import type { FieldSpec, Properties } from "@launchgate/provider-kit";
import { fieldsOf } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";
import { bodyOf, propertiesOf } from "../../wire-form.ts";
import { lastParts, objectOf, projectAt } from "./places.ts";
import { projectForms } from "./project-forms.ts";
import { projectProblems, projectSettings } from "./project-rules.ts";

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
/** A project: one service in one stage (P1). */
export const project: PluginRow = {
  type,
  source: "terraform-provider-vercel v5.4.1 resource_project.go, client/project.go; facts/endpoints.md 2.2",
  importId: "{id}",
  autoName: true,
  naturalKey: ["name"],
  settings: projectSettings,
  check: projectProblems,
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
