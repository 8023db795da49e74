import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { plant } from "../../../resource-table/plant.ts";
import { newId, reference } from "../wire.ts";

interface VendorData extends Data {
  readonly id: string;
  readonly name: string;
}

/** A product that PagerDuty integrates with. */
export const vendor = resource<VendorData>({
  vendor: "pagerduty",
  name: "vendor",
  title: "Vendor",
  source: "pagerduty.json /vendors; facts/endpoints.md 2.4",
  identity: { vendor_id: "id" },
  operations: { list: "GET /vendors -> 200", read: "GET /vendors/{vendor_id} -> 200" },
  scopes: { read: "vendors.read", write: "vendors.write" },
  wrap: { one: "vendor", many: "vendors" },
  input: z.object({}),
  list: { filters: { query: ({ data }, value) => data.name.toLowerCase().includes(value.toLowerCase()) } },
  view: ({ data }, { world }) => ({
    ...data,
    website_url: `https://www.pagerduty.com/integrations/${data.name.toLowerCase().replaceAll(" ", "-")}/`,
    ...reference(world, data.id, "vendor", "vendors", data.name),
  }),
});

/** Names of some of the vendors that the service lists. */
const names = [
  "Amazon CloudWatch",
  "Datadog",
  "GitHub",
  "New Relic",
  "Prometheus",
  "Sentry",
  "Slack",
  "Vercel",
] as const;

/** Plants the list of vendors. */
export function plantVendors(world: World): void {
  for (const name of names) plant(world, vendor, null, { id: newId(world, "vendor"), name });
}
