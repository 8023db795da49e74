import { z } from "zod";
import type { GitHubClient } from "../github-client.ts";
import { aliasOf } from "../identity/text.ts";
import type { Collector } from "../inventory-object.ts";
import { githubKinds } from "./github-kinds.ts";
import { named, within, type Container } from "./github-things.ts";

const policy = z.object({ id: z.number(), name: z.string(), type: z.string().nullish() });
const environment = z.object({
  name: z.string(),
  updated_at: z.string().nullish(),
  deployment_branch_policy: z.object({ custom_branch_policies: z.boolean() }).nullish(),
});

/** Environments of a repository and what is in them. */
export async function readEnvironments(client: GitHubClient, into: Collector, parent: Container): Promise<void> {
  const repo = parent.name;
  const environments = await into.take(
    githubKinds.environment,
    parent,
    () =>
      client.list(`list the environments of ${repo}`, "GET /repos/{owner}/{repo}/environments", { repo }, environment),
    within(parent),
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
  await Promise.all([
    into.take(githubKinds.environmentSecret, parent, () => list("secrets", named), within(parent)),
    into.take(githubKinds.environmentVariable, parent, () => list("variables", named), within(parent)),
    ...(branches?.custom_branch_policies === true
      ? [
          into.take(
            githubKinds.deploymentPolicy,
            parent,
            () => list("deployment-branch-policies", policy),
            (each) => ({
              id: `${parent.id}:${String(each.id)}`,
              outputs: { policyId: each.id },
              alias: each.type === "tag" ? aliasOf(repo, name, "", each.name) : aliasOf(repo, name, each.name),
              name: `${parent.name} ${each.name}`,
            }),
          ),
        ]
      : []),
  ]);
}
