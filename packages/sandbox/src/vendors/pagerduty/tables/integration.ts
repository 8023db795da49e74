import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { alphabets, randomSecret } from "../../../world/ids.ts";
import { byId, pointer, shown, unknownPointers, withoutNull, type Pointer } from "../references.ts";
import { iso, newId } from "../wire.ts";
import { service } from "./service.ts";

/** Kinds of integrations. Source: pagerduty.json Integration. */
const types = [
  "aws_cloudwatch_inbound_integration",
  "cloudkick_inbound_integration",
  "event_transformer_api_inbound_integration",
  "generic_email_inbound_integration",
  "generic_events_api_inbound_integration",
  "keynote_inbound_integration",
  "nagios_inbound_integration",
  "pingdom_inbound_integration",
  "sql_monitor_inbound_integration",
  "events_api_v2_inbound_integration",
] as const;

interface IntegrationData extends Data {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly vendor: Pointer | null;
  readonly integration_key: string;
}

/** A way for events into a service. */
export const integration = resource<IntegrationData>({
  vendor: "pagerduty",
  name: "integration",
  title: "Integration",
  source:
    "pagerduty.json /services/{id}/integrations; type of one with a vendor: facts/endpoints.md 2.4; DELETE: provider",
  parent: service,
  identity: { integration_id: "id" },
  operations: {
    create: "POST /services/{service_id}/integrations -> 201",
    read: "GET /services/{service_id}/integrations/{integration_id} -> 200",
    update: "PUT /services/{service_id}/integrations/{integration_id} -> 200",
    remove: "DELETE /services/{service_id}/integrations/{integration_id} -> 204",
  },
  scopes: { read: "services.read", write: "services.write" },
  wrap: { one: "integration", many: "integrations" },
  input: z.object({
    // `service_integration` is what the provider says beside a vendor.
    type: z.enum([...types, "service_integration"]).optional(),
    name: z.string().min(1).max(255).optional(),
    vendor: pointer.nullable().optional(),
  }),
  immutable: ["type", "vendor"],
  defaults: () => ({ vendor: null }),
  normalise: (data, { world }, before) => ({
    ...data,
    type: kindOf(data, before?.data.type ?? ""),
    name: data.name || nameOf(byId(world, "vendor", data.vendor?.id ?? "")?.data) || "Events API V2",
  }),
  check: ({ type, vendor }, { world }) => [
    ...unknownPointers(world, "vendor", "vendor", [vendor]),
    ...(type ? [] : [{ path: ["type"], code: "missing" as const, message: "missing" }]),
  ],
  computed: (_data, { world, now }) => ({
    id: newId(world, "integration"),
    created_at: iso(now),
    integration_key: randomSecret(alphabets.hex, 32),
  }),
  view: ({ parent, data }, { world }) => {
    const owner = world.store.get(parent ?? "")?.data["id"] as string;
    return {
      ...withoutNull(data),
      ...(data.vendor ? { vendor: shown(world, "vendor", data.vendor) } : {}),
      service: shown(world, "service", { id: owner }),
      summary: data.name,
      self: `https://api.pagerduty.com/services/${owner}/integrations/${data.id}`,
      html_url: `https://${world.seed.organization}.pagerduty.com/services/${owner}/integrations/${data.id}`,
    };
  },
});

function kindOf({ vendor, type }: IntegrationData, before: string): string {
  if (vendor) return "event_transformer_api_inbound_integration";
  return type === "service_integration" ? before : type;
}

function nameOf(data: Data | undefined): string {
  return typeof data?.["name"] === "string" ? data["name"] : "";
}
