import { submit, type Submission } from "../../src/vendors/datadog/metrics/submit.ts";
import type { Sandbox } from "../../src/index.ts";

/** One minute, milliseconds. */
export const minute = 60_000;

/** What one minute of one service is like. */
export interface Minute {
  readonly requests: number;
  /** Of them answered 5xx. */
  readonly failed: number;
  /** Of them slower than the objective. */
  readonly slow: number;
  readonly denied: number;
  readonly blocked: number;
  /** Of the business: orders, sessions. */
  readonly business: number;
  /** Spent this month with each of two vendors, US dollars. */
  readonly cost: number;
  /** By name of the gauge. */
  readonly gauges: Readonly<Record<string, number>>;
}

const calm: Readonly<Record<string, number>> = {
  "app.saturation_percent": 35,
  "app.database.compute_percent": 30,
  "app.database.connections_percent": 25,
  "app.database.storage_percent": 40,
  "app.database.replication_lag_seconds": 1,
  "app.video.error_percent": 0.1,
  "app.queue.backlog": 12,
};

/** A healthy minute. */
export const clean: Minute = {
  requests: 600,
  failed: 0,
  slow: 0,
  denied: 0,
  blocked: 0,
  business: 20,
  cost: 5,
  gauges: calm,
};

/** Services of the reference organisation with their business figure, and a duration within their objective and one beyond it in every stage. */
export const services = [
  { name: "web", business: "app.business.sessions_started", fast: 120, slow: 6000 },
  { name: "bridge-api", business: "app.business.orders_accepted", fast: 90, slow: 6000 },
] as const;

/** What the router, the application and the database of every service send in the minutes from `from` on; `undefined`: nothing. */
export function traffic(
  from: number,
  minutes: number,
  of: (index: number) => Minute | undefined,
  stages: readonly string[] = ["prod"],
): readonly Submission[] {
  return stages.flatMap((stage) => services.flatMap((service) => trafficOf(service, stage, from, minutes, of)));
}

function trafficOf(
  { name, business, fast, slow }: (typeof services)[number],
  stage: string,
  from: number,
  minutes: number,
  of: (index: number) => Minute | undefined,
): readonly Submission[] {
  const all = Array.from({ length: minutes }, (_, index) => index).flatMap((index) => {
    const each = of(index);
    return each ? [{ at: from + index * minute, ...each }] : [];
  });
  const env = `env:${stage}`;
  const tags = [`service:${name}`, env, "version:v1"];
  const points = (pick: (each: Minute) => number): Submission["points"] =>
    all.filter((each) => pick(each) > 0).map((each) => [each.at, pick(each)] as const);
  const count = (metric: string, more: readonly string[], pick: (each: Minute) => number): Submission => ({
    metric,
    kind: "count",
    tags: [...tags, ...more],
    points: points(pick),
  });
  const durations = (value: number, pick: (each: Minute) => number): Submission => ({
    metric: "app.request.duration",
    kind: "distribution",
    tags,
    points: all.filter((each) => pick(each) > 0).map((each) => [each.at, value, pick(each)] as const),
  });
  const gauges = Object.keys(calm).map((metric) => ({
    metric,
    kind: "gauge" as const,
    tags,
    points: all.flatMap(({ at, gauges: each }) => {
      const value = each[metric];
      return value === undefined ? [] : [[at, value] as const];
    }),
  }));
  const cost = { metric: "app.cost.month_to_date_usd", kind: "gauge" as const, tags: [env, `vendor:${name}`] };
  return [
    count("app.requests", ["status_class:2xx"], (each) => each.requests - each.failed),
    count("app.requests", ["status_class:5xx"], (each) => each.failed),
    durations(fast, (each) => each.requests - each.slow),
    durations(slow, (each) => each.slow),
    count("app.auth.attempts", ["outcome:allowed"], (each) => (each.requests > 0 ? 100 - each.denied : 0)),
    count("app.auth.attempts", ["outcome:denied"], (each) => each.denied),
    count("app.workflow.blocked", [], (each) => each.blocked),
    count(business, [], (each) => each.business),
    ...gauges,
    { ...cost, points: all.map((each) => [each.at, each.cost] as const) },
  ];
}

/** Stops the clock at a moment. */
export function stopAt({ clock }: Sandbox, moment: string): number {
  const at = Date.parse(moment);
  clock.pause();
  clock.set(at);
  return at;
}

/** Sends traffic of so many minutes from now on, and lets them pass. */
export async function pass(
  { world }: Sandbox,
  minutes: number,
  of: (index: number) => Minute | undefined,
  stages?: readonly string[],
): Promise<void> {
  const from = world.clock.now();
  submit(world, traffic(from, minutes, of, stages));
  await world.agenda.passTo(from + minutes * minute);
}
