import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";

/** What Datadog keeps of a policy on monitors. */
export interface MonitorConfigPolicyData extends Data {
  readonly id: string;
  readonly policy_type: "tag" | "downtime";
  readonly policy: Data;
}

const tagPolicy = z.strictObject({
  tag_key: z.string().min(1).max(255),
  tag_key_required: z.boolean(),
  valid_tag_values: z.array(z.string().min(1).max(255)),
});
const downtimePolicy = z.strictObject({ max_duration_ms: z.int().min(1) });

/** A policy that new and changed monitors have to follow. */
export const monitorConfigPolicy = resource<MonitorConfigPolicyData>({
  vendor: "datadog",
  name: "monitor-config-policy",
  source: "datadog-v2.json /api/v2/monitor/policy; one policy for a tag key is [unverified]",
  identity: { policy_id: "id" },
  operations: {
    create: "POST /api/v2/monitor/policy -> 200",
    list: "GET /api/v2/monitor/policy -> 200",
    read: "GET /api/v2/monitor/policy/{policy_id} -> 200",
    update: "PATCH /api/v2/monitor/policy/{policy_id} -> 200",
    remove: "DELETE /api/v2/monitor/policy/{policy_id} -> 204",
  },
  scopes: { read: "monitor_config_policy_read", write: "monitor_config_policy_write" },
  wrap: { jsonApi: "monitor-config-policy" },
  input: z.object({ policy_type: z.enum(["tag", "downtime"]), policy: z.union([tagPolicy, downtimePolicy]) }),
  immutable: ["policy_type"],
  check: ({ policy_type, policy }) =>
    (policy_type === "tag") === "tag_key" in policy
      ? []
      : [{ path: ["policy"], code: "type", message: `does not fit policy_type ${policy_type}`, given: policy }],
  computed: (_data, { world }) => ({ id: world.ids.uuid("datadog.monitor-config-policy") }),
});
