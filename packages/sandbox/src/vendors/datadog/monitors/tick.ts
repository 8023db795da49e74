import type { Entity } from "../../../world/entity.ts";
import type { AppointmentHandler } from "../../../world/agenda.ts";
import type { World } from "../../../world/world.ts";
import { flushMetrics, metricsOf } from "../metrics/submit.ts";
import type { MonitorData } from "../tables/monitor.ts";
import type { MonitorType } from "../tables/monitor-query.ts";
import { composite } from "./composite.ts";
import type { Evaluation, Finding } from "./finding.ts";
import { metricAlert } from "./metric-alert.ts";
import { serviceCheck } from "./service-check.ts";
import { sourceSince, tellNoSource } from "../sources.ts";
import { settle, showNoData } from "./settle.ts";
import { sloAlert } from "./slo-alert.ts";
import { groupsOf, monitorsOf } from "./state.ts";

/** Kind of the appointment at which monitors are evaluated. */
export const tickKind = "datadog.evaluate";

const minute = 60_000;
const flushEvery = 2000;

/** How each kind of monitor is evaluated. Those of synthetic tests are settled by the tests; others are kept and stay without data. */
const evaluators: Partial<Readonly<Record<MonitorType, (evaluation: Evaluation) => readonly Finding[]>>> = {
  "metric alert": metricAlert,
  "query alert": metricAlert,
  "slo alert": sloAlert,
  "service check": serviceCheck,
};

/** Kinds of monitors that reach a state here. */
export function isEvaluated(type: MonitorType): boolean {
  return type === "composite" || type === "synthetics alert" || evaluators[type] !== undefined;
}

/** Books the next evaluation, on the full minute; one that a jump of the clock left too far away is booked anew. */
export function ensureTick(world: World): void {
  const { agenda, clock, store } = world;
  const now = clock.now();
  const [next] = agenda.times({ kind: tickKind });
  if (next !== undefined && next <= now + minute) return;
  store.transact(() => {
    agenda.drop({ kind: tickKind });
    agenda.book({ kind: tickKind, at: afterMinute(now), every: minute });
  });
}

/**
 * Evaluates every monitor, once a minute. Minutes that the sandbox slept through are not made up for. (O2)
 */
export const tick: AppointmentHandler = ({ world, at }) => {
  const now = Math.max(at, Math.floor(world.clock.now() / minute) * minute);
  if (now > at + minute) {
    world.agenda.drop({ kind: tickKind });
    world.agenda.book({ kind: tickKind, at: now + minute, every: minute });
  }
  evaluateAll(world, now);
  flushMetrics(world, flushEvery);
};

/** Composites last, so that they see the same minute. Without any source no monitor knows anything, and none pages for that. */
function evaluateAll(world: World, at: number): void {
  const all = monitorsOf(world);
  if (sourceSince(world) === undefined) {
    if (all.length > 0) tellNoSource(world, at);
    for (const each of all) showNoData(world, each, at);
    return;
  }
  for (const each of all) if (each.data.type !== "composite") evaluateMonitor(world, each, at);
  for (const each of all) if (each.data.type === "composite") evaluateMonitor(world, each, at);
}

function evaluateMonitor(world: World, entity: Entity<MonitorData>, at: number): void {
  const { type } = entity.data;
  const evaluator = type === "composite" ? composite : evaluators[type];
  if (!evaluator) return;
  const before = groupsOf(world, entity.key);
  for (const finding of evaluator({ world, metrics: metricsOf(world), entity, at, before })) {
    settle({ world, entity, at, finding, before: before[finding.group] });
  }
}

function afterMinute(now: number): number {
  return Math.floor(now / minute) * minute + minute;
}
