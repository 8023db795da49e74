import { beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "@launchgate/provider-kit";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { spent } from "../lives/datadog-monitor.ts";

const handle = withSandbox();
const monitor = "datadog:index/monitor:Monitor";
const objective = "datadog:index/serviceLevelObjective:ServiceLevelObjective";
let engine: PracticeEngine;

beforeAll(() => {
  engine = new PracticeEngine(handle.sandbox, "datadog");
});

describe("a monitor", () => {
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
