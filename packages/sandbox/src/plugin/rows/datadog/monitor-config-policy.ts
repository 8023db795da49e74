import { plainRow } from "../../plain-row.ts";
import { jsonApi } from "./forms.ts";

/** A rule on the tags of monitors. */
export const monitorConfigPolicy = plainRow({
  type: "datadog:index/monitorConfigPolicy:MonitorConfigPolicy",
  source: "datadog-v2.json /api/v2/monitor/policy; that the kind of policy replaces is [unverified]",
  createBy: "POST /api/v2/monitor/policy",
  readBy: "GET /api/v2/monitor/policy/{id}",
  updateBy: "PATCH /api/v2/monitor/policy/{id}",
  removeBy: "DELETE /api/v2/monitor/policy/{id}",
  id: "{answer.data.id}",
  ...jsonApi("monitor-config-policy"),
  settings: {
    policyType: { change: "replace", values: ["tag"] },
    "tagPolicy.tagKey": { minLength: 1, maxLength: 255 },
  },
  forms: { tagPolicy: { wire: "policy" } },
  check: ({ policyType, tagPolicy }) =>
    policyType === "tag" && tagPolicy === undefined
      ? [{ property: "tagPolicy", reason: "is required with policyType tag" }]
      : [],
});
