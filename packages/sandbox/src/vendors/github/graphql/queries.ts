import type { Call } from "../../../http/message.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import type { OrganizationData, RepositoryData, UserData } from "../types.ts";
import { protectionMutations } from "./branch-protection.ts";
import { githubError, unresolved } from "./errors.ts";
import { threadMutations } from "./review-threads.ts";
import { findNode, organizationNode, repositoryNode, userNode, type Node } from "./nodes.ts";

/** Fields of the schema's roots that are played; others answer `null`, or an error where they must not be null. */
export const roots = {
  viewer: (_args: unknown, call: Call): Node => userNode(accountOf(call)),

  node: ({ id }: { id: string }, call: Call): Node => {
    const found = findNode(id, call);
    if (!found) throw unresolved(id);
    return found.view;
  },

  repository({ owner, name }: { owner: string; name: string }, call: Call): Node {
    const all = call.world.store.all<RepositoryData>("github.repository");
    const found = all.find(({ data }) => same(data.owner, owner) && same(data.name, name));
    if (!found) throw githubError("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    return repositoryNode(found, call);
  },

  organization({ login }: { login: string }, call: Call): Node {
    const all = call.world.store.all<OrganizationData>("github.organization");
    const found = all.find(({ data }) => same(data.login, login));
    if (!found) throw githubError("NOT_FOUND", `Could not resolve to an Organization with the login of '${login}'.`);
    return organizationNode(found, call);
  },

  user({ login }: { login: string }, call: Call): Node {
    const found = call.world.store.all<UserData>("github.user").find(({ data }) => same(data.login, login));
    if (!found) throw githubError("NOT_FOUND", `Could not resolve to a User with the login of '${login}'.`);
    return userNode(found);
  },

  rateLimit: (_args: unknown, { now }: Call): Node => ({
    cost: 1,
    limit: 5000,
    nodeCount: 1,
    remaining: 4999,
    used: 1,
    resetAt: new Date(now + 3_600_000).toISOString(),
  }),

  ...protectionMutations,
  ...threadMutations,
};

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
