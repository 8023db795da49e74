import { beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "@launchgate/provider-kit";
import { withSandbox } from "../../helpers/sandbox.ts";
import { definition } from "../lives/datadog-dashboard.ts";
import { latency, maintenance, types as objectives } from "../lives/datadog-objectives.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();
const types = {
  ...objectives,
  dashboard: "datadog:index/dashboardJson:DashboardJson",
  variable: "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable",
} as const;
let engine: PracticeEngine;

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "datadog");
  await engine.up(types.objective, "latency", latency);
});

describe("an objective", () => {
  it("that a dashboard shows is taken away only by force", async () => {
    const { id } = engine.recorded("latency");
    const widget = { definition: { type: "slo", view_type: "detail", slo_id: id, time_windows: ["30d"] } };
    const dashboard = { title: "SLO", layout_type: "ordered", widgets: [widget] };
    await engine.up(types.objective, "shown", latency);
    const shown = JSON.stringify(dashboard).replace(id, engine.recorded("shown").id);
    await engine.up(types.dashboard, "dashboard", { dashboard: shown });
    await expect(engine.down("shown")).rejects.toThrow("SLO is used in dashboards");
    await engine.up(types.objective, "shown", { ...latency, forceDelete: true });
    await engine.down("shown");
    await engine.down("dashboard");
  });

  it.each<readonly [string, string, Properties, readonly string[]]>([
    ["a target without a timeframe", types.objective, { thresholds: [{ target: 99 }] }, ["thresholds[0].timeframe"]],
    ["camel-cased kinds", types.objective, { type: "timeSlice" }, ["type"]],
    ["monitors beside a query", types.objective, { monitorIds: [1] }, ["monitorIds"]],
  ])("%s is refused before any request", (_what, type, wrong, properties) => {
    const { failures } = engine.check(type, "odd", { ...latency, ...wrong });
    expect(failures.map(({ property }) => property)).toEqual(properties);
  });
});

describe("a dashboard", () => {
  it("in another layout is the same; an import says what it says", async () => {
    const inputs = { dashboard: JSON.stringify(definition) };
    await engine.up(types.dashboard, "layout", inputs);
    const spaced = { dashboard: JSON.stringify(definition, undefined, 2) };
    expect(await engine.up(types.dashboard, "layout", spaced)).toBe("same");
    expect(engine.recorded("layout").state["url"]).toMatch(/^\/dashboard\/[a-z0-9-]{11}\/prod-web-release$/);
    const imported = await engine.import(types.dashboard, "again", engine.recorded("layout").id);
    const empty = new Set(["notify_list", "template_variables"]);
    const said = Object.fromEntries(Object.entries(definition).filter(([key]) => !empty.has(key)));
    expect(JSON.parse(String(imported?.inputs["dashboard"]))).toEqual(said);
    await engine.down("layout");
  });

  it("is refused without JSON, and with lists", () => {
    const odd = { dashboard: "{", dashboardLists: [1] };
    const { failures } = engine.check(types.dashboard, "odd", odd);
    expect(failures.map(({ property }) => property)).toEqual(["dashboard", "dashboardLists"]);
  });
});

describe("a downtime", () => {
  it("that was cancelled is gone", async () => {
    await engine.up(types.downtime, "cancelled", maintenance);
    const { token = "", apiKey = "" } = handle.sandbox.tokens.datadog["pulumi"] ?? {};
    const url = `${handle.sandbox.urls.datadog}/api/v2/downtime/${engine.recorded("cancelled").id}`;
    await fetch(url, { method: "DELETE", headers: { "dd-api-key": apiKey, "dd-application-key": token } });
    expect(await engine.refresh("cancelled")).toBe("gone");
  });

  it("of two schedules, and of no monitors, is refused before any request", () => {
    const odd = { scope: "*", monitorIdentifier: {}, oneTimeSchedule: {}, recurringSchedule: {} };
    const { failures } = engine.check(types.downtime, "odd", odd);
    expect(failures.map(({ property }) => property)).toEqual(["monitorIdentifier", "oneTimeSchedule"]);
  });
});

describe("a global variable", () => {
  it("is refused without a value and with a wrong name", () => {
    const { failures } = engine.check(types.variable, "odd", { name: "bypass", valueWoVersion: "1" });
    expect(failures.map(({ property }) => property)).toEqual(["name", "value", "valueWoVersion"]);
  });
});
