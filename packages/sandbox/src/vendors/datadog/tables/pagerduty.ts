import { z } from "zod";
import { refuseWith } from "../../../http/refusal.ts";
import { collection, resource } from "../../../resource-table/resource.ts";
import { omit } from "../../../world/entity.ts";

/** The link to a PagerDuty account. Its key is never shown. */
export const pagerdutyIntegration = resource({
  vendor: "datadog",
  name: "pagerduty-integration",
  title: "PagerDuty integration",
  source:
    "facts/endpoints.md 2.5: PUT and GET of the provider's old client, whose answer names the services; its deletion [unverified]",
  identity: {},
  absent: "missing",
  operations: {
    read: "GET /api/v1/integration/pagerduty -> 200",
    upsert: "PUT /api/v1/integration/pagerduty -> 204",
    remove: "DELETE /api/v1/integration/pagerduty -> 204",
  },
  scopes: { read: "integrations_read", write: "integrations_write" },
  input: z.object({
    subdomain: z.string().min(1),
    api_token: z.string().optional(),
    schedules: z.array(z.string()).nullable().optional(),
  }),
  writeOnly: ["api_token"],
  defaults: () => ({ schedules: [] }),
  view: ({ data }, { world }) => ({
    ...omit(data, "api_token"),
    services: world.store
      .all(collection({ vendor: "datadog", name: "pagerduty-service" }))
      .map((each) => omit(each.data, "service_key")),
  }),
});

/** A service at PagerDuty that monitors page by name. Its key is never shown. */
export const pagerdutyService = resource({
  vendor: "datadog",
  name: "pagerduty-service",
  title: "PagerDuty service",
  source:
    "datadog-v1.json integration/pagerduty/configuration/services; that the link comes first: facts/providers.md 6",
  identity: { service_name: "service_name" },
  operations: {
    create: "POST /api/v1/integration/pagerduty/configuration/services -> 201",
    read: "GET /api/v1/integration/pagerduty/configuration/services/{service_name} -> 200",
    update: "PUT /api/v1/integration/pagerduty/configuration/services/{service_name} -> 200 {}",
    remove: "DELETE /api/v1/integration/pagerduty/configuration/services/{service_name} -> 204",
  },
  scopes: { read: "integrations_read", write: "integrations_write" },
  input: z.object({ service_name: z.string().min(1), service_key: z.string().min(1) }),
  update: z.object({ service_key: z.string().min(1) }),
  unique: [{ fields: ["service_name"], message: "A service with this name already exists" }],
  writeOnly: ["service_key"],
  normalise(data, { world }) {
    if (world.store.all(collection(pagerdutyIntegration)).length > 0) return data;
    throw refuseWith(400, { errors: ["PagerDuty integration is not active"] });
  },
});
