import type { Data } from "../../../world/entity.ts";
import { z } from "zod";
import { missing } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import { nodeId, numericId } from "../wire.ts";
import { environment, environmentAt, type EnvironmentData } from "./environment.ts";

const at = `${environmentAt}/deployment-branch-policies`;

interface PolicyData extends Data {
  readonly name: string;
  readonly type: "branch" | "tag";
  readonly id: number;
}

/** A pattern of branches or tags that may deploy to an environment. */
export const deploymentBranchPolicy = resource<PolicyData>({
  vendor: "github",
  name: "deployment-branch-policy",
  title: "Deployment branch policy",
  source: `github.json ${at}; 404 without custom policies: description of the 404 answer there`,
  parent: environment,
  identity: { branch_policy_id: "id" },
  operations: {
    create: `POST ${at} -> 200`,
    list: `GET ${at} -> 200`,
    read: `GET ${at}/{branch_policy_id} -> 200`,
    update: `PUT ${at}/{branch_policy_id} -> 200`,
    remove: `DELETE ${at}/{branch_policy_id} -> 204`,
  },
  scopes: { read: "actions:read", write: "administration:write" },
  input: z.object({ name: z.string().min(1), type: z.enum(["branch", "tag"]).optional() }),
  update: z.object({ name: z.string().min(1) }),
  unique: [{ fields: ["name", "type"], message: "already exists" }],
  wrap: { many: "branch_policies" },
  defaults: () => ({ type: "branch" }),
  computed: (_data, { world }) => ({ id: world.ids.number("github.deployment-branch-policy", 500_001) }),
  check(_data, _call, _before, parent) {
    const policy = (parent?.data as EnvironmentData | undefined)?.deployment_branch_policy;
    if (policy?.custom_branch_policies !== true) throw missing("Deployment branch policy");
    return [];
  },
  view: ({ key, data }) => ({ id: data.id, node_id: nodeId("GA", numericId(key)), name: data.name, type: data.type }),
});
