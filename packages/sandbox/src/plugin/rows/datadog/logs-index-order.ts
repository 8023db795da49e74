import { plainRow } from "../../plain-row.ts";

/** The order in which indexes take logs: one for the organisation, with every index in it. Its deletion changes nothing. */
export const logsIndexOrder = plainRow({
  type: "datadog:index/logsIndexOrder:LogsIndexOrder",
  source:
    "official client 1.64.0 LogsIndexesApi; terraform-provider-datadog logs_index_order (id is the name) [unverified]",
  createBy: "PUT /api/v1/logs/config/index-order",
  readBy: "GET /api/v1/logs/config/index-order",
  updateBy: "PUT /api/v1/logs/config/index-order",
  id: "{name}",
  autoName: true,
  settings: { name: { change: "state" } },
  forms: { name: { skip: true }, indexes: { wire: "index_names" } },
});
