import { v1, v2 } from "@datadog/datadog-api-client";
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused } from "./client.ts";
import { minute, stopAt } from "./traffic.ts";

const handle = withSandbox();
const now = Date.parse("2026-11-24T10:00:00Z");
const seconds = now / 1000;

beforeAll(() => void stopAt(handle.sandbox, new Date(now).toISOString()));

const metrics = (): v1.MetricsApi => new v1.MetricsApi(configuration(handle.sandbox));
const metrics2 = (): v2.MetricsApi => new v2.MetricsApi(configuration(handle.sandbox));

/** Series of a query over the last so many seconds: scope to values. */
async function asked(query: string, span = 600, to = seconds): Promise<Record<string, readonly (number | null)[]>> {
  const { series, status } = await metrics().queryMetrics({ from: to - span, to, query });
  expect(status).toBe("ok");
  const all = (series ?? []).map(({ scope, pointlist }) => [scope ?? "", (pointlist ?? []).map(([, value]) => value)]);
  return Object.fromEntries(all) as Record<string, readonly (number | null)[]>;
}

/** Sends series of version 2 with the API key alone, as agents do. */
async function send(series: readonly object[]): Promise<void> {
  const { apiKey = "" } = handle.sandbox.tokens.datadog["pulumi"] ?? {};
  const answer = await fetch(`${handle.sandbox.urls.datadog}/api/v2/series`, {
    method: "POST",
    headers: { "content-type": "application/json", "dd-api-key": apiKey },
    body: JSON.stringify({ series }),
  });
  expect([answer.status, await answer.json()]).toEqual([202, { errors: [] }]);
}

describe("metrics", () => {
  it("counts, rates and gauges come back as their kind asks", async () => {
    const points = (...values: number[]): object[] =>
      values.map((value, index) => ({ timestamp: seconds - 300 + index * 60, value }));
    const tags = (version: string): string[] => ["env:prod", `version:${version}`];
    await send([
      { metric: "t.count", type: 1, points: points(1, 2, 3), tags: tags("a") },
      { metric: "t.count", type: 1, points: points(10, 20), tags: tags("b") },
      { metric: "t.rate", type: 2, interval: 10, points: points(1, 2), tags: tags("a") },
      { metric: "t.gauge", type: 3, points: points(5, 7), tags: tags("a"), resources: [{ type: "host", name: "h1" }] },
      { metric: "t.gauge", type: 3, points: points(50, 70), tags: tags("b") },
    ]);
    const rolled = (query: string): Promise<object> => asked(`${query}.rollup(sum, 60)`);
    expect(await rolled("sum:t.count{*}.as_count()")).toEqual({ "*": [11, 22, 3] });
    expect(await rolled("sum:t.count{*} by {version}.as_count()")).toEqual({
      "version:a": [1, 2, 3],
      "version:b": [10, 20],
    });
    expect(await rolled("sum:t.count{env:prod,!version:a}.as_count()")).toEqual({ "env:prod,!version:a": [10, 20] });
    expect(await asked("sum:t.rate{*}.as_count()", 600)).toEqual({ "*": [10, 20] });
    expect(await asked("sum:t.rate{*}", 600)).toEqual({ "*": [1, 2] });
    const minutely = (query: string): Promise<object> => asked(`${query}.rollup(60)`);
    expect(await minutely("max:t.gauge{*}")).toEqual({ "*": [50, 70] });
    expect(await minutely("min:t.gauge{*}")).toEqual({ "*": [5, 7] });
    expect(await minutely("avg:t.gauge{version:a*}")).toEqual({ "version:a*": [5, 7] });
    expect(await minutely("sum:t.gauge{version:a OR version:b}")).toEqual({ "version:a OR version:b": [55, 77] });
    expect(await minutely("avg:t.gauge{version IN (a,b) AND NOT host:h1}")).toEqual({
      "version IN (a,b) AND NOT host:h1": [50, 70],
    });
    expect(await asked("100 * sum:t.gauge{version:a}.rollup(60) / sum:t.gauge{version:b}.rollup(60) - 1")).toEqual({
      "*": [9, 9],
    });
    expect(await asked("clamp_max(abs(-1 * sum:t.gauge{version:a}.rollup(60)), 6)")).toEqual({ "*": [5, 6] });
    const total = (query: string): Promise<object> => asked(`${query}.rollup(sum, 600)`);
    expect(await total("sum:t.count{*}.as_count()")).toEqual({ "*": [36] });
    expect(await total("sum:t.count{*}.as_rate()")).toEqual({ "*": [36] });
    expect(await total("avg:nothing{*}")).toEqual({});
  });

  it("of the day before are read by shifts", async () => {
    const at = seconds - 3000;
    await send([{ metric: "t.shifted", type: 1, points: [{ timestamp: at, value: 4 }], tags: [] }]);
    const { clock } = handle.sandbox;
    const week = 7 * 86_400;
    clock.set((seconds + week) * 1000);
    const query = (wrapped: string): Promise<object> => asked(wrapped, 3600, seconds + week);
    expect(await query("week_before(sum:t.shifted{*}.as_count().rollup(sum, 3600))")).toEqual({ "*": [4] });
    expect(await query(`timeshift(sum:t.shifted{*}.as_count().rollup(sum, 3600), -${String(week)})`)).toEqual({
      "*": [4],
    });
    expect(await query("day_before(sum:t.shifted{*}.as_count().rollup(sum, 3600))")).toEqual({});
    expect(await query("default_zero(sum:t.shifted{*}.as_count().rollup(sum, 3600))")).toEqual({ "*": [0] });
    clock.set(now);
  });

  it("of distributions have percentiles and counts of values", async () => {
    const { apiKey = "" } = handle.sandbox.tokens.datadog["pulumi"] ?? {};
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    const series = [{ metric: "t.spread", points: [[seconds - 60, values]], tags: ["env:prod"] }];
    const answer = await fetch(`${handle.sandbox.urls.datadog}/api/v1/distribution_points`, {
      method: "POST",
      headers: { "content-type": "application/json", "dd-api-key": apiKey },
      body: JSON.stringify({ series }),
    });
    expect([answer.status, await answer.json()]).toEqual([202, { status: "ok" }]);
    for (const [query, value] of [
      ["p50:t.spread{*}", 50],
      ["p95:t.spread{*}", 95],
      ["p99:t.spread{env:prod}", 99],
      ["count:t.spread{*}.as_count()", 100],
      ["count(v: v<=40):t.spread{*}.as_count()", 40],
      ["count(v: v>99.5):t.spread{*}.as_count()", 1],
      ["sum:t.spread{*}", 5050],
      ["avg:t.spread{*}", 50.5],
      ["max:t.spread{*}", 100],
    ] as const) {
      expect(Object.values(await asked(query)), query).toEqual([[value]]);
    }
  });

  it("out of time are taken and dropped, and those of version 1 are as those of version 2", async () => {
    await send([
      { metric: "t.late", type: 1, points: [{ timestamp: seconds - 3700, value: 1 }] },
      { metric: "t.early", type: 1, points: [{ timestamp: seconds + 700, value: 1 }] },
    ]);
    expect(await asked("sum:t.late{*}", 7200)).toEqual({});
    expect(await asked("sum:t.early{*}", 7200, seconds + 3600)).toEqual({});
    const { apiKey = "" } = handle.sandbox.tokens.datadog["pulumi"] ?? {};
    const series = [{ metric: "t.old", type: "count", points: [[seconds - 60, 3]], host: "h2", tags: ["a:b"] }];
    const answer = await fetch(`${handle.sandbox.urls.datadog}/api/v1/series`, {
      method: "POST",
      headers: { "content-type": "application/json", "dd-api-key": apiKey },
      body: JSON.stringify({ series }),
    });
    expect([answer.status, await answer.json()]).toEqual([202, { status: "ok" }]);
    expect(await asked("sum:t.old{host:h2,a:b}.as_count()")).toEqual({ "host:h2,a:b": [3] });
  });

  it("are queried with formulas in version 2", async () => {
    const tags = ["service:x"];
    await send([
      { metric: "t.bad", type: 1, points: [{ timestamp: seconds - 60, value: 5 }], tags },
      { metric: "t.all", type: 1, points: [{ timestamp: seconds - 60, value: 50 }], tags },
    ]);
    const queries = ["bad", "all"].map((name) => ({
      dataSource: "metrics",
      name,
      query: `sum:t.${name}{*} by {service}.as_count()`,
      aggregator: "sum",
    }));
    const attributes = { from: now - 10 * minute, to: now, queries, formulas: [{ formula: "100 * bad / all" }] };
    const lines = await metrics2().queryTimeseriesData({
      body: plain({ data: { type: "timeseries_request", attributes: { ...attributes, interval: minute } } }),
    });
    expect(lines.data?.attributes?.series).toEqual([{ queryIndex: 0, groupTags: ["service:x"] }]);
    expect(lines.data?.attributes?.values?.[0]?.filter((value) => value !== null)).toEqual([10]);
    const scalars = await metrics2().queryScalarData({ body: plain({ data: { type: "scalar_request", attributes } }) });
    expect(scalars.data?.attributes?.columns).toMatchObject([
      { name: "service", values: [["x"]] },
      { name: "100 * bad / all", values: [10] },
    ]);
  });

  it.each([
    ["avg:t.gauge{$env}", "template variable $env has no value outside a dashboard"],
    ["anomalies(avg:t.gauge{*}, 'basic', 2)", "function anomalies is not evaluated by the sandbox"],
    ["avg:t.gauge{*}.weighted()", "modifier .weighted() is not evaluated by the sandbox"],
    ["avg:t.gauge{*", "unable to parse"],
    ["avg:t.gauge{}", "a scope is empty"],
  ])("refuse %s", async (query, why) => {
    await refused(metrics().queryMetrics({ from: seconds - 600, to: seconds, query }), 400, why);
  });

  it("survive a snapshot and its restoration", async () => {
    const { sandbox } = handle;
    await send([{ metric: "t.kept", type: 1, points: [{ timestamp: seconds - 60, value: 7 }] }]);
    sandbox.snapshot("before");
    await send([{ metric: "t.kept", type: 1, points: [{ timestamp: seconds - 60, value: 1 }] }]);
    expect(await asked("sum:t.kept{*}.as_count()")).toEqual({ "*": [8] });
    sandbox.restore("before");
    expect(await asked("sum:t.kept{*}.as_count()")).toEqual({ "*": [7] });
  });
});

describe("events", () => {
  it("are taken and given in both versions", async () => {
    const api = new v1.EventsApi(configuration(handle.sandbox));
    const body = plain({ title: "Deployed", text: "v2", tags: ["env:prod"], alertType: "success" });
    const made = await api.createEvent({ body });
    expect(made).toMatchObject({
      status: "ok",
      event: { title: "Deployed", dateHappened: seconds, alertType: "success" },
    });
    const eventId = made.event?.id ?? 0;
    expect((await api.getEvent({ eventId })).event).toMatchObject({ text: "v2", tags: ["env:prod"] });
    const listed = await api.listEvents({ start: seconds - 60, end: seconds, tags: "env:prod" });
    expect(listed.events?.map(({ id }) => id)).toEqual([eventId]);
    await refused(api.getEvent({ eventId: 1 }), 404, "Event not found");
    const api2 = new v2.EventsApi(configuration(handle.sandbox));
    const change = { changedResource: { name: "web", type: "feature_flag" } };
    const attributes = { category: "change", title: "Flag", tags: ["env:dev"], attributes: change };
    await api2.createEvent({ body: plain({ data: { type: "event", attributes } }) });
    const found = await api2.listEvents({ filterQuery: "env:dev", filterFrom: "now-5m" });
    expect(found.data?.map((each) => each.attributes?.attributes?.title)).toEqual(["Flag"]);
    const both = await api2.searchEvents({
      body: plain({ filter: { query: "*", from: "now-5m", to: "now" }, sort: "timestamp" }),
    });
    expect(both.data?.map((each) => each.attributes?.attributes?.title)).toEqual(["Deployed", "Flag"]);
  });
});
