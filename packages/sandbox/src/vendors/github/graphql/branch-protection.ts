import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { amend, make } from "../../../resource-table/change.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { writeAudit } from "../behaviour/audit-log.ts";
import { repository } from "../tables/repository.ts";
import { nodeId } from "../wire.ts";
import { githubError, unresolved } from "./errors.ts";
import { findNode, type Node } from "./nodes.ts";

/** A branch protection rule as kept: the fields of its GraphQL input. */
export interface ProtectionData extends Data {
  readonly pattern: string;
  readonly id: number;
  readonly node_id: string;
}

type Input = Readonly<Record<string, unknown>>;

/** Classic branch protection. It has no REST route here: the provider speaks GraphQL for it (facts/endpoints.md 2.1). */
export const branchProtectionRule = resource<ProtectionData>({
  vendor: "github",
  name: "branch-protection-rule",
  title: "BranchProtectionRule",
  source: "@octokit/graphql-schema BranchProtectionRule, CreateBranchProtectionRuleInput",
  parent: repository,
  identity: { rule_id: "id" },
  operations: {},
  scopes: { read: "administration:read", write: "administration:write" },
  input: z.looseObject({}),
  unique: [{ fields: ["pattern"], message: "Name already protected" }],
  defaults: () => ({
    allowsDeletions: false,
    allowsForcePushes: false,
    blocksCreations: false,
    dismissesStaleReviews: false,
    isAdminEnforced: false,
    lockAllowsFetchAndMerge: false,
    lockBranch: false,
    requireLastPushApproval: false,
    requiredApprovingReviewCount: null,
    requiredDeploymentEnvironments: [],
    requiredStatusCheckContexts: [],
    requiresApprovingReviews: false,
    requiresCodeOwnerReviews: false,
    requiresCommitSignatures: false,
    requiresConversationResolution: false,
    requiresDeployments: false,
    requiresLinearHistory: false,
    requiresStatusChecks: false,
    requiresStrictStatusChecks: false,
    restrictsPushes: false,
    restrictsReviewDismissals: false,
    bypassForcePushActorIds: [],
    bypassPullRequestActorIds: [],
    pushActorIds: [],
    reviewDismissalActorIds: [],
  }),
  computed(_data, { world }) {
    const id = world.ids.number("github.branch-protection-rule", 300_001);
    return { id, node_id: nodeId("BPR", id) };
  },
});

/** Mutations on rules. Each needs the right to administrate. */
export const protectionMutations = {
  createBranchProtectionRule({ input }: { input: Input }, call: Call): Node {
    needAdministration(call);
    const { repositoryId, clientMutationId, ...fields } = input;
    const owner = nodeOf(repositoryId, "Repository", call);
    const rule = make(branchProtectionRule, fields, call, owner);
    writeAudit({ row: branchProtectionRule, act: "created", entity: rule }, call);
    return { clientMutationId, branchProtectionRule: findNode(rule.data.node_id, call)?.view };
  },

  updateBranchProtectionRule({ input }: { input: Input }, call: Call): Node {
    needAdministration(call);
    const { branchProtectionRuleId, clientMutationId, ...fields } = input;
    const before = nodeOf(branchProtectionRuleId, "BranchProtectionRule", call) as Entity<ProtectionData>;
    const rule = amend(branchProtectionRule, before, fields, call);
    writeAudit({ row: branchProtectionRule, act: "updated", entity: rule, before }, call);
    return { clientMutationId, branchProtectionRule: findNode(rule.data.node_id, call)?.view };
  },

  deleteBranchProtectionRule({ input }: { input: Input }, call: Call): Node {
    needAdministration(call);
    const entity = nodeOf(input["branchProtectionRuleId"], "BranchProtectionRule", call);
    call.world.store.remove(entity.key);
    writeAudit({ row: branchProtectionRule, act: "removed", entity }, call);
    return { clientMutationId: input["clientMutationId"] };
  },
};

function nodeOf(id: unknown, type: string, call: Call): Entity {
  const found = typeof id === "string" ? findNode(id, call) : undefined;
  if (found?.view["__typename"] !== type) throw unresolved(String(id));
  return found.entity;
}

function needAdministration({ holder }: Call): void {
  if (holder.scopes.has("administration:write")) return;
  throw githubError("FORBIDDEN", "Resource not accessible by personal access token");
}
