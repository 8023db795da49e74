import { beforeAll, describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { changesOf } from "./changes.ts";
import { makePlan, planned } from "./plan.ts";
import { clean, minute, pass, services, stopAt, traffic, type Minute } from "./traffic.ts";

const handle = withSandbox();
const start = Date.parse("2026-12-02T06:00:00Z");
const day = 1440;
const week = 7 * day;

/** Everything is bad but the number of requests. */
const bad: Minute = {
  ...clean,
  failed: 30,
  slow: 120,
  denied: 20,
  blocked: 1,
  gauges: {
    "app.saturation_percent": 95,
    "app.database.compute_percent": 90,
    "app.database.connections_percent": 90,
    "app.database.storage_percent": 95,
    "app.database.replication_lag_seconds": 100,
    "app.video.error_percent": 50,
    "app.queue.backlog": 5000,
  },
};
const nightly: Minute = { ...clean, requests: 1, business: 0, denied: 0 };

/** One after the other; `undefined`: nothing is sent at all. */
const phases: readonly { readonly minutes: number; readonly of: (index: number) => Minute | undefined }[] = [
  { minutes: 120, of: () => bad },
  { minutes: 480, of: () => clean },
  { minutes: 300, of: () => undefined },
  { minutes: 500, of: () => clean },
  // One of thirty requests fails, and two of three are slow.
  {
    minutes: 400,
    of: (index) => ({ ...nightly, failed: index % 30 === 0 ? 1 : 0, slow: index % 3 === 0 ? 0 : 1 }),
  },
  { minutes: 800, of: () => clean },
  { minutes: 100, of: () => ({ ...clean, cost: 400 }) },
  { minutes: 200, of: () => clean },
];
const sent = phases.flatMap(({ minutes, of }) => Array.from({ length: minutes }, (_, index) => of(index)));
/** What was sent in a minute since the start; before it, and a week ago, all was clean. */
const at = (index: number): Minute | undefined => (index < 0 ? clean : sent[index]);

type Level = "OK" | "Warn" | "Alert" | "No Data";
type Rule = (end: number) => Level;

/** Minutes of a window that ends before a minute. */
const within = (end: number, window: number): readonly Minute[] =>
  Array.from({ length: window }, (_, index) => at(end - window + index)).filter((each) => each !== undefined);
const total = (all: readonly Minute[], of: (each: Minute) => number): number =>
  all.reduce((sum, each) => sum + of(each), 0);

function over(value: number | undefined, critical: number, warning = critical): Level {
  if (value === undefined || Number.isNaN(value)) return "No Data";
  if (value > critical) return "Alert";
  return value > warning ? "Warn" : "OK";
}

/** The mean of a gauge over a window. */
const gauge =
  (name: string, window: number, critical: number, warning: number): Rule =>
  (end) => {
    const all = within(end, window);
    const value = total(all, ({ gauges }) => gauges[name] ?? 0) / all.length;
    return over(value, critical, warning);
  };
/** Percent of something over a window. */
const share =
  (part: (each: Minute) => number, whole: (each: Minute) => number, window: number, critical: number): Rule =>
  (end) => {
    const all = within(end, window);
    return over((100 * total(all, part)) / total(all, whole), critical, critical / 2);
  };
const p95 =
  (fast: number, slow: number, critical: number): Rule =>
  (end) => {
    const all = within(end, 5);
    const [requests, late] = [total(all, (each) => each.requests), total(all, (each) => each.slow)];
    if (requests === 0) return "No Data";
    return over(requests - late >= 0.95 * requests ? fast : slow, critical, critical * 0.8);
  };
/** Fewer than a floor within an hour, and not so a week ago. */
const dropped =
  (of: (each: Minute) => number, floor: number): Rule =>
  (end) =>
    total(within(end, 60), of) < floor ? "Alert" : "OK";
const lowTraffic =
  (of: (each: Minute) => number, failures: number): Rule =>
  (end) =>
    total(within(end, 360), of) >= failures && total(within(end, 360), (each) => each.requests) < 600 ? "Alert" : "OK";
const missing: Rule = (end) => (within(end, 60).length === 0 ? "No Data" : "OK");
const spent =
  (dollars: number): Rule =>
  (end) => {
    const all = within(end, 60);
    return all.length === 0 ? "No Data" : Math.max(...all.map(({ cost }) => 2 * cost)) >= dollars ? "Alert" : "OK";
  };

/** What the plan of prod declares, by the end of the monitor's name; burn rates have a test of their own. */
const shared: Readonly<Record<string, Rule>> = {
  "signals-errors": share(
    ({ failed }) => failed,
    ({ requests }) => requests,
    5,
    1,
  ),
  "signals-auth-failures": share(
    ({ denied }) => denied,
    () => 100,
    5,
    5,
  ),
  "signals-blocked-workflow": (end) =>
    over(
      total(within(end, 10), ({ blocked }) => blocked),
      0,
    ),
  "signals-saturation": gauge("app.saturation_percent", 10, 80, 72),
  "database-compute": gauge("app.database.compute_percent", 30, 80, 72),
  "database-connections": gauge("app.database.connections_percent", 10, 80, 72),
  "database-storage": gauge("app.database.storage_percent", 60, 90, 81),
  "dependency-mux": gauge("app.video.error_percent", 10, 10, 2),
  "slo-availability-alerts-missing-data": missing,
  "slo-latency-alerts-missing-data": missing,
  "slo-availability-alerts-low-traffic": lowTraffic(({ failed }) => failed, 4),
};
const own: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  web: {
    "signals-latency": p95(services[0].fast, services[0].slow, 800),
    "signals-traffic": dropped(({ requests }) => requests, 20),
    "business-drop": dropped(({ business }) => business, 5),
    "slo-latency-alerts-low-traffic": lowTraffic(({ slow }) => slow, 37),
  },
  "bridge-api": {
    "signals-latency": p95(services[1].fast, services[1].slow, 500),
    "signals-traffic": dropped(({ requests }) => requests, 50),
    "business-drop": dropped(({ business }) => business, 1),
    "slo-latency-alerts-low-traffic": lowTraffic(({ slow }) => slow, 19),
    "database-replication": gauge("app.database.replication_lag_seconds", 10, 60, 30),
    "dependency-notification-queue": gauge("app.queue.backlog", 10, 2000, 500),
  },
};
const rules: readonly (readonly [string, Rule])[] = [
  ...Object.entries(own).flatMap(([service, more]) =>
    Object.entries({ ...shared, ...more }).map(
      ([name, rule]) => [`${service}-prod-observability-${name}`, rule] as const,
    ),
  ),
  ["prod-costs-budget-50", spent(450)],
  ["prod-costs-budget-80", spent(720)],
  ["prod-costs-budget-100", spent(900)],
];

/** Changes that a rule asks for, minute by minute; an evaluation looks at what is at least a minute old. */
function expected(rule: Rule): readonly string[] {
  const changes: string[] = [];
  let before: Level = "OK";
  for (let now = 1; now <= sent.length; now += 1) {
    const level = rule(now - 1);
    if (level !== before) changes.push(`${String(now)} ${level}`);
    before = level;
  }
  return changes;
}

let changes: (name: string) => readonly string[] = () => [];
let made: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  const { sandbox } = handle;
  stopAt(sandbox, new Date(start - 60 * minute).toISOString());
  submit(
    sandbox.world,
    traffic(start - (week + day) * minute, week + day - 60, () => clean),
  );
  made = await makePlan(sandbox, "prod");
  await pass(sandbox, 60, () => clean);
  for (const { minutes, of } of phases) await pass(sandbox, minutes, of);
  changes = (name) => changesOf(sandbox, Number(made.get(name)), start);
}, 300_000);

describe("a monitor of the reference organisation changes at the computed minutes", () => {
  it.each(rules)("%s", (name, rule) => {
    const wanted = expected(rule);
    expect(wanted.length).toBeGreaterThan(0);
    expect(changes(name)).toEqual(wanted);
  });

  it("and every monitor that tells people is among them, or has a burn rate", () => {
    const names = new Set(rules.map(([name]) => name));
    const telling = planned("prod", "datadog:index/monitor:Monitor").filter(({ inputs }) =>
      String(inputs["message"]).includes("@pagerduty"),
    );
    const left = telling.filter(({ name, inputs }) => !names.has(name) && inputs["type"] !== "slo alert");
    expect(left.map(({ name }) => name)).toEqual([]);
    expect(telling.length).toBeGreaterThan(45);
  });
});
