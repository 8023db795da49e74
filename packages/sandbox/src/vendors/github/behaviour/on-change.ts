import type { Call } from "../../../http/message.ts";
import { amend, make, type Change } from "../../../resource-table/change.ts";
import { label } from "../tables/label.ts";
import { teamMembership } from "../tables/memberships.ts";
import { firstLabels } from "../tables/repository-rules.ts";
import { repository } from "../tables/repository.ts";
import { teamRepository } from "../tables/team-repository.ts";
import type { MembershipData, RepositoryData } from "../types.ts";
import { writeAudit } from "./audit-log.ts";
import { commitFor } from "../git/commits.ts";
import { putBlob, type Repository } from "../git/objects.ts";
import { moveBranch } from "../rules/push.ts";
import { accountOf } from "./people-routes.ts";

type Reaction = (change: Change, call: Call) => void;

/** What GitHub does of itself after a change. */
const reactions: Readonly<Record<string, Reaction>> = {
  "repository.created": ({ entity }, call) => {
    for (const [name, color, description] of firstLabels) {
      make(label, { name, color, description, default: true }, call, entity);
    }
    if ((entity as Repository).data.auto_init) firstCommit(entity as Repository, call);
  },
  "repository.updated": ({ entity, before }, call) => {
    const name = before?.data["name"];
    if (name === entity.data["name"]) return;
    const links = call.world.store.all("github.team-repository").filter((each) => each.data["repository"] === name);
    for (const link of links) amend(teamRepository, link as never, { repository: entity.data["name"] }, call);
  },
  "repository.removed": ({ entity }, { world }) => {
    const links = world.store.all("github.team-repository");
    for (const link of links) if (link.data["repository"] === entity.data["name"]) world.store.remove(link.key);
  },
  "team.created": ({ entity }, call) => {
    const given = call.request.body as { maintainers?: readonly string[]; repo_names?: readonly string[] };
    for (const login of new Set([...creator(call), ...(given.maintainers ?? [])])) {
      make(teamMembership, { login, role: "maintainer" }, call, entity);
    }
    for (const full of given.repo_names ?? []) {
      make(teamRepository, { repository: full.replace(/^.*\//, ""), permission: "pull" }, call, entity);
    }
  },
  "automated-security-fixes.created": (change, call) => setDependabot(change, call, "enabled"),
  "automated-security-fixes.updated": (change, call) => setDependabot(change, call, "enabled"),
  "automated-security-fixes.removed": (change, call) => setDependabot(change, call, "disabled"),
};

/** Told of every change: GitHub's own reactions, then the audit log. */
export function onChange(change: Change, call: Call): void {
  reactions[`${change.row.name}.${change.act}`]?.(change, call);
  writeAudit(change, call);
}

/** The first commit of a repository: a page with its name. */
function firstCommit(repo: Repository, call: Call): void {
  const { sha } = putBlob(call.world, repo, Buffer.from(`# ${repo.data.name}\n`));
  const files = { "README.md": { mode: "100644", sha } };
  const commit = commitFor(call, repo, { message: "Initial commit", files, parents: [] });
  moveBranch(call, repo, repo.data.default_branch, commit.sha);
}

/** Whoever makes a team becomes its maintainer, when in the organisation. Source: GitHub docs, "Create a team". */
function creator(call: Call): string[] {
  const { login } = accountOf(call).data;
  const all = call.world.store.all<MembershipData>("github.organization-membership");
  return all.some(({ data }) => data.login === login && data.state === "active") ? [login] : [];
}

function setDependabot({ entity }: Change, call: Call, status: string): void {
  const owner = call.world.store.get<RepositoryData>(entity.parent ?? "");
  if (owner) amend(repository, owner, { security_and_analysis: { dependabot_security_updates: { status } } }, call);
}
