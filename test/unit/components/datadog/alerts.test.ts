import { describe, expect, it } from "vitest";
import { alertContext } from "../../../../components/datadog/alert-context.ts";
import { alertMessage } from "../../../../components/datadog/alert-message.ts";
import { businessAlerts } from "../../../../components/datadog/business-monitors.ts";
import { databaseAlerts } from "../../../../components/datadog/database-monitors.ts";
import { dependencyAlerts } from "../../../../components/datadog/dependency-monitors.ts";
import { monitorArgs } from "../../../../components/datadog/monitor-spec.ts";
import { signalAlerts } from "../../../../components/datadog/signal-monitors.ts";
import { referenceModel, serviceArgs, without } from "./reference.ts";

const args = serviceArgs();
const context = alertContext(args);
const ids = (alerts: readonly { readonly id: string }[]): string[] => alerts.map((each) => each.id);

describe("signalAlerts", () => {
  const { triggers } = args.release.rollback;

  it("watch the golden signals and the triggers of a rollback", () => {
    const alerts = signalAlerts(context, args.service, triggers);
    expect(ids(alerts)).toEqual(["errors", "latency", "saturation", "traffic", "auth-failures", "blocked-workflow"]);
    expect(alerts.map((each) => each.severity)).toEqual(alerts.map(() => "page"));
  });

  it.each([
    [
      "errors",
      "sum(last_5m):100 * default_zero(sum:app.requests{service:bridge-api,env:prod,status_class:5xx}.as_count()) / " +
        "sum:app.requests{service:bridge-api,env:prod}.as_count() > 1",
    ],
    ["latency", "percentile(last_5m):p95:app.request.duration{service:bridge-api,env:prod} > 500"],
    ["saturation", "avg(last_10m):max:app.saturation_percent{service:bridge-api,env:prod} > 80"],
    [
      "auth-failures",
      "sum(last_5m):100 * default_zero(sum:app.auth.attempts{service:bridge-api,env:prod,outcome:denied}.as_count()) / " +
        "sum:app.auth.attempts{service:bridge-api,env:prod}.as_count() > 5",
    ],
    [
      "blocked-workflow",
      "sum(last_10m):default_zero(sum:app.workflow.blocked{service:bridge-api,env:prod}.as_count()) > 0",
    ],
  ])("ask Datadog for %s", (id, query) => {
    const alert = signalAlerts(context, args.service, triggers).find((each) => each.id === id);
    expect(alert).toMatchObject({ query });
  });

  it("name the rollback trigger they stand for, and follow how long it must hold", () => {
    const model = referenceModel();
    const trigger = model.release.rollback.triggers["auth-failures"];
    if (trigger) trigger.sustained = "20 minutes";
    const alert = signalAlerts(context, args.service, model.release.rollback.triggers).find(
      (each) => each.id === "auth-failures",
    );
    expect(alert).toMatchObject({
      tags: ["rollback-trigger:auth-failures"],
      query: expect.stringMatching(/^sum\(last_20m\):/) as string,
    });
  });

  it("watch no workflow where none is a trigger, and no traffic where none is asked for", () => {
    const service = { ...args.service, signals: { ...args.service.signals, trafficRequestsPerHour: 0 } };
    expect(ids(signalAlerts(context, service, {}))).toEqual(["errors", "latency", "saturation", "auth-failures"]);
  });

  it("speak of low traffic only where last week had more", () => {
    const traffic = signalAlerts(context, args.service, triggers).find((each) => each.id === "traffic");
    expect(traffic).toMatchObject({
      type: "composite",
      when: "first-without-second",
      parts: [
        { query: "sum(last_1h):default_zero(sum:app.requests{service:bridge-api,env:prod}.as_count()) < 50" },
        {
          query:
            "sum(last_1h):default_zero(week_before(sum:app.requests{service:bridge-api,env:prod}.as_count())) < 50",
        },
      ],
    });
  });
});

describe("dependencyAlerts", () => {
  it("read the metric of the model against its limits, by the kind of the dependency", () => {
    expect(dependencyAlerts(context, args.service)).toMatchObject([
      { id: "dependency-mux", runbook: "video-failure", critical: 10, warning: 2 },
      { id: "dependency-notification-queue", runbook: "queue-backlog", critical: 2000, warning: 500 },
    ]);
  });

  it("keep an error share below 100 percent and let a backlog grow with the factor", () => {
    const lax = dependencyAlerts({ ...context, thresholdFactor: 20 }, args.service);
    expect(lax.map((each) => each.critical)).toEqual([99, 40_000]);
  });
});

describe("databaseAlerts", () => {
  const { service, stage, vendors } = args;

  it("watch connections, storage, compute, and the replica where there is one", () => {
    const all = ["database-connections", "database-storage", "database-compute", "database-replication"];
    expect(ids(databaseAlerts(context, service, stage, vendors))).toEqual(all);
    expect(ids(databaseAlerts(context, service, { ...stage, kind: "staging" }, vendors))).toEqual(all.slice(0, 3));
  });

  it("take silence as fine only where the compute may sleep", () => {
    const sleepy = { ...stage, database: { ...stage.database, suspendAfter: "5 minutes" as const } };
    const missing = (of: typeof stage): unknown[] =>
      databaseAlerts(context, service, of, vendors).map((each) => each.missing);
    expect(new Set(missing(stage))).toEqual(new Set(["show_no_data"]));
    expect(new Set(missing(sleepy))).toEqual(new Set(["resolve"]));
  });

  it("are none for a service without database", () => {
    expect(databaseAlerts(context, without(service, "neon"), stage, vendors)).toEqual([]);
  });
});

describe("businessAlerts", () => {
  it("watch the business figure, unless its floor is 0", () => {
    expect(ids(businessAlerts(context, args.service))).toEqual(["business-drop"]);
    const businessMetric = { ...args.service.businessMetric, minimumPerHour: 0 };
    expect(businessAlerts(context, { ...args.service, businessMetric })).toEqual([]);
  });
});

describe("alertMessage", () => {
  const text = { summary: "It is broken.", runbook: "errors", severity: "page" } as const;

  it("calls the pager on alert and recovery, and for missing data only where asked", () => {
    expect(alertMessage(context, text)).toContain(
      "{{#is_alert}}@pagerduty-bridge-api-prod{{/is_alert}}{{#is_recovery}}@pagerduty-bridge-api-prod{{/is_recovery}}",
    );
    expect(alertMessage(context, text)).not.toContain("is_no_data");
    expect(alertMessage(context, { ...text, tellsOnNoData: true })).toContain(
      "{{#is_no_data}}@pagerduty-bridge-api-prod{{/is_no_data}}",
    );
  });

  it("tells the service for tickets of a ticket, and nobody of a part", () => {
    expect(alertMessage(context, { ...text, severity: "ticket" })).toContain(
      "{{#is_alert}}@pagerduty-bridge-api-prod-tickets{{/is_alert}}" +
        "{{#is_recovery}}@pagerduty-bridge-api-prod-tickets{{/is_recovery}}",
    );
    expect(alertMessage(context, { ...text, severity: "part" })).not.toContain("@pagerduty");
  });

  it.each(["page", "ticket"] as const)("tells nobody of a %s where there is no PagerDuty service", (severity) => {
    const alone = without(without(context, "pager"), "tickets");
    expect(alertMessage(alone, { ...text, severity })).not.toContain("@pagerduty");
  });
});

describe("monitorArgs", () => {
  const alert = {
    id: "errors",
    title: "x".repeat(300),
    type: "query alert",
    severity: "page",
    summary: "s",
    runbook: "errors",
    query: "q > 1",
    critical: 1,
  } as const;

  it("cut a name to Datadog's limit", () => {
    expect(monitorArgs(context, alert, "q > 1").name).toHaveLength(200);
  });

  it.each([
    ["page", true, "1"],
    ["page", false, "2"],
    ["ticket", true, "3"],
    ["ticket", false, "4"],
    ["part", true, "5"],
  ] as const)("give a %s (production: %s) the priority %s", (severity, isProduction, priority) => {
    expect(monitorArgs({ ...context, isProduction }, { ...alert, severity }, "q > 1").priority).toBe(priority);
  });

  it("never let missing data look fine by default, and leave it off SLO alerts", () => {
    expect(monitorArgs(context, alert, "q > 1").onMissingData).toBe("show_no_data");
    expect(monitorArgs(context, { ...alert, type: "slo alert" }, "q > 1")).not.toHaveProperty("onMissingData");
  });
});
