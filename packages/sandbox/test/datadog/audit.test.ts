import { v1, v2 } from "@datadog/datadog-api-client";
import { expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain } from "./client.ts";

const handle = withSandbox();

it("tells who changed what and when, newest first, in pages; a reader of nothing finds nothing (L4)", async () => {
  const since = new Date(handle.sandbox.clock.now());
  const monitors = new v1.MonitorsApi(configuration(handle.sandbox));
  const query = "avg(last_5m):avg:system.load.1{*} > 4";
  const made = await monitors.createMonitor({
    body: plain({ name: "load", type: "query alert", query, message: "m" }),
  });
  const monitorId = made.id ?? 0;
  await monitors.updateMonitor({ monitorId, body: plain({ message: "other" }) });
  const slos = new v1.ServiceLevelObjectivesApi(configuration(handle.sandbox));
  const thresholds = [{ target: 99, timeframe: "30d" }];
  const { data } = await slos.createSLO({
    body: plain({ name: "slo", type: "monitor", thresholds, monitorIds: [monitorId] }),
  });
  await slos.deleteSLO({ sloId: data?.[0]?.id ?? "" });
  await monitors.deleteMonitor({ monitorId });

  const api = new v2.AuditApi(configuration(handle.sandbox));
  const all: (readonly [unknown, unknown, unknown])[] = [];
  for await (const { attributes } of api.listAuditLogsWithPagination({
    filterFrom: since,
    sort: "-timestamp",
    pageLimit: 2,
  })) {
    const { evt, action, asset } = (attributes?.attributes ?? {}) as Record<string, Record<string, unknown>>;
    all.push([evt?.["name"], action, asset?.["type"]]);
    expect(attributes?.timestamp?.getTime()).toBeGreaterThanOrEqual(since.getTime());
  }
  expect(all).toEqual([
    ["Monitor", "deleted", "monitor"],
    ["SLO", "deleted", "slo"],
    ["SLO", "created", "slo"],
    ["Monitor", "modified", "monitor"],
    ["Monitor", "created", "monitor"],
  ]);
  const wanted = async (filterQuery: string): Promise<number> =>
    (await api.listAuditLogs({ filterQuery, pageLimit: 100 })).data?.length ?? 0;
  expect(await wanted(`@asset.id:${String(monitorId)} @action:modified`)).toBe(1);
  expect(await wanted("@usr.email:nobody@example.com")).toBe(0);
  const [first] = (await api.listAuditLogs({ pageLimit: 1 })).data ?? [];
  expect(first?.attributes?.attributes?.["usr"]).toEqual({
    id: made.creator?.email,
    email: made.creator?.email,
  });
});
