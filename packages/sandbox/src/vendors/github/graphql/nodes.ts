import type { Call } from "../../../http/message.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import type { Entity } from "../../../world/entity.ts";
import { organization } from "../tables/organization.ts";
import { repository } from "../tables/repository.ts";
import { team } from "../tables/team.ts";
import { user } from "../tables/user.ts";
import type { OrganizationData, RepositoryData, TeamData, UserData } from "../types.ts";
import { htmlUrl, iso, readNodeId } from "../wire.ts";
import { connection, type PageArgs } from "./connection.ts";
import { pullNode } from "./review-threads.ts";

/** An object of the schema: fields, and functions of arguments for fields that have any. */
export type Node = Readonly<Record<string, unknown>>;

/** A row with the object that GraphQL shows of it. */
export interface FoundNode {
  readonly entity: Entity;
  readonly view: Node;
}

type View = (entity: Entity, call: Call) => Node;

/** Rows that are nodes: prefix of their ids -> collection and object. */
const types: Readonly<Record<string, { readonly collection: string; readonly view: View }>> = {
  R: {
    collection: "github.repository",
    view: (entity, call) => repositoryNode(entity as Entity<RepositoryData>, call),
  },
  T: { collection: "github.team", view: (entity, call) => teamNode(entity as Entity<TeamData>, call) },
  U: { collection: "github.user", view: (entity) => userNode(entity as Entity<UserData>) },
  O: {
    collection: "github.organization",
    view: (entity, call) => organizationNode(entity as Entity<OrganizationData>, call),
  },
  BPR: { collection: "github.branch-protection-rule", view: ruleNode },
};

/** The row and object of a node id, or nothing. */
export function findNode(id: string, call: Call): FoundNode | undefined {
  const type = types[readNodeId(id)?.prefix ?? ""];
  const entity = type && call.world.store.all(type.collection).find(({ data }) => data["node_id"] === id);
  return entity && { entity, view: type.view(entity, call) };
}

/** A repository. */
export function repositoryNode(entity: Entity<RepositoryData>, call: Call): Node {
  const { data } = entity;
  const rest = viewOf(repository)(entity, call);
  return {
    __typename: "Repository",
    id: data.node_id,
    databaseId: data.id,
    name: data.name,
    nameWithOwner: rest["full_name"],
    description: rest["description"],
    url: rest["html_url"],
    isPrivate: rest["private"],
    isArchived: data.archived,
    visibility: data.visibility.toUpperCase(),
    createdAt: iso(entity.created),
    updatedAt: iso(entity.updated),
    pullRequest: ({ number }: { number: number }) => pullNode(entity, number, call),
    branchProtectionRules: (args: PageArgs) => connection(rulesOf(entity, call), args),
  };
}

/** An organisation. */
export function organizationNode(entity: Entity<OrganizationData>, call: Call): Node {
  const { data } = entity;
  const rest = viewOf(organization)(entity, call);
  const teams = (): Entity<TeamData>[] => call.world.store.children<TeamData>("github.team", entity.key);
  return {
    __typename: "Organization",
    id: data.node_id,
    databaseId: data.id,
    login: data.login,
    name: data.name,
    url: rest["html_url"],
    team: ({ slug }: { slug: string }) => {
      const found = teams().find((each) => each.data.slug === slug.toLowerCase());
      return found ? teamNode(found, call) : null;
    },
    teams: (args: PageArgs) =>
      connection(
        teams().map((each) => teamNode(each, call)),
        args,
      ),
  };
}

/** A user. */
export function userNode({ data, created }: Entity<UserData>): Node {
  const { login, name, email } = data;
  const common = { id: data.node_id, databaseId: data.id, login, name, email, url: htmlUrl(login) };
  return { __typename: user.title, ...common, createdAt: iso(created) };
}

function teamNode({ data, created }: Entity<TeamData>, call: Call): Node {
  const org = call.world.seed.organization;
  return {
    __typename: team.title,
    id: data.node_id,
    databaseId: data.id,
    name: data.name,
    slug: data.slug,
    description: data.description,
    combinedSlug: `${org}/${data.slug}`,
    privacy: data.privacy === "secret" ? "SECRET" : "VISIBLE",
    url: htmlUrl(`orgs/${org}/teams/${data.slug}`),
    createdAt: iso(created),
  };
}

function rulesOf({ key }: Entity, call: Call): Node[] {
  return call.world.store.children("github.branch-protection-rule", key).map((rule) => ruleNode(rule, call));
}

const allowances = {
  bypassForcePushAllowances: "bypassForcePushActorIds",
  bypassPullRequestAllowances: "bypassPullRequestActorIds",
  pushAllowances: "pushActorIds",
  reviewDismissalAllowances: "reviewDismissalActorIds",
} as const;

function ruleNode(entity: Entity, call: Call): Node {
  const { data, parent } = entity;
  const owner = call.world.store.get<RepositoryData>(parent ?? "");
  const lists = Object.entries(allowances).map(([field, from]) => {
    const ids = (data[from] as readonly string[] | undefined) ?? [];
    const nodes = ids
      .flatMap((id): Node[] => [findNode(id, call)?.view].filter((each) => each !== undefined))
      .map((actor) => ({ id: actor["id"], actor }));
    return [field, (args: PageArgs) => connection(nodes, args)] as const;
  });
  return {
    ...data,
    __typename: "BranchProtectionRule",
    id: data["node_id"],
    databaseId: data["id"],
    repository: owner ? () => repositoryNode(owner, call) : null,
    ...Object.fromEntries(lists),
  };
}
