import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Entity } from "../../../world/entity.ts";
import type { RepositoryData, TeamRepositoryData } from "../types.ts";
import { fullRepository } from "../views/repository-view.ts";
import { team } from "./team.ts";

const at = "/repos/{owner}/{repo}";
const levels = ["pull", "triage", "push", "maintain", "admin"] as const;

/** What a team may do with a repository. Its reading depends on the Accept header: behaviour/team-repositories.ts. */
export const teamRepository = resource<TeamRepositoryData>({
  vendor: "github",
  name: "team-repository",
  title: "Repository",
  source: "github.json /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}; by id: facts/endpoints.md 2.1",
  parent: team,
  identity: { repo: "repository" },
  foldCase: true,
  operations: {
    list: [
      "GET /orgs/{org}/teams/{team_slug}/repos -> 200",
      "GET /organizations/{org_id}/team/{team_id}/repos -> 200 = /teams/{team_id}/repos",
      "GET /teams/{team_id}/repos -> 200",
    ],
    upsert: [
      `PUT /orgs/{org}/teams/{team_slug}${at} -> 204`,
      `PUT /organizations/{org_id}/team/{team_id}${at} -> 204 = /teams/{team_id}${at}`,
      `PUT /teams/{team_id}${at} -> 204`,
    ],
    remove: [
      `DELETE /orgs/{org}/teams/{team_slug}${at} -> 204`,
      `DELETE /organizations/{org_id}/team/{team_id}${at} -> 204 = /teams/{team_id}${at}`,
      `DELETE /teams/{team_id}${at} -> 204`,
    ],
  },
  scopes: { read: "members:read", write: "administration:write" },
  input: z.object({ permission: z.enum(levels).optional() }),
  defaults: () => ({ permission: "push" }),
  normalise: (data, call) => ({ ...data, repository: repositoryNamed(data.repository, call).data.name }),
  view: teamRepositoryView,
});

/** A repository as a team sees it: with the team's rights in it (`team-repository`). */
export function teamRepositoryView({ data }: Entity<TeamRepositoryData>, call: Call): Record<string, unknown> {
  const reached = levels.indexOf(data.permission as (typeof levels)[number]);
  const permissions = Object.fromEntries(levels.map((level, index) => [level, index <= reached]));
  return {
    ...fullRepository(repositoryNamed(data.repository, call), call),
    permissions,
    role_name: roleName(data.permission),
  };
}

/** Name of a role: pull is read, push is write. */
export function roleName(permission: string): string {
  return { pull: "read", push: "write" }[permission] ?? permission;
}

/** The repository of a name. @throws Refusal `missing` */
export function repositoryNamed(name: string, { world }: Call): Entity<RepositoryData> {
  const found = world.store
    .all<RepositoryData>("github.repository")
    .find((each) => each.data.name.toLowerCase() === name.toLowerCase());
  if (!found) throw missing("Repository", name);
  return found;
}
