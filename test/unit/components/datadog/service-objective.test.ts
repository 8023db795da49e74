import type { Slo } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { alertContext } from "../../../../components/datadog/alert-context.ts";
import { objectiveAlerts } from "../../../../components/datadog/burn-monitors.ts";
import { ServiceObjective } from "../../../../components/datadog/service-objective.ts";
import { capture } from "../../../helpers/capture.ts";
import { monitor } from "./reference-capture.ts";
import { serviceArgs, type } from "./reference.ts";

const args = serviceArgs();
const context = alertContext(args);
const availability = args.service.slos["availability"] as Slo;
const latency = args.service.slos["latency"] as Slo;

const declare = (slo: Slo, id = "availability") =>
  capture(
    () =>
      new ServiceObjective("slo", {
        context,
        id,
        slo,
        triggerTags: ["rollback-trigger:slo-regression"],
        protect: true,
      }),
  );
const alertsOf = (slo: Slo, thresholdFactor = 1) =>
  objectiveAlerts({ context: { ...context, thresholdFactor }, id: "a", slo, sloId: "id", triggerTags: [] });

describe("ServiceObjective", () => {
  it("counts good requests of all requests", async () => {
    const slo = (await declare(availability)).one(type.slo);
    expect(slo.inputs).toMatchObject({
      type: "metric",
      query: {
        numerator: "sum:app.requests{service:bridge-api,env:prod,!status_class:5xx}.as_count()",
        denominator: "sum:app.requests{service:bridge-api,env:prod}.as_count()",
      },
      thresholds: [{ timeframe: "30d", target: 99.9 }],
      timeframe: "30d",
      targetThreshold: 99.9,
    });
    expect(slo.options.protect).toBe(true);
  });

  it("counts fast answers of all timed answers", async () => {
    expect((await declare(latency, "latency")).one(type.slo).inputs["query"]).toEqual({
      numerator: "count(v: v<=500):app.request.duration{service:bridge-api,env:prod}.as_count()",
      denominator: "count:app.request.duration{service:bridge-api,env:prod}.as_count()",
    });
  });

  it.each([
    ["7 days", "7d"],
    ["30 days", "30d"],
    ["90 days", "90d"],
  ] as const)("maps %s to %s everywhere", async (period, timeframe) => {
    const captured = await declare({ ...availability, period });
    expect(captured.one(type.slo).inputs).toMatchObject({ timeframe, thresholds: [{ timeframe }] });
    expect(monitor(captured, "budget")["query"]).toContain(`.over("${timeframe}")`);
  });

  it("asks for the workbook's burn rates on the SLO it made", async () => {
    const captured = await declare(availability);
    const burn = 'burn_rate("<datadog:ServiceLevelObjective slo-objective: id>").over("30d")';
    expect(monitor(captured, "fast-page")).toMatchObject({
      type: "slo alert",
      query: `${burn}.long_window("1h").short_window("5m") > 14.4`,
      monitorThresholds: { critical: "14.4" },
    });
    expect(monitor(captured, "slow-page")["query"]).toBe(`${burn}.long_window("6h").short_window("30m") > 6`);
    expect(monitor(captured, "fast-ticket")["query"]).toBe(`${burn}.long_window("24h").short_window("120m") > 3`);
    expect(monitor(captured, "slow-ticket")["query"]).toBe(`${burn}.long_window("48h").short_window("240m") > 1`);
    expect(monitor(captured, "budget")["monitorThresholds"]).toEqual({ critical: "90", warning: "75" });
  });

  it("marks pages as rollback triggers, and tickets not", async () => {
    const captured = await declare(availability);
    expect(monitor(captured, "fast-page")["tags"]).toContain("rollback-trigger:slo-regression");
    expect(monitor(captured, "fast-ticket")["tags"]).not.toContain("rollback-trigger:slo-regression");
  });

  it("hears failures at low traffic by two counts that page together", async () => {
    const captured = await declare(availability);
    expect(monitor(captured, "low-traffic-failures")).toMatchObject({
      query:
        "sum(last_6h):default_zero(sum:app.requests{service:bridge-api,env:prod,status_class:5xx}.as_count()) >= 4",
      priority: "5",
    });
    expect(monitor(captured, "low-traffic-requests")["query"]).toBe(
      "sum(last_6h):default_zero(sum:app.requests{service:bridge-api,env:prod}.as_count()) < 600",
    );
    expect(monitor(captured, "low-traffic")).toMatchObject({
      type: "composite",
      query:
        "<datadog:Monitor slo-alerts-low-traffic-failures: id> && <datadog:Monitor slo-alerts-low-traffic-requests: id>",
    });
  });

  it("pages where nothing is measured at all", async () => {
    const missing = monitor(await declare(availability), "missing-data");
    expect(missing).toMatchObject({
      query: "sum(last_1h):sum:app.requests{service:bridge-api,env:prod}.as_count() < 1",
      onMissingData: "show_and_notify_no_data",
    });
    expect(missing["message"]).toContain("{{#is_no_data}}@pagerduty-bridge-api-prod{{/is_no_data}}");
  });
});

describe("objectiveAlerts", () => {
  const ids = (slo: Slo, factor?: number): string[] => alertsOf(slo, factor).map((each) => each.id);

  it("leaves out burn rates that the target cannot reach", () => {
    expect(ids({ ...availability, target: 90 })).not.toContain("a-fast-page");
    expect(ids({ ...availability, target: 90 })).toContain("a-slow-page");
  });

  it("has no companion where no page can be reached, and still tells of a spent budget and of missing data", () => {
    expect(ids({ ...availability, target: 50 })).toEqual(["a-slow-ticket", "a-budget", "a-missing-data"]);
  });

  it("lets the companion follow what counts as low traffic", () => {
    const lowTraffic = alertsOf({ ...availability, lowTrafficRequestsPerHour: 10 }).find(
      (each) => each.id === "a-low-traffic",
    );
    expect(lowTraffic).toMatchObject({ parts: [{ critical: 2 }, { critical: 60 }] });
  });

  it("is laxer by the threshold factor", () => {
    const page = alertsOf(availability, 2).find((each) => each.id === "a-fast-page");
    expect(page).toMatchObject({ critical: 28.8 });
  });
});
