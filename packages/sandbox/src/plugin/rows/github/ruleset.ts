import type { Properties, ValueType } from "@launchgate/provider-kit";
import { fieldsOf, plainRow } from "../../plain-row.ts";
import type { Setting } from "../../row.ts";
import { richRules, ruleFlags, rulesFromWire, rulesToWire } from "./ruleset-rules.ts";

const type = "github:index/repositoryRuleset:RepositoryRuleset";
const rulesType = (): ValueType => fieldsOf({ type })["rules"]?.type ?? { kind: "any" };
const settingsFor = (names: readonly string[], setting: Setting): Readonly<Record<string, Setting>> =>
  Object.fromEntries(names.map((name) => [`rules.${name}`, setting]));
const pullRequestFlags = [
  "dismissStaleReviewsOnPush",
  "requireCodeOwnerReview",
  "requireLastPushApproval",
  "requiredReviewThreadResolution",
].map((name) => `pullRequest.${name}`);

/** Rules for branches, tags or pushes of a repository (P6). */
export const repositoryRuleset = plainRow({
  type,
  source: "terraform-provider-github resource_github_repository_ruleset.go, util_rules.go",
  createBy: "POST /repos/{owner}/{repository}/rulesets",
  readBy: "GET /repos/{owner}/{repository}/rulesets/{id}",
  updateBy: "PUT /repos/{owner}/{repository}/rulesets/{id}",
  removeBy: "DELETE /repos/{owner}/{repository}/rulesets/{id}",
  id: "{answer.id}",
  importBy: "{repository}:{id}",
  naturalKey: ["repository", "name"],
  autoName: true,
  outputs: ["rulesetId", "nodeId", "etag"],
  settings: {
    repository: { change: "replace" },
    name: { minLength: 1, maxLength: 100 },
    target: { values: ["branch", "tag", "push"] },
    enforcement: { values: ["disabled", "active", "evaluate"] },
    bypassActors: { absent: [], unordered: true },
    "bypassActors[].actorType": {
      values: ["Integration", "OrganizationAdmin", "RepositoryRole", "Team", "DeployKey", "EnterpriseOwner", "User"],
    },
    "bypassActors[].bypassMode": { values: ["always", "pull_request", "exempt"] },
    conditions: { absent: {} },
    "rules.requiredStatusChecks.requiredChecks": { unordered: true },
    "rules.requiredDeployments.requiredDeploymentEnvironments": { unordered: true },
    "rules.requiredCodeScanning.requiredCodeScanningTools": { unordered: true },
    "rules.pullRequest.requiredApprovingReviewCount": { min: 0, max: 10, absent: 0 },
    "rules.pullRequest.allowedMergeMethods": { unordered: true },
    ...settingsFor(ruleFlags, { absent: false }),
    ...settingsFor(pullRequestFlags, { absent: false }),
    ...settingsFor(richRules, { absent: {} }),
  },
  forms: {
    rules: { to: (value) => rulesToWire(rulesType(), value), from: (value) => rulesFromWire(rulesType(), value) },
    bypassActors: {
      to: (value) => (value as readonly Properties[]).map(actorToWire),
      from: (value) => (Array.isArray(value) ? value.map((each) => actorFromWire(each as Properties)) : []),
    },
    conditions: { to: conditionsToWire, from: conditionsFromWire },
  },
  complete: (body, _inputs, act) => (act === "update" ? { bypass_actors: [], ...body } : body),
  also: (body) => ({ ...body, ruleset_id: body["id"] }),
});

function actorToWire({ actorId, actorType, bypassMode }: Properties): Properties {
  const id = actorId === undefined ? {} : { actor_id: Number(actorId) };
  return { ...id, actor_type: actorType, bypass_mode: bypassMode };
}

function actorFromWire(actor: Properties): Properties {
  const id = actor["actor_id"];
  return {
    ...(id === null || id === undefined ? {} : { actorId: id }),
    actorType: actor["actor_type"],
    bypassMode: actor["bypass_mode"],
  };
}

function conditionsToWire(value: unknown): unknown {
  const names = (value as Properties)["refName"] as Properties | undefined;
  return names === undefined ? null : { ref_name: { include: names["includes"], exclude: names["excludes"] } };
}

function conditionsFromWire(value: unknown): unknown {
  const names = (value as { readonly ref_name?: Properties } | null | undefined)?.ref_name;
  return names === undefined ? null : { refName: { includes: names["include"], excludes: names["exclude"] } };
}
