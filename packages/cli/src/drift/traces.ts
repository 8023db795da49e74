import type { UnattributedItem } from "./changes.ts";
import type { Traces } from "./attribution.ts";
import type { StateResource } from "./state-resources.ts";

/** Properties that name a thing at its vendor. */
const naming = [
  "name",
  "environment",
  "secretName",
  "variableName",
  "username",
  "key",
  "domain",
  "label",
  "slug",
  "rulesetId",
  "serviceName",
  "publicId",
] as const;

/** Words of GitHub's audit log by class. Source: GitHub docs, "Audit log events for your organization". */
const githubActions: Readonly<Record<string, readonly string[]>> = {
  Repository: ["repo.", "repository_"],
  RepositoryRuleset: ["repository_ruleset."],
  IssueLabel: ["label.", "repo."],
  Team: ["team."],
  TeamMembership: ["team."],
  TeamRepository: ["team."],
  Membership: ["org."],
  BranchProtection: ["protected_branch."],
  RepositoryDeployKey: ["public_key."],
  RepositoryWebhook: ["hook."],
  OrganizationWebhook: ["hook."],
  RepositoryEnvironment: ["environment."],
  RepositoryEnvironmentDeploymentPolicy: ["environment."],
  ActionsEnvironmentSecret: ["environment."],
  ActionsEnvironmentVariable: ["environment."],
};

/**
 * Words by which an audit log may name an item: its id and the parts of it, and what its properties call it. A name that is only good
 * within its container must be found together with the container.
 */
export function tracesOf(item: UnattributedItem, resource: StateResource | undefined, organization: string): Traces {
  const repository = item.vendor === "github" ? repositoryOf(item, resource) : undefined;
  const parts = item.id.split(/[:/]/);
  const named = naming.map((each) => resource?.inputs[each] ?? resource?.outputs[each]);
  const texts = named
    .filter((each): each is string | number => typeof each === "string" || typeof each === "number")
    .map(String);
  const within = repository === undefined ? [] : [`${organization}/${repository}`, repository];
  const own = [item.id, parts.at(-1) ?? "", ...texts, ...(resource === undefined ? [lastWord(item.name)] : [])];
  const specific = own.filter((each) => each.length > 1 && !within.includes(each));
  // A setting that a repository has once is named by the repository itself.
  const single = texts.length === 0 && repository !== undefined && resource !== undefined;
  const actions = item.vendor === "github" ? (githubActions[item.kind.split(":").at(-1) ?? ""] ?? []) : [];
  return { own: single || specific.length === 0 ? within : specific, container: within, actions };
}

function repositoryOf(item: UnattributedItem, resource: StateResource | undefined): string | undefined {
  const given =
    resource?.inputs["repository"] ?? (item.kind.endsWith(":Repository") ? resource?.inputs["name"] : undefined);
  if (typeof given === "string") return given;
  return resource === undefined && item.name.includes(" ") ? item.name.split(" ")[0] : undefined;
}

function lastWord(name: string): string {
  return name.split(" ").at(-1) ?? name;
}
