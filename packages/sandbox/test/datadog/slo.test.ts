import { v1 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused } from "./client.ts";

const handle = withSandbox();
const slos = (): v1.ServiceLevelObjectivesApi => new v1.ServiceLevelObjectivesApi(configuration(handle.sandbox));
const corrections = (): v1.ServiceLevelObjectiveCorrectionsApi =>
  new v1.ServiceLevelObjectiveCorrectionsApi(configuration(handle.sandbox));

const base = {
  name: "Calls succeed",
  type: "metric",
  query: { numerator: "sum:app.good{*}.as_count()", denominator: "sum:app.all{*}.as_count()" },
  thresholds: [{ timeframe: "30d", target: 99.9 }],
  tags: ["env:dev"],
};

async function make(changes: object = {}): Promise<string> {
  const { data } = await slos().createSLO({ body: plain({ ...base, ...changes }) });
  return data?.[0]?.id ?? "";
}

describe("objectives", () => {
  it("are made, read, changed, listed, deleted; alerts on them are told", async () => {
    const sloId = await make();
    const primary = { timeframe: "30d", targetThreshold: 99.9, description: null };
    expect((await slos().getSLO({ sloId })).data).toMatchObject({ name: base.name, ...primary });
    const thresholds = [
      { timeframe: "7d", target: 99, warning: 99.5 },
      { timeframe: "30d", target: 99 },
    ];
    const changes = { ...base, name: "All calls", description: "Mine", tags: ["env:prod"], thresholds };
    const changed = await slos().updateSLO({ sloId, body: plain(changes) });
    expect(changed.data?.[0]).toMatchObject({ ...changes, id: sloId, timeframe: "7d", warningThreshold: 99.5 });
    const query = `burn_rate("${sloId}").over("7d").long_window("1h").short_window("5m") > 14.4`;
    const monitors = new v1.MonitorsApi(configuration(handle.sandbox));
    const alert = await monitors.createMonitor({ body: plain({ name: "Burns", type: "slo alert", query }) });
    expect((await slos().getSLO({ sloId, withConfiguredAlertIds: true })).data?.configuredAlertIds).toEqual([alert.id]);
    const wrong = plain({ name: "Burns", type: "slo alert", query: query.replace('"7d"', '"90d"') });
    await refused(monitors.validateMonitor({ body: wrong }), 400, "has no timeframe 90d");
    expect((await slos().listSLOs({ tagsQuery: "env:prod" })).data?.map(({ id }) => id)).toEqual([sloId]);
    expect(await slos().deleteSLO({ sloId })).toMatchObject({ data: [sloId] });
    await refused(slos().getSLO({ sloId }), 404, "SLO not found");
    await monitors.deleteMonitor({ monitorId: alert.id ?? 0 });
  });

  it.each([
    ["without a query", { query: undefined }, "needs a query"],
    ["with a target of 100", { thresholds: [{ timeframe: "30d", target: 100 }] }, "thresholds.0.target"],
    ["with a warning below", { thresholds: [{ timeframe: "30d", target: 99, warning: 98 }] }, "above its target"],
    ["without thresholds", { thresholds: [] }, "thresholds"],
    ["with another timeframe", { timeframe: "7d" }, "No threshold has the timeframe 7d"],
    ["with another target", { timeframe: "30d", targetThreshold: 95 }, "target_threshold"],
    ["of a monitor that is not there", { type: "monitor", monitorIds: [7] }, "Monitor 7 does not exist"],
  ])("are refused %s", async (_name, changes, message) => {
    await refused(make(changes), 400, message);
  });

  it("hold their monitors, and are held by dashboards", async () => {
    const monitors = new v1.MonitorsApi(configuration(handle.sandbox));
    const query = "avg(last_5m):max:app.up{env:dev} < 1";
    const { id: monitorId = 0 } = await monitors.createMonitor({
      body: plain({ type: "query alert", query, name: "Up" }),
    });
    const sloId = await make({ type: "monitor", query: undefined, monitorIds: [monitorId] });
    await refused(monitors.deleteMonitor({ monitorId }), 401, `is referenced in slos: [${sloId},Calls succeed]`);
    const dashboards = new v1.DashboardsApi(configuration(handle.sandbox));
    const widgets = [{ definition: { type: "slo", viewType: "detail", sloId } }];
    const board = await dashboards.createDashboard({ body: plain({ title: "Board", layoutType: "ordered", widgets }) });
    // The client gives the body of a 409 as an answer.
    const why = `SLO is used in dashboards: ${board.id ?? ""}`;
    expect(await slos().deleteSLO({ sloId })).toMatchObject({ data: [], errors: { [sloId]: why } });
    await slos().deleteSLO({ sloId, force: "true" });
    await monitors.deleteMonitor({ monitorId });
    await dashboards.deleteDashboard({ dashboardId: board.id ?? "" });
  });
});

describe("corrections", () => {
  const body = (attributes: object): never => plain({ data: { type: "correction", attributes } });

  it("are made, read, changed, listed, deleted, and go with their objective", async () => {
    const sloId = await make();
    const weekly = { category: "Scheduled Maintenance", start: 1768100400, rrule: "FREQ=WEEKLY", duration: 1800 };
    const made = await corrections().createSLOCorrection({
      body: body({ ...weekly, sloId, timezone: "Europe/Berlin" }),
    });
    const sloCorrectionId = made.data?.id ?? "";
    expect(made.data?.attributes).toMatchObject({ ...weekly, sloId, timezone: "Europe/Berlin" });
    const changes = {
      category: "Deployment",
      description: "Release",
      start: 1768100500,
      duration: 60,
      timezone: "UTC",
    };
    await corrections().updateSLOCorrection({ sloCorrectionId, body: body({ ...changes, rrule: "FREQ=DAILY" }) });
    const read = await corrections().getSLOCorrection({ sloCorrectionId });
    expect(read.data?.attributes).toMatchObject({ ...changes, rrule: "FREQ=DAILY" });
    const once = await corrections().createSLOCorrection({
      body: body({ category: "Other", start: 10, end: 20, sloId }),
    });
    expect((await slos().getSLOCorrections({ sloId })).data).toHaveLength(2);
    expect((await corrections().listSLOCorrection({ limit: 1, offset: 1 })).data?.[0]?.id).toBe(once.data?.id);
    await corrections().deleteSLOCorrection({ sloCorrectionId });
    await refused(corrections().getSLOCorrection({ sloCorrectionId }), 404);
    await slos().deleteSLO({ sloId });
    expect((await corrections().listSLOCorrection()).data).toEqual([]);
  });

  it.each([
    ["of no objective", 404, { sloId: "x", end: 20 }, "SLO not found"],
    ["without an end", 400, {}, "Either end, or rrule"],
    ["with both", 400, { end: 20, rrule: "FREQ=DAILY", duration: 5 }, "Either end, or rrule"],
    ["that end before", 400, { end: 5 }, "end must be after start"],
    ["with a rule that is none", 400, { rrule: "weekly", duration: 5 }, "Invalid rrule: weekly"],
    ["in no time zone", 400, { end: 20, timezone: "Mars" }, "no time zone"],
  ])("are refused %s", async (_name, code, changes, message) => {
    const sloId = await make();
    const attributes = { category: "Other", start: 10, sloId, ...changes };
    await refused(corrections().createSLOCorrection({ body: body(attributes) }), code, message);
    await slos().deleteSLO({ sloId });
  });
});
