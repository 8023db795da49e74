import { z } from "zod";
import type { DatadogClient } from "../datadog-client.ts";
import type { Collector } from "../inventory-object.ts";
import { VendorError } from "../vendor-error.ts";
import { datadogKinds } from "./datadog-kinds.ts";

const link = z.object({
  subdomain: z.string(),
  services: z.array(z.object({ service_name: z.string() })).nullish(),
});

/**
 * The link to PagerDuty with the services that monitors may page. Datadog publishes no list of them: its older interface, which its
 * Terraform provider reads, tells both. Without a link there are none.
 */
export async function readPagerDutyLink(client: DatadogClient, into: Collector): Promise<void> {
  const links = await into.list(datadogKinds.integration, "the account", async () => {
    try {
      return [await client.get("read the link to PagerDuty", "/api/v1/integration/pagerduty", link)];
    } catch (error) {
      if (error instanceof VendorError && error.status === 404) return [];
      throw error;
    }
  });
  for (const { subdomain, services } of links) {
    into.add({ kind: datadogKinds.integration, id: subdomain, name: subdomain });
    for (const { service_name: name } of services ?? [])
      into.add({ kind: datadogKinds.serviceObject, id: name, name, remark: "monitors can page it" });
  }
}
