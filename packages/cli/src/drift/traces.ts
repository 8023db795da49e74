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
  RepositoryCollaborator: ["repo."],
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

/** Classes of GitHub that lie in no repository. */
const outside: ReadonlySet<string> = new Set([
  "Team",
  "TeamMembership",
  "TeamRepository",
  "Membership",
  "OrganizationWebhook",
]);

/**
 * Words by which an audit log may name an item: its id and the parts of it, and what its properties call it. A name that is only good
 * within its container must be found together with the container.
 */
export function tracesOf(item: UnattributedItem, resource: StateResource | undefined, organization: string): Traces {
  const kind = item.kind.split(":").at(-1) ?? "";
  if (resource === undefined && kind === "ProjectProtectionBypass") return ofBypass(item);
  const within = containerOf(item, resource, organization, kind);
  const parts = item.id.split(/[:/]/);
  const named = naming.map((each) => resource?.inputs[each] ?? resource?.outputs[each]);
  const texts = named
    .filter((each): each is string | number => typeof each === "string" || typeof each === "number")
    .map(String);
  const own = [item.id, parts.at(-1) ?? "", ...texts, ...(resource === undefined ? [lastWord(item.name)] : [])];
  const specific = own.filter((each) => each.length > 1 && !within.includes(each));
  // A setting that a repository has once is named by the repository itself.
  const single = item.vendor === "github" && texts.length === 0 && within.length > 0 && resource !== undefined;
  const actions = item.vendor === "github" ? (githubActions[kind] ?? []) : [];
  return { own: single || specific.length === 0 ? within : specific, container: within, actions };
}

/** Vercel tells of it as of a field of the project, without the note. Source: `UserEventType` of @vercel/sdk. */
function ofBypass({ name }: UnattributedItem): Traces {
  return { own: [name.split(" ")[0] ?? ""], container: ["project-automation-bypass"], actions: [] };
}

function containerOf(
  item: UnattributedItem,
  resource: StateResource | undefined,
  organization: string,
  kind: string,
): readonly string[] {
  if (item.vendor !== "github") return [];
  if (resource === undefined && (kind === "TeamMembership" || kind === "TeamRepository")) {
    const team = kind === "TeamMembership" ? item.name.split(" in ").at(-1) : item.name.split(" on ")[0];
    return [`${organization}/${slugOf(team ?? "")}`];
  }
  const repository = outside.has(kind) ? undefined : repositoryOf(item, resource);
  return repository === undefined ? [] : [`${organization}/${repository}`, repository];
}

function repositoryOf(item: UnattributedItem, resource: StateResource | undefined): string | undefined {
  const given =
    resource?.inputs["repository"] ?? (item.kind.endsWith(":Repository") ? resource?.inputs["name"] : undefined);
  if (typeof given === "string") return given;
  return resource === undefined ? item.within?.split(":")[0] : undefined;
}

/** As GitHub makes the name of an address from that of a team. */
function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/** The name itself, behind that of its container; what stands in brackets is a remark. */
function lastWord(name: string): string {
  return (
    name
      .replace(/ \([^)]*\)$/, "")
      .split(" ")
      .at(-1) ?? name
  );
}
