import { z } from "zod";
import type { Collector } from "../inventory-object.ts";
import type { DatadogClient, DatadogSdk } from "../datadog-client.ts";
import { datadogKinds } from "./datadog-kinds.ts";
import { list, named, within } from "./datadog-things.ts";

const index = z.object({ name: z.string() });

/** Where logs are kept, and what is counted of them. */
export async function readLogs(client: DatadogClient, into: Collector): Promise<void> {
  await into.take(
    datadogKinds.logsIndex,
    undefined,
    async () =>
      (
        await client.call(
          "list the log indexes",
          z.object({ indexes: z.array(index).nullish() }),
          ({ v1, configuration }) => new v1.LogsIndexesApi(configuration).listLogIndexes(),
        )
      ).indexes ?? [],
    ({ name }) => ({ id: name, name }),
  );
  const lists: readonly [string, string, (sdk: DatadogSdk) => Promise<unknown>][] = [
    [
      datadogKinds.logsMetric,
      "log metrics",
      ({ v2, configuration }) => new v2.LogsMetricsApi(configuration).listLogsMetrics(),
    ],
    [
      datadogKinds.logsArchive,
      "log archives",
      ({ v2, configuration }) => new v2.LogsArchivesApi(configuration).listLogsArchives(),
    ],
  ];
  for (const [kind, what, run] of lists)
    await into.take(
      kind,
      undefined,
      async () => within(await client.call(`list the ${what}`, list(named), run)),
      ({ id, attributes }) => ({
        id,
        name: attributes?.name ?? id,
      }),
    );
}
