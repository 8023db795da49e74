import * as datadog from "@pulumi/datadog";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { metrics, requestLog } from "./metrics.ts";

interface RequestMetric {
  /** Role in the logical name. */
  readonly role: string;
  readonly name: string;
  readonly compute: datadog.types.input.LogsMetricCompute;
  readonly query: string;
  /** Tags beyond service, env and version: name and attribute of the log line. */
  readonly tags: Readonly<Record<string, string>>;
}

const requests = `@event:${requestLog.event}`;

/** What Datadog derives from the request log; the same names and tags as in {@link metrics}. */
export const requestMetrics: readonly RequestMetric[] = [
  {
    role: "requests",
    name: metrics.requests.name,
    compute: { aggregationType: "count" },
    query: requests,
    tags: { status_class: `@${requestLog.statusClass}` },
  },
  {
    role: "latency",
    name: metrics.latency.name,
    compute: { aggregationType: "distribution", path: `@${requestLog.duration}`, includePercentiles: true },
    query: requests,
    tags: {},
  },
  {
    role: "auth-attempts",
    name: metrics.authAttempts.name,
    compute: { aggregationType: "count" },
    query: `${requests} @${requestLog.authOutcome}:(allowed OR denied)`,
    tags: { outcome: `@${requestLog.authOutcome}` },
  },
];

/**
 * Request metrics from the request log. They are made from every line before any index or exclusion looks at it; percentiles are on
 * from the first line, which for a metric that an application sends could only be switched on afterwards.
 */
export class RequestMetrics extends Component {
  constructor(name: string, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:datadog:RequestMetrics", name, { metrics: requestMetrics.map((each) => each.name) }, options);
    for (const { role, name: metric, compute, query, tags } of requestMetrics) {
      const groupBy = { service: "service", env: "env", version: "version", ...tags };
      new datadog.LogsMetric(
        this.child(role),
        {
          name: metric,
          compute,
          filter: { query },
          groupBies: Object.entries(groupBy).map(([tagName, path]) => ({ path, tagName })),
        },
        this.under(),
      );
    }
    this.registerOutputs({});
  }
}
