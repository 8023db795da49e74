import { beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "@launchgate/provider-kit";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { liveAndBeFound } from "./found.ts";

const handle = withSandbox();
const monitor = "datadog:index/monitor:Monitor";
const objective = "datadog:index/serviceLevelObjective:ServiceLevelObjective";
let engine: PracticeEngine;

beforeAll(() => {
  engine = new PracticeEngine(handle.sandbox, "datadog");
});

const assets = [
  {
    category: "runbook",
    name: "The budget is used up",
    url: "https://github.com/motion-mavericks/release-operations/blob/main/docs/runbooks/cost",
  },
];
const spent = {
  assets,
  draftStatus: "published",
  evaluationDelay: 60,
  includeTags: false,
  message: "The stage has used its budget.\n\n{{#is_alert}}@pagerduty-web-prod-tickets{{/is_alert}}",
  monitorThresholds: { critical: "900" },
  name: "[prod] all services: the stage has used 100 % of its budget",
  onMissingData: "show_no_data",
  priority: "3",
  query: "max(last_1h):sum:app.cost.month_to_date_usd{env:prod} >= 900",
  requireFullWindow: false,
  tags: ["service:web", "env:prod", "team:product", "managed-by:launchgate", "severity:ticket"],
  type: "query alert",
  validate: false,
};
const quiet = { onMissingData: undefined };

const steering = {
  forceDelete: "steers the deletion: see the test of it",
  ignoreTagKeys: "steers the comparison",
  validate: "steers the preview",
  variables: "refused: see the refusals",
};

describe("a monitor", () => {
  it("of metrics lives through every change", async () => {
    await liveAndBeFound(engine, {
      type: monitor,
      inputs: spent,
      changes: {
        assets: [{ to: [{ ...assets[0], name: "Another" }] }, { to: undefined }],
        draftStatus: { to: "draft" },
        enableLogsSample: { to: true },
        enableSamples: { to: true },
        escalationMessage: { to: "Still so" },
        evaluationDelay: { to: 120 },
        groupRetentionDuration: { to: "2h" },
        groupbySimpleMonitor: { to: true },
        includeTags: { to: true },
        message: { to: "Another message" },
        monitorThresholdWindows: { to: { recoveryWindow: "last_15m", triggerWindow: "last_15m" } },
        monitorThresholds: [
          { to: { critical: "900", warning: "700.5" } },
          {
            to: {
              critical: "950.0",
              criticalRecovery: "800",
              warning: "700",
              warningRecovery: "600",
              ok: "1",
              unknown: "2",
            },
            with: { query: "max(last_1h):sum:app.cost.month_to_date_usd{env:prod} >= 950" },
          },
        ],
        name: { to: "[prod] all services: budget" },
        newGroupDelay: { to: 60 },
        newHostDelay: { to: 0 },
        noDataTimeframe: { to: 20, with: { ...quiet, notifyNoData: true } },
        notificationPresetName: { to: "hide_query" },
        notifyAudit: { to: true },
        notifyBies: { to: ["service"] },
        notifyNoData: { to: true, with: quiet },
        onMissingData: [{ to: "resolve" }, { to: undefined }],
        priority: [{ to: "1" }, { to: undefined }],
        query: { to: "max(last_2h):sum:app.cost.month_to_date_usd{env:prod} >= 900" },
        renotifyInterval: { to: 60 },
        renotifyOccurrences: { to: 2 },
        renotifyStatuses: { to: ["alert", "no data"] },
        requireFullWindow: { to: true },
        restrictedRoles: { to: ["11111111-1111-4111-8111-111111111111"] },
        schedulingOptions: [
          { to: { evaluationWindow: { dayStarts: "04:00", monthStarts: 1, timezone: "Europe/Berlin" } } },
          { to: { customSchedule: { recurrence: { rrule: "FREQ=DAILY;INTERVAL=1", timezone: "Europe/Berlin" } } } },
        ],
        tags: [{ to: ["env:prod"] }, { to: undefined }],
        timeoutH: { to: 24 },
        type: {
          to: "log alert",
          act: "replace",
          with: { query: 'logs("env:prod").index("*").rollup("count").last("5m") > 900' },
        },
      },
      unchanged: steering,
      unseen: {
        enableSamples: "the vendor's own where none is declared: the provider leaves it alone",
        newHostDelay: "the vendor's own where none is declared: the provider leaves it alone",
      },
      notImported: ["validate"],
    });
  });

  it("of an objective, and composite ones over others, live and go in their order", async () => {
    const thresholds = [{ target: 99.5, timeframe: "30d" }];
    const query = { numerator: "count:a{*}.as_count()", denominator: "count:b{*}.as_count()" };
    await engine.up(objective, "slo", { name: "Availability", type: "metric", thresholds, query });
    const { id } = engine.recorded("slo");
    const burns = {
      message: "m",
      monitorThresholds: { critical: "14.4", warning: "6" },
      name: "burns",
      query: `burn_rate("${id}").over("30d").long_window("1h").short_window("5m") > 14.4`,
      type: "slo alert",
    };
    expect(await engine.up(monitor, "burns", burns)).toBe("create");
    const composite = {
      message: "m",
      name: "both",
      type: "composite",
      query: `${engine.recorded("burns").id} && !${engine.recorded("burns").id}`,
    };
    await engine.up(monitor, "both", composite);
    expect(await engine.refresh("both")).toEqual([]);
    await expect(engine.down("burns")).rejects.toThrow("is referenced in composite monitors");
    expect(await engine.up(monitor, "burns", { ...burns, forceDelete: true })).toBe("update");
    await engine.down("burns");
    await engine.down("both");
    await engine.down("slo");
  });

  it("that was changed by hand shows every change at a refresh, and what was set beside the declared (L4)", async () => {
    await engine.up(monitor, "drifting", spent);
    const { token = "", apiKey = "" } = handle.sandbox.tokens.datadog["pulumi"] ?? {};
    const headers = { "dd-api-key": apiKey, "dd-application-key": token, "content-type": "application/json" };
    const body = JSON.stringify({
      message: "muted",
      tags: [],
      priority: 5,
      options: { thresholds: { critical: 900, warning: 1 }, renotify_interval: 5, notify_audit: true },
    });
    const url = `${handle.sandbox.urls.datadog}/api/v1/monitor/${engine.recorded("drifting").id}`;
    expect((await fetch(url, { method: "PUT", headers, body })).status).toBe(200);
    const seen = await engine.refresh("drifting");
    expect(seen === "gone" ? seen : seen.toSorted()).toEqual([
      "evaluationDelay",
      "includeTags",
      "message",
      "monitorThresholds",
      "notifyAudit",
      "onMissingData",
      "priority",
      "renotifyInterval",
      "requireFullWindow",
      "tags",
    ]);
    expect(await engine.up(monitor, "drifting", spent)).toBe("update");
    expect(await engine.refresh("drifting")).toEqual([]);
    await fetch(url, { method: "DELETE", headers });
    expect(await engine.refresh("drifting")).toBe("gone");
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["of no known kind", { type: "metric" }, ["type"]],
    ["with a threshold that is no number", { monitorThresholds: { critical: "much" } }, ["monitorThresholds.critical"]],
    ["that tells missing data twice", { notifyNoData: true, noDataTimeframe: 10 }, ["notifyNoData", "noDataTimeframe"]],
    ["of priority 6", { priority: "6" }, ["priority"]],
    ["with camel-cased values", { onMissingData: "showNoData" }, ["onMissingData"]],
    ["with other variables", { variables: {} }, ["variables"]],
    ["that resolves after two days", { timeoutH: 48 }, ["timeoutH"]],
  ])("%s is refused before any request", (_what, wrong, properties) => {
    const { failures } = engine.check(monitor, "odd", { ...spent, ...wrong });
    expect(failures.map(({ property }) => property)).toEqual(properties);
  });

  it("whose tags break a policy is refused by the vendor", async () => {
    await engine.up("datadog:index/monitorConfigPolicy:MonitorConfigPolicy", "policy", {
      policyType: "tag",
      tagPolicy: { tagKey: "team", tagKeyRequired: true, validTagValues: ["product"] },
    });
    await expect(engine.up(monitor, "untagged", { ...spent, tags: [] })).rejects.toThrow(
      "the tag key team is required",
    );
    await engine.down("policy");
  });
});
