import { beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "@launchgate/provider-kit";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { liveAndBeFound } from "./found.ts";

const handle = withSandbox();
const types = {
  objective: "datadog:index/serviceLevelObjective:ServiceLevelObjective",
  correction: "datadog:index/sloCorrection:SloCorrection",
  monitor: "datadog:index/monitor:Monitor",
  dashboard: "datadog:index/dashboardJson:DashboardJson",
  downtime: "datadog:index/downtimeSchedule:DowntimeSchedule",
  variable: "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable",
};
let engine: PracticeEngine;
let monitorId: number;

const query = {
  denominator: "count:app.request.duration{service:web,env:prod}.as_count()",
  numerator: "count(v: v<=800):app.request.duration{service:web,env:prod}.as_count()",
};
const latency = {
  description: "Service web, stage prod, owner team product. Managed by Launchgate.",
  name: "[prod] Web: Pages answer within 800 ms",
  query,
  tags: ["service:web", "env:prod", "team:product", "managed-by:launchgate", "slo:latency"],
  targetThreshold: 99,
  thresholds: [{ target: 99, timeframe: "30d" }],
  timeframe: "30d",
  type: "metric",
  validate: false,
};

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "datadog");
  await engine.up(types.monitor, "monitor", {
    message: "m",
    name: "m",
    type: "query alert",
    query: "avg(last_5m):avg:system.load.1{*} > 4",
  });
  monitorId = Number(engine.recorded("monitor").id);
  await engine.up(types.objective, "latency", latency);
});

describe("an objective", () => {
  it("lives through every change", async () => {
    const metricQuery = { dataSource: "metrics", name: "q", query: "sum:a{*}" };
    const queries = [{ metricQuery }];
    const timeSlice = {
      comparator: "<=",
      threshold: 0.8,
      queryIntervalSeconds: 60,
      query: { formula: { formulaExpression: "q" }, queries },
    };
    const count = { goodEventsFormula: "q", totalEventsFormula: "q", queries };
    const other = { query: undefined };
    await liveAndBeFound(engine, {
      type: types.objective,
      inputs: latency,
      changes: {
        description: [{ to: "Another" }, { to: undefined }],
        groups: { to: ["env:prod"], with: { ...other, type: "monitor", monitorIds: [monitorId] }, act: "replace" },
        monitorIds: { to: [monitorId], with: { ...other, type: "monitor" }, act: "replace" },
        name: { to: "[prod] Web: fast" },
        query: { to: { ...query, denominator: "count:a{*}.as_count()" } },
        sliSpecification: [
          { to: { count }, with: other },
          { to: { timeSlice }, with: { ...other, type: "time_slice" }, act: "replace" },
        ],
        tags: [{ to: ["env:prod"] }, { to: undefined }],
        targetThreshold: { to: 98, with: { thresholds: [{ target: 98, timeframe: "30d" }] } },
        thresholds: {
          to: [
            { target: 99, timeframe: "30d", warning: 99.5 },
            { target: 99.5, timeframe: "7d" },
          ],
        },
        timeframe: { to: "7d", with: { thresholds: [{ target: 99, timeframe: "7d" }] } },
        type: { to: "time_slice", with: { ...other, sliSpecification: { timeSlice } }, act: "replace" },
        warningThreshold: { to: 99.5, with: { thresholds: [{ target: 99, timeframe: "30d", warning: 99.5 }] } },
      },
      unchanged: {
        forceDelete: "steers the deletion",
        ignoreTagKeys: "steers the comparison",
        validate: "steers the preview",
      },
      unseen: { warningThreshold: "the vendor's own where none is declared: the provider leaves it alone" },
      notImported: ["validate"],
    });
  });

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

  it("has corrections that live through every change", async () => {
    const { id: sloId } = engine.recorded("latency");
    const once = { rrule: undefined, duration: undefined };
    await liveAndBeFound(engine, {
      type: types.correction,
      inputs: {
        category: "Scheduled Maintenance",
        description: "Weekly index maintenance. Managed by Launchgate.",
        duration: 1800,
        rrule: "FREQ=WEEKLY",
        sloId,
        start: 1_768_100_400,
        timezone: "Europe/Berlin",
      },
      changes: {
        category: { to: "Deployment" },
        description: [{ to: "Another" }, { to: undefined }],
        duration: { to: 3600 },
        end: { to: 1_768_104_000, with: once },
        rrule: { to: "FREQ=DAILY" },
        start: { to: 1_768_100_460 },
        timezone: [{ to: "Etc/UTC" }, { to: undefined }],
      },
      unchanged: { sloId: "another objective replaces" },
    });
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
  const definition = {
    title: "[prod] Web: release",
    description: "Service web",
    layout_type: "ordered",
    reflow_type: "auto",
    notify_list: [],
    tags: ["team:product"],
    template_variables: [],
    widgets: [
      { definition: { type: "note", content: "**Web**", background_color: "gray" } },
      {
        definition: {
          type: "group",
          layout_type: "ordered",
          title: "Group",
          widgets: [{ definition: { type: "note", content: "inner" } }],
        },
      },
    ],
  };

  it("lives through a change; the same in another layout is no change", async () => {
    const inputs = { dashboard: JSON.stringify(definition) };
    await liveAndBeFound(engine, {
      type: types.dashboard,
      inputs,
      changes: {
        dashboard: [
          { to: JSON.stringify({ ...definition, title: "Another" }) },
          { to: JSON.stringify({ ...definition, widgets: definition.widgets.slice(0, 1), tags: [] }) },
        ],
      },
      unchanged: { dashboardLists: "refused: see the next test", url: "an output by its nature" },
      notImported: ["dashboard"],
    });
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
  it("lives through every change; a cancelled one is gone", async () => {
    const weekly = {
      recurrences: [{ duration: "30m", rrule: "FREQ=WEEKLY;BYDAY=SU", start: "2026-11-22T04:00:00" }],
      timezone: "Europe/Berlin",
    };
    const inputs = {
      displayTimezone: "Europe/Berlin",
      message: "Weekly index maintenance",
      monitorIdentifier: { monitorTags: ["service:bridge-api", "env:prod"] },
      muteFirstRecoveryNotification: true,
      notifyEndStates: ["alert", "no data", "warn"],
      notifyEndTypes: ["expired"],
      recurringSchedule: weekly,
      scope: "*",
    };
    await liveAndBeFound(engine, {
      type: types.downtime,
      inputs,
      changes: {
        displayTimezone: { to: "UTC" },
        message: [{ to: "Another" }, { to: undefined }],
        monitorIdentifier: [{ to: { monitorTags: ["env:prod"] } }, { to: { monitorId } }],
        muteFirstRecoveryNotification: { to: false },
        notifyEndStates: { to: ["alert"] },
        notifyEndTypes: { to: ["canceled", "expired"] },
        oneTimeSchedule: {
          to: { start: "2030-01-01T00:00:00Z", end: "2030-01-02T00:00:00Z" },
          with: { recurringSchedule: undefined },
        },
        recurringSchedule: { to: { ...weekly, recurrences: [{ ...weekly.recurrences[0], duration: "1h" }] } },
        scope: { to: "env:prod" },
      },
    });
    await engine.up(types.downtime, "cancelled", inputs);
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
  it("lives through every change; a secure value is believed", async () => {
    await liveAndBeFound(engine, {
      type: types.variable,
      inputs: {
        description: "Passes deployment protection: service web, stage prod. Managed by Launchgate.",
        name: "WEB__PROD__VERCEL_BYPASS",
        secure: true,
        tags: ["service:web", "env:prod"],
        value: "first-value",
      },
      changes: {
        description: [{ to: "Another" }, { to: undefined }],
        isFido: { to: true },
        isTotp: { to: true },
        name: { to: "WEB__PROD__BYPASS" },
        options: { to: { totpParameters: { digits: 6, refreshInterval: 30 } } },
        parseTestOptions: { to: { type: "http_body", parser: { type: "json_path", value: "$.id" } } },
        parseTestId: { to: "abc-def-ghi" },
        restrictedRoles: { to: ["11111111-1111-4111-8111-111111111111"] },
        secure: { to: false },
        tags: [{ to: ["env:prod"] }, { to: undefined }],
        value: { to: "second-value" },
        valueWo: { to: "third-value", with: { value: undefined, valueWoVersion: "1" } },
        valueWoVersion: { to: "2", with: { value: undefined, valueWo: "third-value" } },
      },
      notImported: ["value"],
      unseen: {
        value: "the vendor never shows a secure value",
        valueWo: "the vendor never shows it",
        valueWoVersion: "known to the provider only",
      },
    });
  });

  it("is refused without a value and with a wrong name", () => {
    const { failures } = engine.check(types.variable, "odd", { name: "bypass", valueWoVersion: "1" });
    expect(failures.map(({ property }) => property)).toEqual(["name", "value", "valueWoVersion"]);
  });
});
