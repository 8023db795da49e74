import { v1, v2 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { headersOf } from "../helpers/headers.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused, unparsed } from "./client.ts";

const handle = withSandbox();
const api = (holder?: string): v2.LogsArchivesApi => new v2.LogsArchivesApi(configuration(handle.sandbox, holder));
const body = (attributes: object): never => plain({ data: { type: "archives", attributes } });

const integration = { accountId: "123456789012", roleName: "datadog-log-archive" };
const s3 = { type: "s3", bucket: "motion-mavericks-log-archive", path: "/launchgate/standard", integration };
const wire = { type: "s3", bucket: "logs", integration: { account_id: "1", role_name: "r" } };
const standard = { name: "standard", query: "service:(web)", destination: s3, rehydrationTags: ["a:b"] };

describe("log archives", () => {
  it("are made with defaults, read, replaced, ordered, listed, deleted", async () => {
    const made = await api().createLogsArchive({ body: body({ ...standard, includeTags: true }) });
    expect(unparsed(made)).toEqual([]);
    const defaults = { includeTags: true, compressionMethod: "GZIP", state: "UNKNOWN" };
    expect(made.data?.attributes).toMatchObject({ ...standard, ...defaults });
    const archiveId = made.data?.id ?? "";
    const gcs = { type: "gcs", bucket: "logs", path: "/a", integration: { clientEmail: "logs@example.com" } };
    const changes = {
      name: "other",
      query: "*",
      destination: gcs,
      compressionMethod: "ZSTD",
      rehydrationMaxScanSizeInGb: 5,
    };
    expect(unparsed(await api().updateLogsArchive({ archiveId, body: body(changes) }))).toEqual([]);
    const read = await api().getLogsArchive({ archiveId });
    expect(read.data?.attributes).toMatchObject({ ...changes, includeTags: false, rehydrationTags: [] });
    const azure = { type: "azure", container: "c", storageAccount: "s", integration: { clientId: "i", tenantId: "t" } };
    const second = await api().createLogsArchive({ body: body({ ...standard, name: "second", destination: azure }) });
    expect(unparsed(second)).toEqual([]);
    const ids = [second.data?.id ?? "", archiveId];
    const order = (archiveIds: readonly string[]): Promise<v2.LogsArchiveOrder> =>
      api().updateLogsArchiveOrder({ body: plain({ data: { type: "archive_order", attributes: { archiveIds } } }) });
    await refused(order([archiveId]), 400, "is missing in the order");
    await refused(order([...ids, "x"]), 400, "Archive x does not exist");
    await refused(order([...ids, archiveId]), 400, "named twice");
    await order(ids);
    expect((await api().getLogsArchiveOrder()).data?.attributes.archiveIds).toEqual(ids);
    const listed = await api().listLogsArchives();
    expect(unparsed(listed)).toEqual([]);
    expect(listed.data?.map(({ id }) => id)).toEqual([archiveId, second.data?.id]);
    for (const id of ids) await api().deleteLogsArchive({ archiveId: id });
    await refused(api().getLogsArchive({ archiveId }), 404, "Archive not found");
    expect((await api().getLogsArchiveOrder()).data?.attributes.archiveIds).toEqual([]);
  });

  // The official client refuses these itself: what the vendor would say is asked without it.
  it.each<readonly [string, object, string]>([
    ["without a destination", { destination: undefined }, "destination"],
    ["with a key that is not used", { destination: { ...wire, encryption: { type: "SSE_S3", key: "k" } } }, "SSE_KMS"],
    ["in a form of tomorrow", { compression_method: "LZ4" }, "compression_method"],
  ])("%s are refused", async (_what, wrong, message) => {
    const attributes = { name: "odd", query: "*", destination: wire, ...wrong };
    const response = await fetch(`${handle.sandbox.urls.datadog}/api/v2/logs/config/archives`, {
      method: "POST",
      headers: { ...headersOf(handle.sandbox, "datadog"), "content-type": "application/json" },
      body: JSON.stringify({ data: { type: "archives", attributes } }),
    });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(message)]);
  });

  it("of one name are there once; a key of daily work may not write", async () => {
    const { data } = await api().createLogsArchive({ body: body(standard) });
    await refused(api().createLogsArchive({ body: body(standard) }), 400, "already exists");
    await refused(api("release").createLogsArchive({ body: body({ ...standard, name: "x" }) }), 403);
    await api().deleteLogsArchive({ archiveId: data?.id ?? "" });
  });
});

describe("indexes", () => {
  it("are one from the beginning: it takes what no other takes, and stands in the order", async () => {
    const indexes = new v1.LogsIndexesApi(configuration(handle.sandbox));
    const listed = await indexes.listLogIndexes();
    expect(unparsed(listed)).toEqual([]);
    expect(listed.indexes).toMatchObject([{ name: "main", filter: { query: "*" } }]);
    expect(await indexes.getLogsIndexOrder()).toMatchObject({ indexNames: ["main"] });
  });
});
