import type { Failure, Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { reference } from "../../wire-form.ts";

const types = [
  "app_event_transform_inbound_integration",
  "aws_cloudwatch_inbound_integration",
  "cloudkick_inbound_integration",
  "event_transformer_api_inbound_integration",
  "events_api_v2_inbound_integration",
  "generic_email_inbound_integration",
  "generic_events_api_inbound_integration",
  "keynote_inbound_integration",
  "nagios_inbound_integration",
  "pingdom_inbound_integration",
  "sql_monitor_inbound_integration",
] as const;

/** A way for events into a service, by vendor or by kind: only the one that applies is read. */
export const serviceIntegration = plainRow({
  type: "pagerduty:index/serviceIntegration:ServiceIntegration",
  source: "terraform-provider-pagerduty 3.32 resource_pagerduty_service_integration.go",
  createBy: "POST /services/{service}/integrations",
  readBy: "GET /services/{service}/integrations/{id}",
  updateBy: "PUT /services/{service}/integrations/{id}",
  removeBy: "DELETE /services/{service}/integrations/{id}",
  id: "{answer.integration.id}",
  importBy: "{service}.{id}",
  wrap: "integration",
  autoName: true,
  settings: {
    service: { change: "replace" },
    type: { change: "replace", values: types },
    vendor: { change: "replace" },
    emailFilters: { change: "replace" },
  },
  forms: { vendor: { ...reference("vendor"), to: (id) => ({ id, type: "vendor" }) } },
  complete: (body, { service }) => ({
    type: "service_integration",
    ...body,
    service: { id: service, type: "service" },
  }),
  also: (body) => (body["vendor"] ? { ...body, type: undefined } : body),
  check: problemsOf,
});

function problemsOf({ type, vendor, integrationEmail }: Properties): readonly Failure[] {
  const email = "generic_email_inbound_integration";
  return [
    ...(type !== undefined && vendor !== undefined
      ? [{ property: "type", reason: "cannot be given together with vendor" }]
      : []),
    ...(type === email && (integrationEmail === undefined || integrationEmail === "")
      ? [{ property: "integrationEmail", reason: `is required for ${email}` }]
      : []),
  ];
}
