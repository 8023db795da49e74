import type { MutationTable } from "./mutate.ts";
import { named, reasons, type KindMutations, type Write } from "./mutation-row.ts";

const by =
  (collection: string, field: string): KindMutations["rows"] =>
  ({ id }, rows) => [rows.one(`datadog.${collection}`, { [field]: id })];
const only =
  (collection: string): KindMutations["rows"] =>
  (_resource, rows) => [rows.one(`datadog.${collection}`, {})];
/** The whole dashboard is one text: one word of it is changed. */
const retitled: Write = ({ drafts: [draft] }) => {
  if (draft === undefined) return false;
  draft.data["title"] = `${String(draft.data["title"])}x`;
  return true;
};
const validated = { validate: reasons.engine };
const step = "config.steps[]";

/** How what the stacks declare at Datadog is changed there. */
export const datadogMutations: MutationTable = {
  "datadog:DashboardJson": { rows: by("dashboard", "id"), wire: { dashboard: retitled } },
  "datadog:Monitor": { rows: by("monitor", "id"), untouched: { ...validated, type: reasons.made } },
  "datadog:MonitorConfigPolicy": { rows: by("monitor-config-policy", "id"), untouched: { policyType: "there is one" } },
  "datadog:ServiceLevelObjective": { rows: by("slo", "id"), untouched: { ...validated, type: reasons.made } },
  "datadog:SyntheticsTest": {
    rows: by("synthetics-test", "public_id"),
    untouched: { type: reasons.made },
    wire: { "apiSteps[].requestDefinition.body": `${step}.request.body` },
  },
  "datadog:SyntheticsGlobalVariable": {
    rows: by("synthetics-variable", "id"),
    untouched: { value: reasons.unseen },
  },
  "datadog:LogsArchive": {
    rows: by("logs-archive", "id"),
    wire: { "s3Archive.encryptionType": "destination.encryption.type" },
  },
  "datadog:LogsIndex": {
    rows: by("logs-index", "name"),
    wire: { retentionDays: "num_retention_days" },
    untouched: { ...named("name"), disableDailyLimit: "Datadog tells it by the limit itself" },
  },
  "datadog:LogsIndexOrder": {
    rows: only("logs-index-order"),
    wire: {
      "indexes[]": ({ drafts: [draft], positions }) => {
        // Turned round once, whichever of them is asked for.
        if (positions[0] === 0) (draft?.data["index_names"] as string[]).reverse();
        return draft !== undefined;
      },
    },
    untouched: { name: reasons.engine },
  },
  "datadog:LogsMetric": { rows: by("logs-metric", "id"), untouched: named("name") },
  "datadog:Integration": {
    rows: only("pagerduty-integration"),
    untouched: { ...named("subdomain"), apiToken: reasons.unseen },
  },
  "datadog:ServiceObject": {
    rows: by("pagerduty-service", "service_name"),
    untouched: { ...named("serviceName"), serviceKey: reasons.unseen },
  },
};
