import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { collection } from "../../../resource-table/resource.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data } from "../../../world/entity.ts";
import { logsArchive } from "../tables/logs-archive.ts";
import { logsIndex } from "../tables/logs-index.ts";
import { orderOf, putOrder, type KeptOrder } from "./kept-order.ts";

const indexSource = "official client 1.64.0, LogsIndexesApi; that all have to be named: its text";
const archiveSource = "official client 1.64.0, LogsArchivesApi; that all have to be named is [unverified]";
const indexOrder = "/api/v1/logs/config/index-order";
const archiveOrder = "/api/v2/logs/config/archive-order";

const indexes: KeptOrder = {
  title: "Index",
  field: "index_names",
  key: "datadog.logs-index-order:1",
  of: { collection: collection(logsIndex), name: "name" },
};
const archives: KeptOrder = {
  title: "Archive",
  field: "archive_ids",
  key: "datadog.logs-archive-order:1",
  of: { collection: collection(logsArchive), name: "id" },
};

const names = z.array(z.string());
const indexBody = z.object({ index_names: names });
const archiveBody = z.object({ data: z.object({ attributes: z.object({ archive_ids: names }) }) });

/** The orders in which indexes and archives take logs: each is there once for the organisation. */
export const logsRoutes: readonly Route[] = [
  {
    method: "GET",
    template: indexOrder,
    scope: "logs_indexes_read",
    statuses: [200],
    source: indexSource,
    run: (call) => ({ status: 200, body: { index_names: orderOf(indexes, call) } }),
  },
  {
    method: "PUT",
    template: indexOrder,
    scope: "logs_indexes_write",
    statuses: [200],
    source: indexSource,
    run(call) {
      putOrder(indexes, given(indexBody, call)["index_names"] as readonly string[], call);
      return { status: 200, body: { index_names: orderOf(indexes, call) } };
    },
  },
  {
    method: "GET",
    template: archiveOrder,
    scope: "logs_archives_read",
    statuses: [200],
    source: archiveSource,
    run: (call) => ({ status: 200, body: archivesShown(call) }),
  },
  {
    method: "PUT",
    template: archiveOrder,
    scope: "logs_archives_write",
    statuses: [200],
    source: archiveSource,
    run(call) {
      const { data } = given(archiveBody, call) as z.infer<typeof archiveBody>;
      putOrder(archives, data.attributes.archive_ids, call);
      return { status: 200, body: archivesShown(call) };
    },
  },
];

function archivesShown(call: Call): Data {
  return { data: { type: "archive_order", attributes: { archive_ids: orderOf(archives, call) } } };
}

function given(schema: z.ZodObject, { request }: Call): Data {
  const result = validate(schema, request.body);
  if (result.ok) return result.fields;
  throw new Refusal({ kind: "invalid", what: "Order", problems: result.problems });
}
