import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid, missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { askGuards, locate } from "../../../resource-table/locate.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { repository } from "../tables/repository.ts";
import type { BranchData, RepositoryData } from "../types.ts";
import { commitOf } from "../git/objects.ts";
import { commitView } from "../git/views.ts";
import { demandsOn } from "../rules/demands.ts";

/** A branch. It comes with the first commit of a repository, by a reference, or by a write to a file. */
export const branch = resource<BranchData>({
  vendor: "github",
  name: "branch",
  title: "Branch",
  source: "github.json /repos/{owner}/{repo}/branches",
  parent: repository,
  identity: { branch: "name" },
  operations: {
    list: "GET /repos/{owner}/{repo}/branches -> 200",
    read: "GET /repos/{owner}/{repo}/branches/{branch} -> 200",
  },
  scopes: { read: "contents:read", write: "contents:write" },
  input: z.object({ name: z.string(), sha: z.string() }),
  list: { view: ({ data, parent }, call) => shortBranch(data, ownerOf(parent, call), call) },
  view(entity, call) {
    const owner = ownerOf(entity.parent, call);
    const html = `https://github.com/${owner.data.owner}/${owner.data.name}/tree/${entity.data.name}`;
    const short = shortBranch(entity.data, owner, call);
    const commit = commitOf(call.world, owner, entity.data.sha);
    if (!commit) throw missing("Commit");
    return {
      ...short,
      commit: commitView(commit, owner, call),
      _links: { self: addressOf(entity.data, owner, call), html },
      protection: { enabled: false, required_status_checks: { enforcement_level: "off", contexts: [], checks: [] } },
      protection_url: `${addressOf(entity.data, owner, call)}/protection`,
    };
  },
});

/** Renames a branch; the default branch goes with it. */
export const branchRoutes: readonly Route[] = [
  {
    method: "POST",
    template: "/repos/{owner}/{repo}/branches/{branch}/rename",
    scope: "administration:write",
    statuses: [201],
    source: "github.json /repos/{owner}/{repo}/branches/{branch}/rename",
    run(call) {
      const before = locate(branch, call);
      askGuards(branch, before, call, "update");
      const given = z.object({ new_name: z.string().min(1) }).safeParse(call.request.body);
      if (!given.success) throw invalid("Branch", { path: ["new_name"], code: "missing", message: "missing" });
      const renamed = amend(branch, before, { name: given.data.new_name }, call);
      const owner = ownerOf(before.parent, call);
      if (owner.data.default_branch === before.data.name) {
        amend(repository, owner, { default_branch: renamed.data.name }, call);
      }
      return { status: 201, body: branch.view?.(renamed, call) };
    },
  },
];

function ownerOf(parent: string | null, { world }: Call): Entity<RepositoryData> {
  const owner = world.store.get<RepositoryData>(parent ?? "");
  if (!owner) throw missing("Repository");
  return owner;
}

function addressOf({ name }: BranchData, { data }: Entity<RepositoryData>, { base }: Call): string {
  return `${base}/repos/${data.owner}/${data.name}/branches/${name}`;
}

function shortBranch(data: BranchData, owner: Entity<RepositoryData>, call: Call): Data {
  const url = `${call.base}/repos/${owner.data.owner}/${owner.data.name}/commits/${data.sha}`;
  return {
    name: data.name,
    commit: { sha: data.sha, url },
    protected: demandsOn(call.world, owner, data.name).length > 0,
  };
}
