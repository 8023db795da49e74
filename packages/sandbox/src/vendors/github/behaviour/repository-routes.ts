import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid, refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { askGuards, locate, siblings } from "../../../resource-table/locate.ts";
import { environment, environmentAt, environmentById } from "../tables/environment.ts";
import { topicProblems } from "../tables/repository-rules.ts";
import { repository } from "../tables/repository.ts";
import { teamRepository, teamRepositoryView } from "../tables/team-repository.ts";
import type { TeamData, TeamRepositoryData } from "../types.ts";
import { pageOf } from "../pages.ts";
import { teamView } from "../views/team-view.ts";
import { keyPairOf } from "./sealed-box.ts";

const names = z.object({ names: z.array(z.string()) });
const at = "/repos/{owner}/{repo}";

/** Routes beneath a repository that no row says. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: "GET",
    template: `${at}/topics`,
    scope: "metadata:read",
    statuses: [200],
    source: `github.json ${at}/topics`,
    run: (call) => ({ status: 200, body: { names: locate(repository, call).data.topics } }),
  },
  {
    method: "PUT",
    template: `${at}/topics`,
    scope: "administration:write",
    statuses: [200],
    source: `github.json ${at}/topics`,
    run(call) {
      const before = locate(repository, call);
      askGuards(repository, before, call, "update");
      const given = names.safeParse(call.request.body);
      if (!given.success) throw invalid("Repository", { path: ["names"], code: "missing", message: "missing" });
      const topics = [...new Set(given.data.names.map((name) => name.toLowerCase()))];
      refuseTopics(topicProblems(topics));
      return { status: 200, body: { names: amend(repository, before, { topics }, call).data.topics } };
    },
  },
  {
    method: "GET",
    template: `${at}/teams`,
    scope: "metadata:read",
    statuses: [200],
    source: `github.json ${at}/teams`,
    run(call) {
      const { name } = locate(repository, call).data;
      const links = siblings(teamRepository, call, undefined).filter((each) => each.data.repository === name);
      return pageOf(links, (link) => linkedTeam(link, call), undefined, call);
    },
  },
  ...publicKeys(environmentAt, environmentById),
  {
    method: "GET",
    template: `${at}/actions/secrets/public-key`,
    scope: "secrets:read",
    statuses: [200],
    source: `github.json ${at}/actions/secrets/public-key`,
    run: (call) => publicKey(locate(repository, call).key, call),
  },
];

/** The errors of this route are plain texts (github.json, `validation-error-simple`). */
function refuseTopics(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const documentation = "https://docs.github.com/rest/repos/repos#replace-all-repository-topics";
  throw refuseWith(422, { message: "Validation Failed", errors: problems, documentation_url: documentation });
}

function linkedTeam({ parent, data }: { parent: string | null; data: TeamRepositoryData }, call: Call): unknown {
  const team = call.world.store.get<TeamData>(parent ?? "");
  return team && { ...teamView(team, call), permission: data.permission };
}

function publicKeys(...addresses: readonly [string, string]): Route[] {
  return addresses.map((address) => ({
    method: "GET",
    template: `${address}/secrets/public-key`,
    scope: "environments:read",
    statuses: [200],
    source: `github.json ${environmentAt}/secrets/public-key; by number: facts/endpoints.md 2.1`,
    documentedAs: `${environmentAt}/secrets/public-key`,
    run: (call) => publicKey(locate(environment, call).key, call),
  }));
}

function publicKey(owner: string, { world }: Call): { status: number; body: unknown } {
  const { keyId, publicKey: key } = keyPairOf(world, owner);
  return { status: 200, body: { key_id: keyId, key } };
}

const links = [
  "/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}",
  "/organizations/{org_id}/team/{team_id}/repos/{owner}/{repo}",
  "/teams/{team_id}/repos/{owner}/{repo}",
];

/** Whether a team reaches a repository: 204, or the repository itself for those who ask for it by media type. */
export const teamRepositoryRoutes: readonly Route[] = links.map((template) => ({
  method: "GET",
  template,
  scope: "members:read",
  statuses: [200, 204],
  source: "github.json /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}; facts/endpoints.md 2.1",
  ...(template.startsWith("/organizations") ? { documentedAs: "/teams/{team_id}/repos/{owner}/{repo}" } : {}),
  run(call) {
    const entity = locate(teamRepository, call);
    const wantsBody = (call.request.headers.accept ?? "").includes("repository+json");
    return wantsBody ? { status: 200, body: teamRepositoryView(entity, call) } : { status: 204 };
  },
}));
