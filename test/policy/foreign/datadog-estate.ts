/** A Datadog estate in one table, as a team of its own would keep it: half of it good, half of it as such things grow. */
import * as datadog from "@pulumi/datadog";

type MonitorArgs = datadog.MonitorArgs;

const runbooks = "https://wiki.initech.example/runbooks";
const query = (metric: string, limit: number): string =>
  `avg(last_5m):avg:${metric}{env:production} > ${String(limit)}`;

const monitors: Record<string, MonitorArgs> = {
  "checkout-latency": {
    name: "Checkout is slow",
    type: "query alert",
    query: query("checkout.latency.p95", 2),
    message: `Checkout answers slowly. @pagerduty-checkout\nRunbook: ${runbooks}/checkout-latency`,
    priority: "2",
    onMissingData: "show_and_notify_no_data",
    tags: ["team:checkout", "service:checkout"],
  },
  "queue-depth": {
    name: "Queue grows",
    type: "query alert",
    query: query("worker.queue.depth", 10_000),
    message: "The queue grows. @slack-ops",
    priority: "1",
    tags: [],
  },
  "disk-space": {
    name: "Disk is nearly full",
    type: "metric alert",
    query: query("system.disk.in_use", 0.9),
    message: "Look at it on Monday.",
    priority: "4",
    draftStatus: "draft",
    tags: ["team:platform"],
  },
};

/** Monitors, objectives, a mute, and tests from outside. */
export function datadogEstate(): void {
  const made = Object.fromEntries(
    Object.entries(monitors).map(([name, args]) => [name, new datadog.Monitor(name, args)]),
  );
  const latency = made["checkout-latency"];
  new datadog.ServiceLevelObjective("checkout-availability", {
    name: "Checkout is there",
    type: "metric",
    query: { numerator: "sum:checkout.ok{*}.as_count()", denominator: "sum:checkout.all{*}.as_count()" },
    thresholds: [{ timeframe: "30d", target: 100, warning: 100 }],
    tags: ["team:checkout"],
  });
  if (latency !== undefined)
    new datadog.ServiceLevelObjective("checkout-speed", {
      name: "Checkout is quick",
      type: "monitor",
      monitorIds: [latency.id.apply(Number)],
      thresholds: [{ timeframe: "7d", target: 99.5 }],
      tags: ["team:checkout"],
    });
  new datadog.DowntimeSchedule("deploy-noise", {
    scope: "env:production",
    monitorIdentifier: { monitorTags: ["*"] },
    oneTimeSchedule: {},
    message: "Too loud while we migrate",
  });
  new datadog.SyntheticsGlobalVariable("shop-password", {
    name: "SHOP_PASSWORD",
    value: "correct-horse-battery-9",
    tags: [],
  });
  new datadog.SyntheticsTest("front-page", {
    name: "Front page",
    type: "api",
    subtype: "http",
    status: "live",
    locations: ["aws:eu-central-1"],
    requestDefinition: { method: "GET", url: "https://shop.initech.example" },
    assertions: [{ type: "statusCode", operator: "is", target: "200" }],
    optionsList: { tickEvery: 300 },
    tags: ["team:checkout"],
  });
}
