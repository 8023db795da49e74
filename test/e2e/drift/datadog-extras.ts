import type { DriftWorld } from "./world.ts";
import { extrasOf, stray, upperStray, type AddedExtra } from "./extra.ts";
import { Rows } from "./rows.ts";

const tags = ["env:staging", "service:web", "team:product"];

/** One extra of each kind that Datadog lists. */
export async function addAtDatadog(world: DriftWorld): Promise<readonly AddedExtra[]> {
  const add = (line: string, body: object): Promise<unknown> => world.send("datadog", line, body);
  const query = "avg(last_5m):avg:system.cpu.user{*} > 90";
  await add("POST /api/v1/monitor", { name: stray, type: "metric alert", query, message: "x", tags });
  const attributes = { scope: "env:staging", monitor_identifier: { monitor_tags: ["service:web"] }, message: stray };
  await add("POST /api/v2/downtime", { data: { type: "downtime", attributes } });
  const widget = { definition: { type: "note", content: "x" } };
  await add("POST /api/v1/dashboard", { title: stray, layout_type: "ordered", widgets: [widget] });
  await addObjectives(world);
  await addTests(world);
  await addLogs(world);
  const policy = { tag_key: stray, tag_key_required: true, valid_tag_values: ["x"] };
  await add("POST /api/v2/monitor/policy", {
    data: { type: "monitor-config-policy", attributes: { policy_type: "tag", policy } },
  });
  const service = { service_name: `${stray}-staging`, service_key: "x".repeat(32) };
  await add("POST /api/v1/integration/pagerduty/configuration/services", service);
  return [
    ...extrasOf("staging", "datadog", {
      Monitor: stray,
      DowntimeSchedule: stray,
      ServiceLevelObjective: stray,
      SloCorrection: stray,
      SyntheticsTest: stray,
      SyntheticsGlobalVariable: upperStray,
      ServiceObject: stray,
    }),
    ...extrasOf("shared", "datadog", {
      DashboardJson: stray,
      MonitorConfigPolicy: stray,
      LogsIndex: stray,
      LogsMetric: "stray.of_a_test",
      LogsArchive: stray,
    }),
  ];
}

async function addObjectives(world: DriftWorld): Promise<void> {
  const thresholds = [{ target: 99, timeframe: "30d" }];
  const counts = { numerator: "sum:a{*}.as_count()", denominator: "sum:b{*}.as_count()" };
  const objective = { name: stray, type: "metric", query: counts, thresholds, tags: ["env:staging"] };
  await world.send("datadog", "POST /api/v1/slo", objective);
  const declared = new Rows(world.sandbox).one("datadog.slo", { type: "metric" })?.data["id"];
  const attributes = {
    slo_id: declared,
    category: "Other",
    description: stray,
    start: 1_900_000_000,
    end: 1_900_003_600,
    timezone: "UTC",
  };
  await world.send("datadog", "POST /api/v1/slo/correction", { data: { type: "correction", attributes } });
}

async function addTests(world: DriftWorld): Promise<void> {
  const variable = { name: upperStray, description: stray, tags, value: { secure: true, value: "x" } };
  await world.send("datadog", "POST /api/v1/synthetics/variables", variable);
  await world.send("datadog", "POST /api/v1/synthetics/tests/api", {
    name: stray,
    type: "api",
    subtype: "http",
    message: "",
    tags,
    locations: ["aws:eu-central-1"],
    options: { tick_every: 300 },
    config: {
      request: { method: "GET", url: "https://stray.example" },
      assertions: [{ type: "statusCode", operator: "is", target: 200 }],
    },
  });
}

async function addLogs(world: DriftWorld): Promise<void> {
  const filter = { query: "service:stray" };
  await world.send("datadog", "POST /api/v1/logs/config/indexes", { name: stray, filter });
  const metric = { compute: { aggregation_type: "count" }, filter };
  await world.send("datadog", "POST /api/v2/logs/config/metrics", {
    data: { id: "stray.of_a_test", type: "logs_metrics", attributes: metric },
  });
  const { destination, include_tags: tagged } = new Rows(world.sandbox).one("datadog.logs-archive", {})?.data ?? {};
  const attributes = { name: stray, query: "service:stray", destination, include_tags: tagged };
  await world.send("datadog", "POST /api/v2/logs/config/archives", { data: { type: "archives", attributes } });
}
