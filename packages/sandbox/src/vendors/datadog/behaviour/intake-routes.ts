import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { validate } from "../../../resource-table/validate.ts";
import { keepCheckRun } from "../metrics/check-runs.ts";
import type { MetricKind } from "../metrics/series.ts";
import { submit, type Submission } from "../metrics/submit.ts";
import { ensureTick } from "../monitors/tick.ts";

const points = z.array(z.object({ timestamp: z.number(), value: z.number() }));
const resources = z.array(z.object({ type: z.string(), name: z.string() }));
const tags = z.array(z.string()).optional();

const seriesV2 = z.object({
  series: z.array(
    z.object({
      metric: z.string().min(1),
      type: z.int().min(0).max(3).optional(),
      interval: z.number().positive().optional(),
      points,
      tags,
      resources: resources.optional(),
    }),
  ),
});
const pair = z.tuple([z.number(), z.number()]);
const seriesV1 = z.object({
  series: z.array(
    z.object({
      metric: z.string().min(1),
      type: z.enum(["gauge", "rate", "count"]).optional(),
      interval: z.number().positive().nullable().optional(),
      points: z.array(pair),
      tags,
      host: z.string().optional(),
    }),
  ),
});
const distributions = z.object({
  series: z.array(
    z.object({
      metric: z.string().min(1),
      points: z.array(z.tuple([z.number(), z.array(z.number())])),
      tags,
      host: z.string().optional(),
    }),
  ),
});
const checkRun = z.object({
  check: z.string().min(1),
  host_name: z.string(),
  status: z.int().min(0).max(3),
  tags,
  message: z.string().optional(),
  timestamp: z.number().optional(),
});

/** Kinds of version 2 by number; 0, unspecified, is a gauge. */
const kinds: readonly MetricKind[] = ["gauge", "count", "rate", "gauge"];

/** Points older than an hour or more than ten minutes ahead are taken and dropped. Source: datadog-v2.json MetricPoint. */
const oldest = 3_600_000;
const newest = 600_000;

/** Where metrics and check runs come in. The API key alone allows it. */
export const intakeRoutes: readonly Route[] = [
  intake("/api/v2/series", "datadog-v2.json /api/v2/series", { errors: [] }, (call) => {
    const body = read(seriesV2, call);
    const all = body.series.map(({ metric, type = 0, interval = 1, resources: from = [], ...each }): Submission => {
      const kind = kinds[type] ?? "gauge";
      const of = from.map(({ type: name, name: value }) => `${name}:${value}`);
      const given = each.points.map(({ timestamp, value }) => [timestamp, value] as const);
      return { metric, kind, tags: [...(each.tags ?? []), ...of], points: timed(call, given, kind, interval) };
    });
    take(call, all);
  }),
  intake(
    "/api/v1/series",
    'Datadog docs, "Submit metrics" v1: left out of the reduced copy',
    { status: "ok" },
    (call) => {
      const body = read(seriesV1, call);
      const all = body.series.map(({ metric, type: kind = "gauge", interval, host, ...each }): Submission => {
        const points = timed(call, each.points, kind, interval ?? 1);
        return { metric, kind, tags: withHost(each.tags, host), points };
      });
      take(call, all);
    },
  ),
  intake("/api/v1/distribution_points", 'Datadog docs, "Submit distribution points"', { status: "ok" }, (call) => {
    const body = read(distributions, call);
    const all = body.series.map(({ metric, host, ...each }): Submission => {
      const given = each.points.flatMap(([at, values]) => values.map((value) => [at, value] as const));
      const points = timed(call, given, "distribution", 1);
      return { metric, kind: "distribution", tags: withHost(each.tags, host), points };
    });
    take(call, all);
  }),
  intake("/api/v1/check_run", 'Datadog docs, "Submit a Service Check"', { status: "ok" }, (call) => {
    const given = call.request.body;
    for (const each of Array.isArray(given) ? (given as unknown[]) : [given]) {
      const run = readValue(checkRun, each);
      const at = run.timestamp === undefined ? call.now : run.timestamp * 1000;
      const own = withHost(run.tags, run.host_name);
      keepCheckRun(call.world, { check: run.check, at, status: run.status, tags: own, message: run.message ?? "" });
    }
    ensureTick(call.world);
  }),
];

function intake(template: string, source: string, body: object, work: (call: Call) => void): Route {
  const run = (call: Call): Answer => {
    work(call);
    return { status: 202, body };
  };
  return { method: "POST", template, scope: "intake", statuses: [202], source, run };
}

function take(call: Call, all: readonly Submission[]): void {
  submit(call.world, all);
  ensureTick(call.world);
}

/** Moments in milliseconds; points out of time are left out; a rate is kept as the count of its interval. */
function timed(
  { now }: Call,
  given: readonly (readonly [seconds: number, value: number])[],
  kind: MetricKind,
  interval: number,
): Submission["points"] {
  return given
    .map(([at, value]) => [at * 1000, kind === "rate" ? value * interval : value] as const)
    .filter(([at]) => at >= now - oldest && at <= now + newest);
}

function withHost(tags: readonly string[] = [], host: string | undefined): readonly string[] {
  return host === undefined || host === "" ? tags : [...tags, `host:${host}`];
}

function read<T extends z.ZodObject>(schema: T, { request }: Call): z.infer<T> {
  return readValue(schema, request.body);
}

function readValue<T extends z.ZodObject>(schema: T, value: unknown): z.infer<T> {
  const result = validate(schema, value);
  if (result.ok) return result.fields as z.infer<T>;
  throw new Refusal({ kind: "invalid", what: "payload", problems: result.problems });
}
