import { z } from "zod";
import type { GitHubClient } from "../github-client.ts";
import { aliasOf } from "../identity/text.ts";
import { isMarked, type Collector } from "../inventory-object.ts";
import { readEnvironments } from "./github-environments.ts";
import { githubKinds } from "./github-kinds.ts";
import { changedAt, login, named, webhook, webhookOf, within, type Container } from "./github-things.ts";

const repository = z.object({
  name: z.string(),
  topics: z.array(z.string()).optional(),
  archived: z.boolean().optional(),
});
const ruleset = z.object({ id: z.number(), name: z.string(), updated_at: z.string().optional() });
const collaborator = login.extend({ role_name: z.string().optional() });
const deployKey = z.object({
  id: z.number(),
  title: z.string(),
  read_only: z.boolean(),
  created_at: z.string().optional(),
});
const protections = z.object({
  repository: z.object({
    branchProtectionRules: z.object({
      nodes: z.array(z.object({ id: z.string(), pattern: z.string() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});
type Protection = z.infer<typeof protections>["repository"]["branchProtectionRules"]["nodes"][number];

/** Repositories of the organisation and everything in them. */
export async function readRepositories(client: GitHubClient, into: Collector): Promise<void> {
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
  const own = { includes_parents: false };
  await Promise.all([
    into.take(githubKinds.label, parent, () => list("labels", "labels", named), within(parent)),
    into.take(githubKinds.repositorySecret, parent, () => list("secrets", "actions/secrets", named), within(parent)),
    into.take(
      githubKinds.repositoryVariable,
      parent,
      () => list("variables", "actions/variables", named),
      within(parent),
    ),
    into.take(
      githubKinds.ruleset,
      parent,
      () => list("rulesets", "rulesets", ruleset, own),
      (each) => ({
        id: String(each.id),
        alias: aliasOf(repo, each.name),
        name: `${repo} ${each.name}`,
        ...changedAt(each.updated_at),
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
    into.take(
      githubKinds.deployKey,
      parent,
      () => list("deploy keys", "keys", deployKey),
      ({ id, title, read_only: reads, created_at: at }) => ({
        id: `${repo}:${String(id)}`,
        name: `${repo} ${title}`,
        remark: reads ? "reads the code" : "may write code",
        ...changedAt(at),
      }),
    ),
    into.take(
      githubKinds.webhook,
      parent,
      () => list("webhooks", "hooks", webhook),
      (each) => webhookOf(parent, each),
    ),
    readBranchProtection(client, into, parent),
    readEnvironments(client, into, parent),
  ]);
}

/** Protection of branches in its old form, beside the rulesets; only GraphQL lists it. */
async function readBranchProtection(client: GitHubClient, into: Collector, parent: Container): Promise<void> {
  const query = `query ($owner: String!, $repo: String!, $after: String) {
    repository(owner: $owner, name: $repo) {
      branchProtectionRules(first: 100, after: $after) { nodes { id pattern } pageInfo { hasNextPage endCursor } }
    }
  }`;
  const read = async (): Promise<readonly Protection[]> => {
    const found: Protection[] = [];
    for (let after: string | null = null; ;) {
      const what = `list the protected branches of ${parent.name}`;
      const page: z.infer<typeof protections> = await client.graphql(
        what,
        query,
        { repo: parent.name, after },
        protections,
      );
      const { nodes, pageInfo } = page.repository.branchProtectionRules;
      found.push(...nodes);
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) return found;
    }
  };
  await into.take(githubKinds.branchProtection, parent, read, ({ id, pattern }) => ({
    id,
    alias: aliasOf(parent.name, pattern),
    name: `${parent.name} ${pattern}`,
  }));
}
