import type { FieldSpec, Properties } from "@launchgate/provider-kit";
import { fieldsOf } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";
import { bodyOf, propertiesOf, type FieldForms } from "../../wire-form.ts";

const type = "github:index/repository:Repository";
const at = (name: unknown, { settings }: RowCall): string =>
  `/repos/${encodeURIComponent(String(settings["owner"]))}/${encodeURIComponent(String(name))}`;
const known: { fields?: Readonly<Record<string, FieldSpec>> } = {};
const fields = (): Readonly<Record<string, FieldSpec>> => (known.fields ??= fieldsOf({ type }));

/** Said at creation only. */
const creationOnly = { writeOnly: true, change: "state" } as const;
const skipped = { skip: true } as const;
const features = {
  advancedSecurity: "advanced_security",
  codeSecurity: "code_security",
  secretScanning: "secret_scanning",
  secretScanningAiDetection: "secret_scanning_ai_detection",
  secretScanningNonProviderPatterns: "secret_scanning_non_provider_patterns",
  secretScanningPushProtection: "secret_scanning_push_protection",
} as const;

const forms: FieldForms = {
  homepageUrl: { wire: "homepage", from: (value) => value ?? "" },
  description: { from: (value) => value ?? "" },
  topics: { skip: true, from: (_value, body) => body["topics"] ?? [] },
  securityAndAnalysis: { to: toFeatures, from: fromFeatures },
  archiveOnDestroy: skipped,
  autoInit: { writeOnly: true },
  gitignoreTemplate: { writeOnly: true },
  licenseTemplate: { writeOnly: true },
  ignoreVulnerabilityAlertsDuringRead: skipped,
  vulnerabilityAlerts: skipped,
  defaultBranch: skipped,
  etag: skipped,
  fork: skipped,
  pages: skipped,
  sourceOwner: skipped,
  sourceRepo: skipped,
  template: skipped,
};

/** Flags that the provider fills in. Source: resource_github_repository.go, `Default`. */
const on = ["allowMergeCommit", "allowRebaseMerge", "allowSquashMerge"];
const off = ["allowAutoMerge", "allowUpdateBranch", "archived", "deleteBranchOnMerge", "isTemplate"];
const unset = ["hasDiscussions", "hasIssues", "hasProjects", "hasWiki"];
/** The provider sends these always: what is not declared is off. */
const switchedOff = Object.fromEntries(unset.map((name) => [name, false]));
const flags = (names: readonly string[], setting: object): Readonly<Record<string, object>> =>
  Object.fromEntries(names.map((name) => [name, setting]));

/** A repository with its settings. */
export const repository: PluginRow = {
  type,
  source: "terraform-provider-github resource_github_repository.go",
  importId: "{name}",
  autoName: true,
  naturalKey: ["name"],
  settings: {
    ...flags(on, { default: true }),
    ...flags(off, { default: false }),
    ...flags(unset, { absent: false }),
    name: { minLength: 1, maxLength: 100 },
    description: { absent: "" },
    homepageUrl: { absent: "" },
    topics: { unordered: true },
    visibility: { values: ["public", "private", "internal"] },
    mergeCommitMessage: { default: "PR_TITLE", values: ["PR_BODY", "PR_TITLE", "BLANK"] },
    mergeCommitTitle: { default: "MERGE_MESSAGE", values: ["PR_TITLE", "MERGE_MESSAGE"] },
    squashMergeCommitMessage: { default: "COMMIT_MESSAGES", values: ["PR_BODY", "COMMIT_MESSAGES", "BLANK"] },
    squashMergeCommitTitle: { default: "COMMIT_OR_PR_TITLE", values: ["PR_TITLE", "COMMIT_OR_PR_TITLE"] },
    archiveOnDestroy: creationOnly,
    autoInit: creationOnly,
    gitignoreTemplate: creationOnly,
    licenseTemplate: creationOnly,
    ignoreVulnerabilityAlertsDuringRead: creationOnly,
    etag: creationOnly,
  },
  check: (inputs) =>
    ["pages", "template", "fork", "sourceOwner", "sourceRepo", "vulnerabilityAlerts", "defaultBranch"]
      .filter((key) => inputs[key] !== undefined)
      .map((property) => ({
        property,
        reason: "is not part of the practice ground; leave it out, or practise without it",
      })),
  async create(inputs, call) {
    const owner = encodeURIComponent(String(call.settings["owner"]));
    const { archived } = inputs;
    await call.http.request(
      "POST",
      `/orgs/${owner}/repos`,
      bodyOf(fields(), { ...switchedOff, ...without(inputs, ["archived", "securityAndAnalysis"]) }, forms, "snake"),
    );
    await writeTopics(inputs, {}, call);
    // GitHub takes these on an existing repository only.
    const after = {
      ...(archived === true ? { archived } : {}),
      ...security(inputs),
      ...only(inputs, ["allowForking"]),
    };
    if (Object.keys(after).length > 0) {
      await call.http.request("PATCH", at(inputs["name"], call), bodyOf(fields(), after, forms, "snake"));
    }
    return { id: String(inputs["name"]) };
  },
  async find(id, state, call) {
    const body = (await call.http.find(at(state["name"] ?? id, call))) as Properties | undefined;
    if (body === undefined) return undefined;
    const primaryLanguage = body["language"] ?? "";
    const outputs = {
      fullName: body["full_name"],
      gitCloneUrl: body["git_url"],
      htmlUrl: body["html_url"],
      httpCloneUrl: body["clone_url"],
      nodeId: body["node_id"],
      primaryLanguage,
      repoId: body["id"],
      sshCloneUrl: body["ssh_url"],
      svnUrl: body["svn_url"],
      defaultBranch: body["default_branch"],
    };
    return { id: String(body["name"]), properties: { ...outputs, ...propertiesOf(fields(), body, forms, "snake") } };
  },
  async update(_id, inputs, old, call) {
    const sameVisibility = inputs["visibility"] === old["visibility"];
    const changed = without(inputs, ["autoInit", ...(sameVisibility ? ["visibility"] : [])]);
    await call.http.request(
      "PATCH",
      at(old["name"], call),
      bodyOf(fields(), { ...switchedOff, ...changed }, forms, "snake"),
    );
    await writeTopics(inputs, old, call);
  },
  async remove(id, state, call) {
    const path = at(state["name"] ?? id, call);
    if (state["archiveOnDestroy"] !== true) {
      await call.http.remove(path);
      return;
    }
    const found = (await call.http.find(path)) as Properties | undefined;
    if (found === undefined || found["archived"] === true) return;
    await call.http.request("PATCH", path, { archived: true });
  },
};

function without(inputs: Properties, keys: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !keys.includes(key)));
}

function only(inputs: Properties, keys: readonly string[]): Properties {
  return Object.fromEntries(keys.filter((key) => inputs[key] !== undefined).map((key) => [key, inputs[key]]));
}

function security(inputs: Properties): Properties {
  return only(inputs, ["securityAndAnalysis"]);
}

async function writeTopics(inputs: Properties, old: Properties, call: RowCall): Promise<void> {
  const wanted = inputs["topics"] ?? (old["topics"] === undefined ? undefined : []);
  if (wanted === undefined) return;
  await call.http.request("PUT", `${at(inputs["name"], call)}/topics`, { names: wanted });
}

function toFeatures(value: unknown): Properties {
  const given = value as Properties;
  const entries = Object.entries(features).filter(([key]) => given[key] !== undefined);
  return Object.fromEntries(entries.map(([key, wire]) => [wire, given[key]]));
}

function fromFeatures(value: unknown): Properties | undefined {
  if (value === undefined || value === null) return undefined;
  const body = value as Properties;
  const entries = Object.entries(features).filter(([, wire]) => body[wire] !== undefined && body[wire] !== null);
  return Object.fromEntries(entries.map(([key, wire]) => [key, body[wire]]));
}
