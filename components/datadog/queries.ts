import { metrics } from "./metrics.ts";
import { scopeOf, type TagSubject } from "./tags.ts";

type Subject = Pick<TagSubject, "serviceId" | "stageId">;

/** Requests answered. */
export function allRequests(subject: Subject): string {
  return `sum:${metrics.requests.name}${scopeOf(subject)}.as_count()`;
}

/** Requests that failed: answers 5xx. */
export function failedRequests(subject: Subject): string {
  return `sum:${metrics.requests.name}${scopeOf(subject, "status_class:5xx")}.as_count()`;
}

/** Requests that did not fail. */
export function goodRequests(subject: Subject): string {
  return `sum:${metrics.requests.name}${scopeOf(subject, "!status_class:5xx")}.as_count()`;
}

/** Requests whose time was measured. */
export function timedRequests(subject: Subject): string {
  return `count:${metrics.latency.name}${scopeOf(subject)}.as_count()`;
}

/** Requests answered within `milliseconds` (a threshold query, which needs percentiles on the metric). */
export function fastRequests(subject: Subject, milliseconds: number): string {
  return `count(v: v<=${String(milliseconds)}):${metrics.latency.name}${scopeOf(subject)}.as_count()`;
}

/** Requests that took longer than `milliseconds`. */
export function slowRequests(subject: Subject, milliseconds: number): string {
  return `count(v: v>${String(milliseconds)}):${metrics.latency.name}${scopeOf(subject)}.as_count()`;
}

/** 95th percentile of the answer time, milliseconds. */
export function latencyP95(subject: Subject): string {
  return `p95:${metrics.latency.name}${scopeOf(subject)}`;
}

/** Requests with credentials, all or only those refused. */
export function authAttempts(subject: Subject, outcome?: "denied"): string {
  return `sum:${metrics.authAttempts.name}${scopeOf(subject, ...(outcome ? [`outcome:${outcome}`] : []))}.as_count()`;
}

/** A gauge of the service: its highest value of all instances. */
export function highest(metric: string, subject: Subject): string {
  return `max:${metric}${scopeOf(subject)}`;
}

/** A count of the service, summed. */
export function counted(metric: string, subject: Subject): string {
  return `sum:${metric}${scopeOf(subject)}.as_count()`;
}

/** Share of `part` in `whole`, percent; no failures at all are 0, no requests at all are no answer. */
export function sharePercent(part: string, whole: string): string {
  return `100 * default_zero(${part}) / ${whole}`;
}
