import { matchesGlob } from "node:path";
import type { World } from "../../../world/world.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { Repository } from "../git/objects.ts";
import type { RulesetRule } from "../tables/ruleset-rules.ts";

/** What a pull request needs before it may be merged. */
export interface ReviewDemand {
  readonly count: number;
  readonly dismissStale: boolean;
  readonly codeOwners: boolean;
  readonly lastPush: boolean;
  readonly threads: boolean;
  readonly methods: readonly string[];
}

/** A check that must have passed; `app`: only from that app. */
export interface CheckDemand {
  readonly context: string;
  readonly app: number | null;
}

/** Who is let through, and when. */
export interface Bypass {
  readonly type: string;
  readonly id: number | null;
  readonly mode: string;
}

/** Everything that one ruleset or one classic rule asks of a branch. */
export interface Demands {
  readonly from: "ruleset" | "protection";
  readonly types: ReadonlySet<string>;
  readonly reviews?: ReviewDemand;
  readonly checks: readonly CheckDemand[];
  readonly strict: boolean;
  readonly deployments: readonly string[];
  readonly bypass: readonly Bypass[];
}

interface RulesetData extends Data {
  readonly target: string;
  readonly enforcement: string;
  readonly bypass_actors: readonly { actor_id?: number | null; actor_type: string; bypass_mode?: string }[];
  readonly conditions: { ref_name?: { include: readonly string[]; exclude: readonly string[] } } | null;
  readonly rules: readonly RulesetRule[];
}

/** What is asked of a branch or tag, by active rulesets and classic protection. */
export function demandsOn(world: World, repo: Repository, name: string, target = "branch"): readonly Demands[] {
  const rulesets = world.store.children<RulesetData>("github.ruleset", repo.key).filter(({ data }) => {
    const { include, exclude } = data.conditions?.ref_name ?? { include: [], exclude: [] };
    const fits = (pattern: string): boolean => isMeant(pattern, target, name, repo);
    return data.enforcement === "active" && data.target === target && include.some(fits) && !exclude.some(fits);
  });
  const classic = target === "branch" ? world.store.children("github.branch-protection-rule", repo.key) : [];
  const found = classic.filter(({ data }) => matchesGlob(name, String(data["pattern"])));
  return [...rulesets.map(ofRuleset), ...found.map(ofProtection)];
}

function isMeant(pattern: string, target: string, name: string, { data }: Repository): boolean {
  if (pattern === "~ALL") return true;
  if (pattern === "~DEFAULT_BRANCH") return name === data.default_branch;
  return matchesGlob(`refs/${target === "tag" ? "tags" : "heads"}/${name}`, pattern);
}

function ofRuleset({ data }: Entity<RulesetData>): Demands {
  const of = <T extends RulesetRule["type"]>(type: T): Extract<RulesetRule, { type: T }> | undefined =>
    data.rules.find((rule): rule is Extract<RulesetRule, { type: T }> => rule.type === type);
  const asked = of("pull_request")?.parameters;
  const checks = of("required_status_checks")?.parameters;
  const reviews = asked && {
    count: asked.required_approving_review_count,
    dismissStale: asked.dismiss_stale_reviews_on_push,
    codeOwners: asked.require_code_owner_review,
    lastPush: asked.require_last_push_approval,
    threads: asked.required_review_thread_resolution,
    methods: asked.allowed_merge_methods ?? ["merge", "squash", "rebase"],
  };
  return {
    from: "ruleset",
    types: new Set(data.rules.map(({ type }) => type)),
    ...(reviews ? { reviews } : {}),
    checks: (checks?.required_status_checks ?? []).map((each) => ({
      context: each.context,
      app: each.integration_id ?? null,
    })),
    strict: checks?.strict_required_status_checks_policy ?? false,
    deployments: of("required_deployments")?.parameters.required_deployment_environments ?? [],
    bypass: data.bypass_actors.map((each) => ({
      type: each.actor_type,
      id: each.actor_id ?? null,
      mode: each.bypass_mode ?? "always",
    })),
  };
}

/** Which rule of a ruleset a switch of classic protection is. Source: GitHub docs, "About rulesets", comparison. */
const switches = {
  requiresLinearHistory: "required_linear_history",
  requiresCommitSignatures: "required_signatures",
  requiresApprovingReviews: "pull_request",
  requiresStatusChecks: "required_status_checks",
  requiresDeployments: "required_deployments",
} as const;

function ofProtection({ data }: Entity): Demands {
  const on = Object.entries(switches).filter(([name]) => data[name] === true);
  const types = new Set<string>(on.map(([, type]) => type));
  if (data["allowsForcePushes"] !== true) types.add("non_fast_forward");
  if (data["allowsDeletions"] !== true) types.add("deletion");
  const has = types.has("pull_request") || data["requiresConversationResolution"] === true;
  const reviews: ReviewDemand = {
    count: types.has("pull_request") ? Number(data["requiredApprovingReviewCount"] ?? 1) : 0,
    dismissStale: data["dismissesStaleReviews"] === true,
    codeOwners: data["requiresCodeOwnerReviews"] === true,
    lastPush: data["requireLastPushApproval"] === true,
    threads: data["requiresConversationResolution"] === true,
    methods: ["merge", "squash", "rebase"],
  };
  const contexts = (data["requiredStatusCheckContexts"] ?? []) as readonly string[];
  return {
    from: "protection",
    types,
    ...(has ? { reviews } : {}),
    checks: types.has("required_status_checks") ? contexts.map((context) => ({ context, app: null })) : [],
    strict: types.has("required_status_checks") && data["requiresStrictStatusChecks"] === true,
    deployments: types.has("required_deployments") ? ((data["requiredDeploymentEnvironments"] ?? []) as string[]) : [],
    bypass: data["isAdminEnforced"] === true ? [] : [{ type: "OrganizationAdmin", id: 1, mode: "always" }],
  };
}
