import { rm } from "node:fs/promises";
import { v1 } from "@datadog/datadog-api-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../../src/index.ts";
import { flushMetrics, metricsOf, submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { plant } from "../../src/resource-table/plant.ts";
import { newFolder } from "../helpers/sandbox.ts";
import { headersOf } from "../helpers/headers.ts";
import { seed } from "../helpers/seed.ts";
import { changesOf } from "./changes.ts";
import { configuration, plain } from "./client.ts";
import { feed, times } from "./told.ts";
import { minute, stopAt } from "./traffic.ts";

let folder = "";
let sandbox: Sandbox;
const defects: string[] = [];
const open = (): Promise<Sandbox> => startSandbox({ folder, seed, onDefect: (message) => defects.push(message) });

beforeEach(async () => {
  folder = await newFolder();
  sandbox = await open();
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
  expect(defects.splice(0)).toEqual([]);
});

async function make(): Promise<number> {
  const api = new v1.MonitorsApi(configuration(sandbox));
  const query = "avg(last_5m):avg:p.load{*} > 10";
  const body = {
    name: "load",
    type: "query alert",
    query,
    message: "@pagerduty-web",
    options: { thresholds: { critical: 10 } },
  };
  return (await api.createMonitor({ body: plain(body) })).id ?? 0;
}

describe("a monitor", () => {
  it("whose key PagerDuty does not know says so in the time line, and goes on", async () => {
    stopAt(sandbox, "2026-11-24T08:00:00Z");
    const { world } = sandbox;
    world.store.transact(() => {
      plant(world, { vendor: "datadog", name: "pagerduty-service" }, null, {
        service_name: "web",
        service_key: "nobodys",
      });
    });
    const id = await make();
    const start = sandbox.clock.now();
    await feed(sandbox, "p.load", [], [0, ...times(3, 60), ...times(10, 0)]);
    expect(changesOf(sandbox, id, start)).toEqual(["1 OK", "2 Alert", "9 OK"]);
    const kinds = world.timeline.entries().filter(({ source }) => source === "datadog");
    expect(kinds.map(({ kind }) => kind)).toEqual([
      "monitor.alert",
      "monitor.notification",
      "monitor.notification-failed",
      "monitor.ok",
      "monitor.notification",
      "monitor.notification-failed",
    ]);
  });
});

describe("a restart", () => {
  it("forgets no metric that was written, no state, and evaluates on", async () => {
    const start = stopAt(sandbox, "2026-11-24T08:00:00Z");
    const id = await make();
    const spread = { metric: "p.spread", kind: "distribution" as const, tags: ["a:b"] };
    submit(sandbox.world, [
      {
        ...spread,
        points: [
          [start, 5, 3],
          [start, 70],
        ],
      },
    ]);
    await feed(sandbox, "p.load", [], [0, ...times(4, 60)]);
    flushMetrics(sandbox.world);
    await sandbox.close();
    sandbox = await open();
    const query = async (text: string): Promise<unknown> => {
      const range = `from=${String(start / 1000)}&to=${String(start / 1000 + 600)}`;
      const address = `${sandbox.urls.datadog}/api/v1/query?${range}&query=${encodeURIComponent(text)}`;
      const { series } = (await (await fetch(address, { headers: headersOf(sandbox, "datadog") })).json()) as {
        series: { pointlist: [number, number][] }[];
      };
      return series[0]?.pointlist.map(([, value]) => value);
    };
    expect(await query("max:p.load{*}.rollup(600)")).toEqual([60]);
    expect(await query("count(v: v>50):p.spread{*}.as_count().rollup(600)")).toEqual([1]);
    expect(await query("p50:p.spread{*}.rollup(600)")).toEqual([5]);
    expect(changesOf(sandbox, id, start)).toEqual(["1 OK", "2 Alert"]);
    await feed(sandbox, "p.load", [], times(6, 0));
    expect(changesOf(sandbox, id, start)).toEqual(["1 OK", "2 Alert", "10 OK"]);
  });

  it("leaves out the minutes that were slept through, and a reset forgets all", async () => {
    const start = stopAt(sandbox, "2026-11-24T08:00:00Z");
    const id = await make();
    await feed(sandbox, "p.load", [], times(5, 60));
    sandbox.clock.set(start + 100 * 24 * 60 * minute);
    await sandbox.world.agenda.settle();
    await feed(sandbox, "p.load", [], times(3, 0));
    expect(changesOf(sandbox, id, start).map((line) => line.split(" ").slice(1).join(" "))).toEqual(["Alert", "OK"]);
    sandbox.reset();
    expect([...metricsOf(sandbox.world).all()]).toEqual([]);
  });
});
