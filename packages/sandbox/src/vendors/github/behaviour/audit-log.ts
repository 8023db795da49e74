import type { Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import type { Change } from "../../../resource-table/change.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { pageOf } from "../pages.ts";
import { organization } from "../tables/organization.ts";
import type { UserData } from "../types.ts";
import { accountOf } from "./people-routes.ts";

interface AuditData extends Data {
  readonly action: string;
  readonly actor: string;
  readonly actor_id: number;
  readonly org: string;
  readonly repo?: string;
  readonly user?: string;
  readonly team?: string;
  readonly environment_name?: string;
  readonly hook_id?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Words of the audit log for rows. Source: GitHub docs, "Audit log events for your organization"; others [unverified]. */
const subjects: Readonly<Record<string, string>> = {
  organization: "org",
  repository: "repo",
  team: "team",
  "team-membership": "team",
  "team-repository": "team",
  ruleset: "repository_ruleset",
  environment: "environment",
  "environment-secret": "environment",
  "environment-variable": "environment",
  label: "label",
  "deploy-key": "public_key",
  "repository-webhook": "hook",
  "organization-webhook": "hook",
  "branch-protection-rule": "protected_branch",
};
const special: Readonly<Record<string, string>> = {
  "organization-membership.created": "org.invite_member",
  "organization-membership.updated": "org.update_member",
  "organization-membership.removed": "org.remove_member",
  "collaborator.created": "repo.add_member",
  "collaborator.updated": "repo.update_member",
  "collaborator.removed": "repo.remove_member",
  "team-membership.created": "team.add_member",
  "team-membership.updated": "team.change_member_role",
  "team-membership.removed": "team.remove_member",
  "team-repository.created": "team.add_repository",
  "team-repository.updated": "team.update_repository_permission",
  "team-repository.removed": "team.remove_repository",
  "repository.removed": "repo.destroy",
  "repository.created": "repo.create",
  "environment.created": "environment.create",
  "environment.updated": "environment.update_protection_rule",
  "environment.removed": "environment.delete",
  "deployment-branch-policy.created": "environment.update_protection_rule",
  "deployment-branch-policy.updated": "environment.update_protection_rule",
  "deployment-branch-policy.removed": "environment.update_protection_rule",
  "deploy-key.removed": "public_key.delete",
  "repository-webhook.updated": "hook.config_changed",
  "organization-webhook.updated": "hook.config_changed",
  "environment-secret.created": "environment.create_actions_secret",
  "environment-secret.updated": "environment.update_actions_secret",
  "environment-secret.removed": "environment.remove_actions_secret",
  "environment-variable.created": "environment.create_actions_variable",
  "environment-variable.updated": "environment.update_actions_variable",
  "environment-variable.removed": "environment.remove_actions_variable",
};
const verbs = { created: "create", updated: "update", removed: "destroy" } as const;

/** Keeps who changed what and when, so that drift can be attributed (L4). */
export function writeAudit({ row, act, entity }: Change, call: Call): void {
  const { world, now } = call;
  const account = accountOf(call).data;
  const action = special[`${row.name}.${act}`] ?? `${subjects[row.name] ?? "repo"}.${verbs[act]}`;
  const { organization: org } = world.seed;
  const repo = call.params["repo"] ?? repositoryOf(entity, call);
  world.store.add<AuditData>("github.audit", {
    at: now,
    data: {
      action,
      actor: account.login,
      actor_id: account.id,
      org,
      ...(repo === undefined ? {} : { repo: `${org}/${repo}` }),
      ...subjectOf(row.name, entity, call),
      data: { resource: row.name, name: nameOf(entity) },
    },
  });
}

/** Writes an entry on an act that changes no row of the tables: a merge, an approval, a release. */
export function writeAct(world: World, at: number, actor: Entity<UserData>, action: string, about: Data): void {
  const { organization: org } = world.seed;
  const { repo, ...rest } = about;
  const named = typeof repo === "string" ? { repo: `${org}/${repo}` } : {};
  const data = { action, actor: actor.data.login, actor_id: actor.data.id, org, ...named, data: {}, ...rest };
  world.store.add<AuditData>("github.audit", { at, data });
}

/** Name of the repository that a thing is or lies in; undefined outside of any. */
function repositoryOf({ key, data, parent }: Entity, call: Call): string | undefined {
  if (key.startsWith("github.repository:")) return String(data["name"]);
  const above = parent === null ? undefined : call.world.store.get(parent);
  return above === undefined ? undefined : repositoryOf(above, call);
}

/** Whom and what an entry names besides the repository. Source: fields of GitHub's page on audit log events by group. */
function subjectOf(name: string, { data, parent }: Entity, call: Call): Record<string, unknown> {
  const { world, params } = call;
  const team = name === "team" ? data : name.startsWith("team-") ? world.store.get(parent ?? "")?.data : undefined;
  const environment = params["environment_name"] ?? (name === "environment" ? data["name"] : undefined);
  return {
    ...(team === undefined ? {} : { team: `${world.seed.organization}/${String(team["slug"])}` }),
    ...(name.endsWith("-membership") || name === "collaborator" ? { user: data["login"] } : {}),
    ...(name.endsWith("-webhook") ? { hook_id: data["id"] } : {}),
    ...(environment === undefined ? {} : { environment_name: environment }),
  };
}

function nameOf({ data }: Entity): unknown {
  const named = ["name", "login", "repository", "title", "pattern"].map((key) => data[key]);
  return named.find((each) => each !== undefined) ?? null;
}

/** The audit log of the organisation, newest first. Phrases: `action:`, `actor:`, `repo:`, `created:>=`. */
export const auditRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/orgs/{org}/audit-log",
    scope: "organization_administration:read",
    statuses: [200],
    source: "github.json /orgs/{org}/audit-log; search qualifiers: GitHub docs, reviewing the audit log",
    run(call) {
      locate(organization, call);
      const wanted = (call.request.query.get("phrase") ?? "").split(/\s+/).filter((word) => word !== "");
      const all = call.world.store.all<AuditData>("github.audit").toReversed();
      const entries = all.filter((entry) => wanted.every((word) => matches(entry, word)));
      return pageOf(
        call.request.query.get("order") === "asc" ? entries.toReversed() : entries,
        auditView,
        undefined,
        call,
      );
    },
  },
];

function auditView({ key, created, data }: Entity<AuditData>): Record<string, unknown> {
  return { "@timestamp": created, _document_id: key.replace(":", "-"), created_at: created, ...data };
}

function matches({ data, created }: Entity<AuditData>, word: string): boolean {
  const [qualifier, value = ""] = word.split(/:(.*)/s);
  if (qualifier === "action") return data.action === value || data.action.startsWith(`${value}.`);
  if (qualifier === "actor") return data.actor === value;
  if (qualifier === "repo") return data.repo === value;
  if (qualifier === "created" && value.startsWith(">=")) return created >= Date.parse(value.slice(2));
  return false;
}
