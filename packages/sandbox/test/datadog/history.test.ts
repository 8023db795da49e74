import { v1 } from "@datadog/datadog-api-client";
import { beforeAll, describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused } from "./client.ts";
import { feed, times } from "./told.ts";
import { minute, stopAt } from "./traffic.ts";

const handle = withSandbox();
const hour = 60 * minute;
const end = Date.parse("2026-11-27T12:00:00Z");
const slos = (): v1.ServiceLevelObjectivesApi => new v1.ServiceLevelObjectivesApi(configuration(handle.sandbox));

beforeAll(() => {
  stopAt(handle.sandbox, new Date(end).toISOString());
  // A day of a thousand an hour; in the sixth last hour one of ten was bad.
  const hours = times(24, 0).map((_, index) => end - (24 - index) * hour);
  const points = (share: (index: number) => number): readonly (readonly [number, number])[] =>
    hours.map((at, index) => [at, Math.round(1000 * share(index))] as const);
  submit(handle.sandbox.world, [
    { metric: "h.all", kind: "count", tags: ["ok:yes"], points: points((index) => (index === 18 ? 0.9 : 1)) },
    { metric: "h.all", kind: "count", tags: ["ok:no"], points: points((index) => (index === 18 ? 0.1 : 0)) },
  ]);
});

const query = { numerator: "sum:h.all{ok:yes}.as_count()", denominator: "sum:h.all{*}.as_count()" };
const thresholds = [
  { timeframe: "7d", target: 99, warning: 99.5 },
  { timeframe: "30d", target: 95 },
];

async function make(fields: object): Promise<string> {
  const { data } = await slos().createSLO({ body: plain({ name: "History", thresholds, ...fields }) });
  return data?.[0]?.id ?? "";
}

async function history(
  sloId: string,
  hours: number,
  more: object = {},
): Promise<v1.SLOHistoryResponseData | undefined> {
  const span = { fromTs: end / 1000 - hours * 3600, toTs: end / 1000 };
  return (await slos().getSLOHistory({ sloId, ...span, ...more })).data;
}

describe("the history of an objective of metrics", () => {
  it("has its value, what is left of each budget, and both series", async () => {
    const data = await history(await make({ type: "metric", query }), 10, { target: 98 });
    expect(data?.overall?.sliValue).toBeCloseTo(99, 10);
    const left = data?.overall?.errorBudgetRemaining;
    expect([left?.["7d"], left?.["30d"], left?.["custom"]].map((each) => Math.round(each ?? NaN))).toEqual([0, 80, 50]);
    expect(data?.series).toMatchObject({
      interval: 3600,
      numerator: { sum: 9900, count: 10 },
      denominator: { sum: 10_000 },
    });
    expect(data?.series?.numerator.values[4]).toBe(900);
    expect(data?.thresholds?.["7d"]).toMatchObject({ target: 99, warning: 99.5 });
    expect([data?.type, data?.typeId]).toEqual(["metric", 0]);
  });

  it("by formulas is the same", async () => {
    const queries = Object.entries(query).map(([name, text]) => ({ dataSource: "metrics", name, query: text }));
    const [good, all] = [{ formula: "numerator" }, { formula: "denominator" }];
    const count = { goodEventsFormula: good, totalEventsFormula: all, queries };
    const total = await make({ type: "metric", sliSpecification: { count } });
    expect((await history(total, 10))?.overall?.sliValue).toBeCloseTo(99, 10);
    const bad = { goodEventsFormula: good, badEventsFormula: { formula: "denominator - numerator" }, queries };
    const other = await make({ type: "metric", sliSpecification: { count: bad } });
    expect((await history(other, 10))?.overall?.sliValue).toBeCloseTo(99, 10);
  });

  it("leaves corrected times out, once or by a rule, unless told not to", async () => {
    const api = new v1.ServiceLevelObjectiveCorrectionsApi(configuration(handle.sandbox));
    const correct = (sloId: string, more: object): Promise<unknown> => {
      const attributes = { category: "Deployment", sloId, timezone: "UTC", ...more };
      return api.createSLOCorrection({ body: plain({ data: { type: "correction", attributes } }) });
    };
    const from = (end - 6 * hour) / 1000;
    const once = await make({ type: "metric", query });
    await correct(once, { start: from, end: from + 3600 });
    expect((await history(once, 10))?.overall?.sliValue).toBe(100);
    expect((await history(once, 10))?.series?.denominator.sum).toBe(9000);
    expect((await history(once, 10, { applyCorrection: false }))?.overall?.sliValue).toBeCloseTo(99, 10);
    const daily = await make({ type: "metric", query });
    await correct(daily, { start: from - 7 * 86_400, duration: 3600, rrule: "FREQ=DAILY" });
    expect((await history(daily, 10))?.overall?.sliValue).toBe(100);
    const half = await make({ type: "metric", query });
    await correct(half, { start: from + 60, end: from + 3600 });
    expect((await history(half, 10))?.overall?.sliValue).toBeCloseTo(99, 10);
  });

  it("without events has no value; odd times and unknown objectives are refused", async () => {
    const nothing = { numerator: "sum:none{*}.as_count()", denominator: "sum:none{*}.as_count()" };
    const id = await make({ type: "metric", query: nothing });
    expect((await history(id, 10))?.overall?.sliValue).toBeNull();
    await refused(slos().getSLOHistory({ sloId: id, fromTs: 20, toTs: 10 }), 400, "from_ts must be before to_ts");
    await refused(slos().getSLOHistory({ sloId: "none", fromTs: 10, toTs: 20 }), 404, "SLO not found");
  });
});

describe("the history of other objectives", () => {
  it("of time slices counts the slices in which a comparison holds", async () => {
    const queries = [{ dataSource: "metrics", name: "bad", query: "sum:h.all{ok:no}.as_count()" }];
    const timeSlice = { comparator: "<", threshold: 50, query: { formulas: [{ formula: "bad" }], queries } };
    const id = await make({ type: "time_slice", sliSpecification: { timeSlice } });
    // One of the 120 slices of five minutes has the hundred bad ones.
    expect((await history(id, 10))?.overall?.sliValue).toBeCloseTo((100 * 119) / 120, 10);
  });

  it("of monitors is the share of the time in which none was in alert", async () => {
    const { sandbox } = handle;
    const monitors = new v1.MonitorsApi(configuration(sandbox));
    const options = { thresholds: { critical: 10 } };
    const body = { name: "up", type: "query alert", query: "avg(last_5m):avg:h.gauge{*} > 10", message: "", options };
    const { id = 0 } = await monitors.createMonitor({ body: plain(body) });
    const sloId = await make({ type: "monitor", monitorIds: [id] });
    const began = sandbox.clock.now();
    await feed(sandbox, "h.gauge", [], [...times(5, 0), ...times(10, 60), ...times(25, 0)]);
    const [fromTs, toTs] = [began / 1000, sandbox.clock.now() / 1000];
    const { data } = await slos().getSLOHistory({ sloId, fromTs, toTs });
    // Known from the first minute on; in alert from the sixth to before the twentieth, of forty.
    expect(data?.overall?.sliValue).toBeCloseTo((100 * (39 - 14)) / 39, 10);
    expect(data?.overall?.history).toEqual([
      [fromTs + 60, 0],
      [fromTs + 360, 1],
      [fromTs + 1200, 0],
    ]);
    expect(data?.monitors?.map(({ name, monitorType }) => [name, monitorType])).toEqual([["up", "query alert"]]);
  });
});
