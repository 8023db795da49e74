/** Who makes a metric exist. */
export type MetricEmitter =
  /** Datadog derives it from the request log (see {@link requestLog}); the application writes the line, not the metric. */
  | "request-log"
  /** The application sends it, from where it runs or from a scheduled job. */
  | "application"
  /** Launchgate sends it (O4, O5). */
  | "launchgate";

/** One metric that the monitors, SLOs and dashboards of this folder read. */
export interface MetricContract {
  /** Name in Datadog. */
  readonly name: string;
  readonly kind: "count" | "distribution" | "gauge";
  /** Unit of a value, as Datadog spells it. */
  readonly unit: string;
  /** Tags that each point carries. */
  readonly tags: readonly string[];
  readonly emitter: MetricEmitter;
  /** What one value says. */
  readonly meaning: string;
}

/**
 * The one list of metrics. Whoever emits or emulates signals does exactly this; nothing else is read, apart from the metrics
 * that the model itself names (`dependencies.*.metric`, gauges; `businessMetric.metric`, counts; both with tags `service`, `env`).
 * `service` is the id of the service, `env` the id of the stage, `version` the release.
 */
export const metrics = {
  requests: {
    name: "app.requests",
    kind: "count",
    unit: "request",
    tags: ["service", "env", "version", "status_class"],
    emitter: "request-log",
    meaning: "Requests answered; `status_class` is 2xx, 3xx, 4xx or 5xx. 5xx are the failures.",
  },
  latency: {
    name: "app.request.duration",
    kind: "distribution",
    unit: "millisecond",
    tags: ["service", "env", "version"],
    emitter: "request-log",
    meaning: "Answer time of each request, with percentiles.",
  },
  authAttempts: {
    name: "app.auth.attempts",
    kind: "count",
    unit: "request",
    tags: ["service", "env", "version", "outcome"],
    emitter: "request-log",
    meaning: "Requests with credentials; `outcome` is allowed, or denied (UNAUTHORIZED, FORBIDDEN).",
  },
  saturation: {
    name: "app.saturation_percent",
    kind: "gauge",
    unit: "percent",
    tags: ["service", "env"],
    emitter: "application",
    meaning: "Function concurrency in use, 0 to 100.",
  },
  blockedWorkflows: {
    name: "app.workflow.blocked",
    kind: "count",
    unit: "error",
    tags: ["service", "env", "version"],
    emitter: "application",
    meaning: "Orchestration failures that block a workflow (B2).",
  },
  databaseConnections: {
    name: "app.database.connections_percent",
    kind: "gauge",
    unit: "percent",
    tags: ["service", "env"],
    emitter: "application",
    meaning: "Database connections in use, 0 to 100 of the compute's limit.",
  },
  databaseStorage: {
    name: "app.database.storage_percent",
    kind: "gauge",
    unit: "percent",
    tags: ["service", "env"],
    emitter: "application",
    meaning: "Logical size of the database, 0 to 100 of what the plan includes.",
  },
  databaseCompute: {
    name: "app.database.compute_percent",
    kind: "gauge",
    unit: "percent",
    tags: ["service", "env"],
    emitter: "application",
    meaning: "Compute in use, 0 to 100 of the most compute units of the stage.",
  },
  databaseReplicationLag: {
    name: "app.database.replication_lag_seconds",
    kind: "gauge",
    unit: "second",
    tags: ["service", "env"],
    emitter: "application",
    meaning: "How far the read replica is behind.",
  },
  cost: {
    name: "app.cost.month_to_date_usd",
    kind: "gauge",
    unit: "dollar",
    tags: ["env", "vendor"],
    emitter: "launchgate",
    meaning: "Money spent in the month so far; the vendors of a stage add up (O5).",
  },
  deployments: {
    name: "launchgate.deployments",
    kind: "count",
    unit: "deployment",
    tags: ["service", "env", "outcome"],
    emitter: "launchgate",
    meaning: "Deployments ended; `outcome` is succeeded, failed or rolled_back (O4).",
  },
  leadTime: {
    name: "launchgate.lead_time_minutes",
    kind: "gauge",
    unit: "minute",
    tags: ["service", "env"],
    emitter: "launchgate",
    meaning: "Commit to production of one deployment (O4).",
  },
  timeToRestore: {
    name: "launchgate.time_to_restore_minutes",
    kind: "gauge",
    unit: "minute",
    tags: ["service", "env"],
    emitter: "launchgate",
    meaning: "Start of one incident to service restored (O4).",
  },
  acknowledgement: {
    name: "launchgate.acknowledgement_minutes",
    kind: "gauge",
    unit: "minute",
    tags: ["service", "env"],
    emitter: "launchgate",
    meaning: "Page to acknowledgement of one alert (O4, D4).",
  },
  drillRecovery: {
    name: "launchgate.drill.recovery_minutes",
    kind: "gauge",
    unit: "minute",
    tags: ["drill"],
    emitter: "launchgate",
    meaning: "Fault to recovery of one drill (O4, B4).",
  },
} as const satisfies Record<string, MetricContract>;

/** Key of {@link metrics}. */
export type MetricId = keyof typeof metrics;

/**
 * The line of JSON that the application writes per answered request. It reaches Datadog by the log drain, with the reserved
 * attributes `service`, `env`, `version`; fields beyond these are welcome.
 */
export const requestLog = {
  /** Marks the line: `"event": "request"`. */
  event: "request",
  /** Attribute with 2xx, 3xx, 4xx or 5xx. */
  statusClass: "status_class",
  /** Attribute with the answer time in milliseconds. */
  duration: "duration_ms",
  /** Attribute with allowed or denied; left out for requests without credentials. */
  authOutcome: "auth_outcome",
} as const;
