import { z } from "zod";
import type { GitHubClient } from "../github-client.ts";
import { isMarked, type Collector } from "../inventory-object.ts";
import { githubKinds } from "./github-kinds.ts";
import { readRepositories } from "./github-repositories.ts";
import { login, named, webhook, webhookOf, type Container } from "./github-things.ts";

export { githubKinds } from "./github-kinds.ts";

const team = z.object({ id: z.number(), slug: z.string(), name: z.string(), description: z.string().nullish() });

/** Everything of an organisation at GitHub. */
export async function readGitHub(client: GitHubClient, into: Collector): Promise<void> {
  await Promise.all([
    readMembers(client, into),
    readWebhooks(client, into),
    readTeams(client, into),
    readRepositories(client, into),
  ]);
}

async function readMembers(client: GitHubClient, into: Collector): Promise<void> {
  const { organization } = client;
  for (const role of ["admin", "member"]) {
    const people = await into.list(githubKinds.member, organization, () =>
      client.list(`list the ${role}s of ${organization}`, "GET /orgs/{org}/members", { role }, login),
    );
    for (const person of people)
      into.add({
        kind: githubKinds.member,
        id: `${organization}:${person.login}`,
        name: person.login,
        ...(role === "admin" ? { remark: "owner of the organisation" } : {}),
      });
  }
}

async function readWebhooks(client: GitHubClient, into: Collector): Promise<void> {
  const organization: Container = { kind: "", id: client.organization, name: client.organization };
  const read = () => client.list("list the webhooks of the organisation", "GET /orgs/{org}/hooks", {}, webhook);
  await into.take(githubKinds.organizationWebhook, undefined, read, (each) => webhookOf(organization, each));
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
