import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { creatorOf, iso } from "../wire.ts";

/** What Datadog keeps of a gate before deployments. */
export interface DeploymentGateData extends Data {
  readonly id: string;
  readonly service: string;
  readonly env: string;
  readonly identifier: string;
  readonly dry_run: boolean;
}

/** What Datadog keeps of a rule of a gate. */
export interface DeploymentRuleData extends Data {
  readonly id: string;
  readonly name: string;
  readonly type: "monitor" | "faulty_deployment_detection";
  readonly dry_run: boolean;
  readonly options: Data;
}

/** A gate before the deployments of a service to an environment. Its rules are in `behaviour/gate-routes.ts`. */
export const deploymentGate = resource<DeploymentGateData>({
  vendor: "datadog",
  name: "deployment-gate",
  title: "Deployment gate",
  source: "datadog-v2.json /api/v2/deployment_gates; facts/endpoints.md 2.5; wordings [unverified]",
  identity: { gate_id: "id", id: "id" },
  operations: {
    create: "POST /api/v2/deployment_gates -> 200",
    list: "GET /api/v2/deployment_gates -> 200",
    read: "GET /api/v2/deployment_gates/{id} -> 200",
    update: "PUT /api/v2/deployment_gates/{id} -> 200",
    remove: "DELETE /api/v2/deployment_gates/{id} -> 204",
  },
  scopes: { read: "deployment_gates_read", write: "deployment_gates_write" },
  wrap: { jsonApi: "deployment_gate" },
  input: z.object({
    service: z.string().min(1),
    env: z.string().min(1),
    identifier: z.string().min(1).optional(),
    dry_run: z.boolean().optional(),
  }),
  update: z.object({ dry_run: z.boolean() }),
  unique: [{ fields: ["service", "env", "identifier"], message: "A gate with this identifier already exists" }],
  defaults: () => ({ identifier: "default", dry_run: false }),
  computed: (_data, call) => ({ id: call.world.ids.uuid("datadog.deployment-gate"), created_by: maker(call) }),
  list: {
    filters: {
      "filter[service]": ({ data }, value) => data.service === value,
      "filter[env]": ({ data }, value) => data.env === value,
      "filter[identifier]": ({ data }, value) => data.identifier === value,
      "filter[dry_run]": ({ data }, value) => String(data.dry_run) === value,
    },
  },
  view: dated,
});

const monitorRule = {
  duration: z.int().min(0).max(7200).optional(),
  warmup: z.int().min(0).optional(),
  fail_on_no_data: z.boolean().optional(),
  fail_on_no_groups_found: z.boolean().optional(),
};

/** A rule of a gate: monitors by a search or by their ids, or faulty deployments. */
export const deploymentRule = resource<DeploymentRuleData>({
  vendor: "datadog",
  name: "deployment-rule",
  title: "Deployment rule",
  source: "datadog-v2.json /api/v2/deployment_gates/{gate_id}/rules; facts/peers.md; wordings [unverified]",
  parent: deploymentGate,
  identity: { id: "id" },
  operations: {
    create: "POST /api/v2/deployment_gates/{gate_id}/rules -> 200",
    read: "GET /api/v2/deployment_gates/{gate_id}/rules/{id} -> 200",
    replace: "PUT /api/v2/deployment_gates/{gate_id}/rules/{id} -> 200",
    remove: "DELETE /api/v2/deployment_gates/{gate_id}/rules/{id} -> 204",
  },
  scopes: { read: "deployment_gates_read", write: "deployment_gates_write" },
  wrap: { jsonApi: "deployment_rule" },
  input: z.object({
    name: z.string().min(1),
    type: z.enum(["monitor", "faulty_deployment_detection"]).optional(),
    dry_run: z.boolean().optional(),
    options: z.union([
      z.strictObject({ query: z.string().min(1), ...monitorRule }),
      z.strictObject({
        monitor_ids: z.array(z.strictObject({ id: z.string(), groups: z.array(z.string()) })).min(1),
        ...monitorRule,
      }),
      z.strictObject({
        duration: z.int().min(0).optional(),
        allowed_resources: z.array(z.string()).optional(),
        excluded_resources: z.array(z.string()).optional(),
      }),
    ]),
  }),
  defaults: () => ({ dry_run: false, type: "monitor" }),
  computed: (_data, call) => ({ id: call.world.ids.uuid("datadog.deployment-rule"), created_by: maker(call) }),
  view: (entity, call) => ({ ...dated(entity), gate_id: call.params["gate_id"] ?? "" }),
});

/** A gate or rule as it is shown. */
export function dated({ data, created, updated }: Entity): Data {
  const changed = updated > created ? { updated_at: iso(updated), updated_by: data["created_by"] } : {};
  return { ...data, created_at: iso(created), ...changed };
}

function maker(call: Call): Data {
  const { handle, name } = creatorOf(call);
  return { id: call.holder.id, handle, name };
}
