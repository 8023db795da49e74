import { z } from "zod";
import { aliasOf } from "../identity/text.ts";
import type { Collector } from "../inventory-object.ts";
import type { DatadogClient } from "../datadog-client.ts";
import { datadogKinds } from "./datadog-kinds.ts";
import { changed, day, list, marks, named, tags, text, within } from "./datadog-things.ts";

const monitor = z.object({
  id: z.number(),
  name: text,
  query: text,
  tags,
  modified: day,
  options: z.object({ silenced: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});
const test = z.object({
  publicId: z.string(),
  monitorId: z.number().nullish(),
  name: text,
  type: text,
  tags,
  status: text,
});

/** Monitors, tests and policies. A synthetic test makes a monitor of its own, which goes with it. */
export async function readAlerts(client: DatadogClient, into: Collector): Promise<void> {
  const tests = await readTests(client, into);
  const ofTests = new Set(tests.map(({ monitorId }) => monitorId));
  await into.take(
    datadogKinds.monitor,
    undefined,
    () =>
      client.list("list the monitors", z.array(monitor), ({ v1, configuration }) =>
        new v1.MonitorsApi(configuration).listMonitorsWithPagination({ pageSize: 1_000 }),
      ),
    ({ id, name, query, tags: own, modified, options }) => ({
      id: String(id),
      alias: aliasOf(name, query),
      name: name ?? String(id),
      ...marks(own),
      ...changed(modified),
      vendorMade: ofTests.has(id),
      ...(Object.keys(options?.silenced ?? {}).length > 0 ? { remark: "muted" } : {}),
    }),
  );
  await into.take(
    datadogKinds.monitorPolicy,
    undefined,
    async () =>
      within(
        await client.call("list the monitor policies", list(named), ({ v2, configuration }) =>
          new v2.MonitorsApi(configuration).listMonitorConfigPolicies(),
        ),
      ),
    ({ id, attributes }) => ({
      id,
      alias: aliasOf(attributes?.policyType, attributes?.policy?.tagKey),
      name: policyName(attributes?.policyType, attributes?.policy?.tagKey) ?? id,
    }),
  );
}

function readTests(client: DatadogClient, into: Collector): Promise<readonly z.infer<typeof test>[]> {
  return into.take(
    datadogKinds.test,
    undefined,
    () =>
      client.list("list the synthetic tests", z.array(test), ({ v1, configuration }) =>
        new v1.SyntheticsApi(configuration).listTestsWithPagination(),
      ),
    ({ publicId, name, type, tags: own, status }) => ({
      id: publicId,
      alias: aliasOf(type, name),
      name: name ?? publicId,
      ...marks(own),
      ...(status === "paused" ? { remark: "paused" } : {}),
    }),
  );
}

/** `tag env`: what a policy demands, and of which tag. */
function policyName(type: string | null | undefined, key: string | null | undefined): string | undefined {
  return type === undefined || type === null ? undefined : [type, key ?? ""].join(" ").trim();
}
