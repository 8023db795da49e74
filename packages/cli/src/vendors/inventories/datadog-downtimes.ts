import { z } from "zod";
import { aliasOf } from "../identity/text.ts";
import { isMarked, type Collector } from "../inventory-object.ts";
import type { DatadogClient } from "../datadog-client.ts";
import { datadogKinds } from "./datadog-kinds.ts";
import { changed, day, iso, marks, nonEmpty, text } from "./datadog-things.ts";

const downtime = z.object({
  id: z.string(),
  attributes: z.object({
    scope: text,
    message: text,
    status: text,
    modified: day,
    monitorIdentifier: z
      .object({ monitorId: z.number().optional(), monitorTags: z.array(z.string()).optional() })
      .nullish(),
    schedule: z.object({ end: day }).nullish(),
  }),
});

/** What mutes monitors. */
export async function readDowntimes(client: DatadogClient, into: Collector): Promise<void> {
  const read = () =>
    client.list("list the downtimes", z.array(downtime), ({ v2, configuration }) =>
      new v2.DowntimesApi(configuration).listDowntimesWithPagination(),
    );
  for (const { id, attributes } of await into.list(datadogKinds.downtime, "the account", read)) {
    // What is over mutes nothing; Datadog keeps it in the list for a while.
    if (attributes.status === "canceled" || attributes.status === "ended") continue;
    const { monitorId, monitorTags = [] } = attributes.monitorIdentifier ?? {};
    const reach = monitorId === undefined ? monitorTags.join(", ") : `monitor ${String(monitorId)}`;
    const until = attributes.schedule?.end ? ` until ${iso(attributes.schedule.end)}` : "";
    into.add({
      kind: datadogKinds.downtime,
      id,
      alias: aliasOf(attributes.scope, monitorId ?? monitorTags, attributes.message),
      name: nonEmpty(attributes.message) ?? `downtime of ${reach}`,
      remark: `mutes ${reach} (${attributes.scope ?? "*"})${until}`,
      ...marks(undefined, [...monitorTags, ...(attributes.scope ?? "").split(/\s+/)]),
      managedTag: isMarked(attributes.message),
      ...changed(attributes.modified),
      ...(monitorId === undefined ? {} : { parent: { kind: datadogKinds.monitor, id: String(monitorId) } }),
    });
  }
}
