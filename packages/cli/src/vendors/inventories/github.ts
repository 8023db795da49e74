import { z } from "zod";
import type { GitHubClient } from "../github-client.ts";
import { isMarked, type Collector } from "../inventory-object.ts";

/** Type tokens of what GitHub holds. */
export const githubKinds = {
  repository: "github:index/repository:Repository",
  team: "github:index/team:Team",
  teamMembership: "github:index/teamMembership:TeamMembership",
  teamRepository: "github:index/teamRepository:TeamRepository",
  member: "github:index/membership:Membership",
  collaborator: "github:index/repositoryCollaborator:RepositoryCollaborator",
  label: "github:index/issueLabel:IssueLabel",
  ruleset: "github:index/repositoryRuleset:RepositoryRuleset",
  environment: "github:index/repositoryEnvironment:RepositoryEnvironment",
  deploymentPolicy: "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
  environmentSecret: "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret",
  environmentVariable: "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable",
  repositorySecret: "github:index/actionsSecret:ActionsSecret",
  repositoryVariable: "github:index/actionsVariable:ActionsVariable",
} as const;

const named = z.object({ name: z.string(), updated_at: z.string().optional() });
const login = z.object({ login: z.string() });
const team = z.object({ id: z.number(), slug: z.string(), name: z.string(), description: z.string().nullish() });
const repository = z.object({
  name: z.string(),
  topics: z.array(z.string()).optional(),
  archived: z.boolean().optional(),
});
const ruleset = z.object({ id: z.number(), name: z.string(), updated_at: z.string().optional() });
const policy = z.object({ id: z.number(), name: z.string() });
const environment = z.object({
  name: z.string(),
  updated_at: z.string().nullish(),
  deployment_branch_policy: z.object({ custom_branch_policies: z.boolean() }).nullish(),
});
const collaborator = login.extend({ role_name: z.string().optional() });

interface Container {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** Everything of an organisation at GitHub. */
export async function readGitHub(client: GitHubClient, into: Collector): Promise<void> {
  await Promise.all([readMembers(client, into), readTeams(client, into), readRepositories(client, into)]);
}

async function readMembers(client: GitHubClient, into: Collector): Promise<void> {
  const organization = { kind: "", id: client.organization, name: client.organization };
  for (const role of ["admin", "member"]) {
    const people = await into.list(githubKinds.member, organization.name, () =>
      client.list(`list the ${role}s of ${organization.name}`, "GET /orgs/{org}/members", { role }, login),
    );
    for (const person of people)
      into.add({
        kind: githubKinds.member,
        id: `${organization.id}:${person.login}`,
        name: person.login,
        ...(role === "admin" ? { remark: "owner of the organisation" } : {}),
      });
  }
}

async function readTeams(client: GitHubClient, into: Collector): Promise<void> {
  const teams = await into.take(
    githubKinds.team,
    undefined,
    () => client.list(`list the teams of ${client.organization}`, "GET /orgs/{org}/teams", {}, team),
    ({ id, name, description }) => ({ id: String(id), name, managedTag: isMarked(description) }),
  );
  await Promise.all(teams.map((each) => readTeam(client, into, each)));
}

async function readTeam(
  client: GitHubClient,
  into: Collector,
  { id, slug, name }: z.infer<typeof team>,
): Promise<void> {
  const parent: Container = { kind: githubKinds.team, id: String(id), name };
  const at = { team_slug: slug };
  const roles = ["maintainer", "member"].map((role) =>
    into.take(
      githubKinds.teamMembership,
      parent,
      () =>
        client.list(
          `list the ${role}s of team ${name}`,
          "GET /orgs/{org}/teams/{team_slug}/members",
          { ...at, role },
          login,
        ),
      (person) => ({ id: `${parent.id}:${person.login}`, name: `${person.login} in ${name}`, remark: role }),
    ),
  );
  const repositories = into.take(
    githubKinds.teamRepository,
    parent,
    () => client.list(`list the repositories of team ${name}`, "GET /orgs/{org}/teams/{team_slug}/repos", at, named),
    (each) => ({ id: `${parent.id}:${each.name}`, name: `${name} on ${each.name}` }),
  );
  await Promise.all([...roles, repositories]);
}

async function readRepositories(client: GitHubClient, into: Collector): Promise<void> {
  const repositories = await into.take(
    githubKinds.repository,
    undefined,
    () =>
      client.list(
        `list the repositories of ${client.organization}`,
        "GET /orgs/{org}/repos",
        { type: "all" },
        repository,
      ),
    ({ name, topics = [], archived }) => ({
      id: name,
      name,
      managedTag: isMarked(...topics),
      ...(archived === true ? { remark: "archived" } : {}),
    }),
  );
  await Promise.all(repositories.map((each) => readRepository(client, into, each.name)));
}

async function readRepository(client: GitHubClient, into: Collector, repo: string): Promise<void> {
  const parent: Container = { kind: githubKinds.repository, id: repo, name: repo };
  const list = <T>(what: string, path: string, item: z.ZodType<T>, query = {}) =>
    client.list(`list the ${what} of ${repo}`, `GET /repos/{owner}/{repo}/${path}`, { repo, ...query }, item);
  const within = ({ name, updated_at: at }: z.infer<typeof named>) => ({
    id: `${repo}:${name}`,
    name: `${repo} ${name}`,
    ...changed(at),
  });
  const own = { includes_parents: false };
  await Promise.all([
    into.take(githubKinds.label, parent, () => list("labels", "labels", named), within),
    into.take(githubKinds.repositorySecret, parent, () => list("secrets", "actions/secrets", named), within),
    into.take(githubKinds.repositoryVariable, parent, () => list("variables", "actions/variables", named), within),
    into.take(
      githubKinds.ruleset,
      parent,
      () => list("rulesets", "rulesets", ruleset, own),
      (each) => ({
        id: String(each.id),
        alias: `${repo} ${each.name}`,
        name: `${repo} ${each.name}`,
        ...changed(each.updated_at),
      }),
    ),
    into.take(
      githubKinds.collaborator,
      parent,
      () => list("collaborators", "collaborators", collaborator, { affiliation: "direct" }),
      (each) => ({
        id: `${repo}:${each.login}`,
        name: `${each.login} on ${repo}`,
        remark: each.role_name ?? "direct access",
      }),
    ),
    readEnvironments(client, into, parent),
  ]);
}

async function readEnvironments(client: GitHubClient, into: Collector, parent: Container): Promise<void> {
  const repo = parent.name;
  const environments = await into.take(
    githubKinds.environment,
    parent,
    () =>
      client.list(`list the environments of ${repo}`, "GET /repos/{owner}/{repo}/environments", { repo }, environment),
    ({ name, updated_at: at }) => ({ id: `${repo}:${name}`, name: `${repo} ${name}`, ...changed(at ?? undefined) }),
  );
  await Promise.all(environments.map((each) => readEnvironment(client, into, repo, each)));
}

async function readEnvironment(
  client: GitHubClient,
  into: Collector,
  repo: string,
  { name, deployment_branch_policy: branches }: z.infer<typeof environment>,
): Promise<void> {
  const parent: Container = { kind: githubKinds.environment, id: `${repo}:${name}`, name: `${repo} ${name}` };
  const list = <T>(what: string, item: z.ZodType<T>) =>
    client.list(
      `list the ${what} of environment ${parent.name}`,
      `GET /repos/{owner}/{repo}/environments/{environment_name}/${what}`,
      { repo, environment_name: name },
      item,
    );
  const within = (each: z.infer<typeof named>) => ({
    id: `${parent.id}:${each.name}`,
    name: `${parent.name} ${each.name}`,
    ...changed(each.updated_at),
  });
  await Promise.all([
    into.take(githubKinds.environmentSecret, parent, () => list("secrets", named), within),
    into.take(githubKinds.environmentVariable, parent, () => list("variables", named), within),
    ...(branches?.custom_branch_policies === true
      ? [
          into.take(
            githubKinds.deploymentPolicy,
            parent,
            () => list("deployment-branch-policies", policy),
            (each) => ({
              id: `${parent.id}:${String(each.id)}`,
              alias: `${repo} ${name} ${each.name}`,
              name: `${parent.name} ${each.name}`,
            }),
          ),
        ]
      : []),
  ]);
}

function changed(at: string | undefined): { changedAt?: string } {
  return at === undefined ? {} : { changedAt: at };
}
