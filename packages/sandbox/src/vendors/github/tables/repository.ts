import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { refuseWith } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Entity } from "../../../world/entity.ts";
import type { BranchData, RepositoryData, SecurityAndAnalysis } from "../types.ts";
import { fullRepository, repositoryView } from "../views/repository-view.ts";
import { nodeId } from "../wire.ts";
import { organization } from "./organization.ts";
import { custom, keptName, noSecurityFeatures, repositoryDefaults, repositoryProblems } from "./repository-rules.ts";

const status = z.object({ status: z.enum(["enabled", "disabled"]) }).optional();
const flag = z.boolean().optional();
const text = z.string().nullable().optional();

/** A repository of the organisation. */
export const repository = resource<RepositoryData>({
  vendor: "github",
  name: "repository",
  title: "Repository",
  source: "github.json /orgs/{org}/repos, /repos/{owner}/{repo}; facts/endpoints.md 2.1",
  parent: organization,
  identity: { repo: "name", repository_id: "id" },
  foldCase: true,
  operations: {
    create: "POST /orgs/{org}/repos -> 201",
    list: "GET /orgs/{org}/repos -> 200",
    read: ["GET /repos/{owner}/{repo} -> 200", "GET /repositories/{repository_id} -> 200 = /repos/{owner}/{repo}"],
    update: "PATCH /repos/{owner}/{repo} -> 200",
    remove: "DELETE /repos/{owner}/{repo} -> 204",
  },
  scopes: { read: "metadata:read", write: "administration:write" },
  input: z.object({
    name: z.string().min(1).max(100),
    description: text,
    homepage: text,
    private: flag,
    visibility: z.enum(["public", "private", "internal"]).optional(),
    default_branch: z.string().optional(),
    archived: flag,
    auto_init: flag,
    has_issues: flag,
    has_projects: flag,
    has_wiki: flag,
    has_downloads: flag,
    has_discussions: flag,
    is_template: flag,
    allow_squash_merge: flag,
    allow_merge_commit: flag,
    allow_rebase_merge: flag,
    allow_auto_merge: flag,
    allow_update_branch: flag,
    allow_forking: flag,
    delete_branch_on_merge: flag,
    use_squash_pr_title_as_default: flag,
    squash_merge_commit_title: z.enum(["PR_TITLE", "COMMIT_OR_PR_TITLE"]).optional(),
    squash_merge_commit_message: z.enum(["PR_BODY", "COMMIT_MESSAGES", "BLANK"]).optional(),
    merge_commit_title: z.enum(["PR_TITLE", "MERGE_MESSAGE"]).optional(),
    merge_commit_message: z.enum(["PR_BODY", "PR_TITLE", "BLANK"]).optional(),
    web_commit_signoff_required: flag,
    security_and_analysis: z.record(z.string(), status).nullable().optional(),
  }),
  unique: [{ fields: ["name"], message: "name already exists on this account" }],
  list: { view: repositoryView, filters: { type: (each, value) => matchesType(each.data.visibility, value) } },
  defaults: () => ({ ...repositoryDefaults, security_and_analysis: noSecurityFeatures }) as Partial<RepositoryData>,
  normalise(data, _call, before) {
    const { private: isPrivate, ...rest } = data as RepositoryData & { private?: boolean };
    const wanted =
      isPrivate === undefined || data.visibility === "internal" ? data.visibility : isPrivate ? "private" : "public";
    return {
      ...rest,
      name: keptName(data.name),
      // The published schema wants an address or nothing; the provider sends "" for nothing (resource_github_repository.go).
      homepage: data["homepage"] === "" ? null : data["homepage"],
      visibility: givesVisibility(data, before?.data) ? data.visibility : wanted,
      security_and_analysis: mergedSecurity(data.security_and_analysis, before?.data.security_and_analysis),
    };
  },
  check(data, call, before) {
    if (before) refuseSameVisibility(call.request.body, before.data);
    const lacksBranch = before && data.default_branch !== before.data.default_branch && !hasBranch(data, before, call);
    return [
      ...repositoryProblems(data),
      ...(lacksBranch
        ? [custom("default_branch", `The branch ${data.default_branch} was not found. ${pushFirst}`)]
        : []),
    ];
  },
  computed(_data, call, parent) {
    const id = call.world.ids.number("github.repository", 700_001);
    return { id, node_id: nodeId("R", id), owner: String(parent?.data["login"]) };
  },
  guard({ data }, { request }, act) {
    const unarchives = (request.body as { archived?: unknown } | undefined)?.archived === false;
    if (!data.archived || act === "read" || act === "list" || unarchives) return;
    if (act === "remove" && request.method === "DELETE" && /^\/repos\/[^/]+\/[^/]+$/.test(request.path)) return;
    throw refuseWith(403, {
      message: "Repository was archived so is read-only.",
      documentation_url: "https://docs.github.com/rest",
      status: "403",
    });
  },
  view: fullRepository,
});

function givesVisibility(data: RepositoryData, before: RepositoryData | undefined): boolean {
  return before !== undefined && data.visibility !== before.visibility;
}

const pushFirst = "Please push that ref first or create it via the Git Data API.";

/**
 * GitHub refuses the visibility that a repository already has; the provider knows the text (its resource_github_repository
 * tolerates "422 Visibility is already"). Whether also beside other fields is [unverified]: here only alone.
 */
function refuseSameVisibility(body: unknown, before: RepositoryData): void {
  const given = body as Record<string, unknown> | undefined;
  const alone = given !== undefined && Object.keys(given).join() === "visibility";
  if (!alone || given["visibility"] !== before.visibility) return;
  throw refuseWith(422, {
    message: `Visibility is already ${before.visibility}.`,
    documentation_url: documentation,
    status: "422",
  });
}

const documentation = "https://docs.github.com/rest/repos/repos";

function hasBranch(data: RepositoryData, { key }: Entity, { world }: Call): boolean {
  return world.store.children<BranchData>("github.branch", key).some((each) => each.data.name === data.default_branch);
}

function mergedSecurity(
  given: SecurityAndAnalysis | null | undefined,
  before: SecurityAndAnalysis | undefined,
): SecurityAndAnalysis {
  const set = Object.entries(given ?? {}).filter(([, value]) => (value as unknown) !== undefined);
  return { ...noSecurityFeatures, ...before, ...Object.fromEntries(set) };
}

function matchesType(visibility: string, type: string): boolean {
  if (type === "public") return visibility === "public";
  return type !== "private" || visibility !== "public";
}
