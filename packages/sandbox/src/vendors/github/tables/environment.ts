import { planHas } from "@launchgate/core";
import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import type { FieldProblem } from "../../../http/refusal.ts";
import { refuseWith } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { environmentView } from "../views/environment-view.ts";
import { nodeId } from "../wire.ts";
import { repository } from "./repository.ts";

/** An environment as kept. */
export interface EnvironmentData extends Data {
  readonly name: string;
  readonly id: number;
  readonly node_id: string;
  /** Minutes; `null` only on its way in. */
  readonly wait_timer: number | null;
  readonly prevent_self_review: boolean;
  readonly can_admins_bypass: boolean;
  readonly reviewers: readonly { readonly type: "User" | "Team"; readonly id: number }[] | null;
  readonly deployment_branch_policy: {
    readonly protected_branches: boolean;
    readonly custom_branch_policies: boolean;
  } | null;
}

const at = "/repos/{owner}/{repo}/environments";
/** Addresses by the repository's number, which the provider uses for secrets (facts/endpoints.md 2.1). */
export const environmentById = "/repositories/{repository_id}/environments/{environment_name}";
/** Address of an environment. */
export const environmentAt = `${at}/{environment_name}`;

/** A deployment environment with its protection (P3). */
export const environment = resource<EnvironmentData>({
  vendor: "github",
  name: "environment",
  title: "Environment",
  source: "github.json /repos/{owner}/{repo}/environments; facts/endpoints.md 2.1 and section 5",
  parent: repository,
  identity: { environment_name: "name" },
  foldCase: true,
  operations: {
    list: `GET ${at} -> 200`,
    read: `GET ${environmentAt} -> 200`,
    upsert: `PUT ${environmentAt} -> 200`,
    remove: `DELETE ${environmentAt} -> 204`,
  },
  scopes: { read: "actions:read", write: "administration:write" },
  input: z.object({
    wait_timer: z.number().int().min(0).max(43_200).nullable().optional(),
    prevent_self_review: z.boolean().optional(),
    can_admins_bypass: z.boolean().optional(),
    reviewers: z
      .array(z.object({ type: z.enum(["User", "Team"]), id: z.number().int() }))
      .nullable()
      .optional(),
    deployment_branch_policy: z
      .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
      .nullable()
      .optional(),
  }),
  wrap: { many: "environments" },
  defaults: () => ({
    wait_timer: 0,
    prevent_self_review: false,
    can_admins_bypass: true,
    reviewers: null,
    deployment_branch_policy: null,
  }),
  normalise: (data) => ({ ...data, wait_timer: data.wait_timer ?? 0 }),
  check(data, call, _before, parent) {
    refuseWithoutPlan(data, call, parent);
    return [...reviewerProblems(data, call), ...policyProblems(data)];
  },
  computed(_data, { world }) {
    const id = world.ids.number("github.environment", 900_001);
    return { id, node_id: nodeId("EN", id) };
  },
  view: environmentView,
});

function reviewerProblems({ reviewers }: EnvironmentData, { world }: Call): FieldProblem[] {
  const problem = (message: string): FieldProblem => ({ path: ["reviewers"], code: "custom", message });
  const kinds = { User: "github.user", Team: "github.team" } as const;
  const unknown = (reviewers ?? []).filter(
    ({ type, id }) => !world.store.all(kinds[type]).some(({ data }) => data["id"] === id),
  );
  return [
    ...((reviewers ?? []).length > 6 ? [problem("The reviewers list can contain at most 6 users or teams.")] : []),
    ...unknown.map(({ type, id }) =>
      problem(`${type} ${String(id)} could not be found or has no access to the repository.`),
    ),
  ];
}

function policyProblems({ deployment_branch_policy: policy }: EnvironmentData): FieldProblem[] {
  const message = "protected_branches and custom_branch_policies cannot have the same value";
  const same = policy !== null && policy.protected_branches === policy.custom_branch_policies;
  return same ? [{ path: ["deployment_branch_policy"], code: "custom", message }] : [];
}

/** Reviewers and wait timers of private repositories need the Enterprise plan (A3, P3). */
function refuseWithoutPlan(data: EnvironmentData, { world }: Call, parent: Entity | undefined): void {
  const free = parent?.data["visibility"] === "public" || planHas(world.seed.vendors, "environment-reviewers");
  if (free || ((data.wait_timer ?? 0) === 0 && !data.prevent_self_review && (data.reviewers ?? []).length === 0))
    return;
  const message =
    "Failed to create the environment protection rule. Please ensure the billing plan include the required reviewers protection rule.";
  throw refuseWith(422, {
    message,
    documentation_url: "https://docs.github.com/rest/deployments/environments",
    status: "422",
  });
}
