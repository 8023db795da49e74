import { z } from "zod";
import { durationSchema, idSchema, mapOf, percentSchema, proseSchema, secretRefSchema, titleSchema } from "./common.ts";

/** An environment variable of the running application. */
export const environmentValueSchema = z.union(
  [
    /** A plain, harmless value. */
    z.strictObject({ value: z.string().max(4096) }),
    /** A secret from the stack's configuration. */
    secretRefSchema,
    /** A value that another resource of the same stage makes. */
    z.strictObject({
      from: z.enum([
        "neon-connection-uri",
        "neon-pooled-connection-uri",
        "edge-config-connection",
        "stage-name",
        "pagerduty-integration-key",
      ]),
    }),
  ],
  { error: "a plain value { value: ... }, a secret { secret: ... } or what another resource makes { from: ... }" },
);

/** One step of a smoke suite (P4). Steps run in order; a value taken in one may be used in later ones as `{{ NAME }}`. */
export const smokeStepSchema = z.strictObject({
  title: titleSchema.max(100),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]).default("GET"),
  /** Path below the service's address, starting with `/`. */
  path: z.string().startsWith("/"),
  /** JSON body to send. */
  body: z.string().max(10_000).optional(),
  /** Status that must come back. Default 200. */
  expectStatus: z.number().int().min(100).max(599).default(200),
  /** Text that the body must contain. */
  expectBody: z.string().min(1).optional(),
  /** Longest answer time. Default 2 seconds. */
  within: durationSchema.default("2 seconds"),
  /** Takes a value of the JSON answer into a variable: NAME (capitals) and JSON path. */
  extract: z
    .strictObject({
      name: z.string().regex(/^[A-Z][A-Z0-9_]*$/, "capitals, digits and underscores"),
      jsonPath: z.string().startsWith("$"),
    })
    .optional(),
});

/** A service level objective (O2). */
export const sloSchema = z.strictObject({
  title: titleSchema,
  /** `availability`: good requests / all requests; `latency`: requests faster than `threshold` / all requests. */
  indicator: z.enum(["availability", "latency"]),
  /** Percent of good events, 50 to 99.999. */
  target: z.number().min(50).max(99.999),
  /** Window. Datadog knows 7, 30 and 90 days. Default 30 days. */
  period: z.enum(["7 days", "30 days", "90 days"]).default("30 days"),
  /** Slowest good answer of a latency indicator, 1 ms to 60 s. */
  thresholdMilliseconds: z.number().int().min(1).max(60_000).optional(),
  /** Fewest requests an hour below which the fast-burn pair cannot speak and the low-traffic companion takes over. Default 100. */
  lowTrafficRequestsPerHour: z.number().int().min(1).default(100),
});

/** Something outside that a service needs (D1). */
export const dependencySchema = z.strictObject({
  title: titleSchema,
  kind: z.enum(["video", "queue", "email", "payment", "other"]),
  /** Who runs it. */
  provider: titleSchema,
  /** Datadog metric that tells its health: an error share for calls, a backlog for queues. */
  metric: z.string().regex(/^[a-z][a-z0-9_.]*$/i, "a metric name"),
  /** Value from which people are told. */
  warning: z.number().positive(),
  /** Value from which people are paged. */
  critical: z.number().positive(),
  /** What the service does without it. */
  fallback: proseSchema,
});

/** A switch that takes a feature or all writes off within seconds (B9). */
export const killSwitchSchema = z.strictObject({
  title: titleSchema,
  /** `write-freeze` stops new writes from clients; `feature` one feature. */
  kind: z.enum(["write-freeze", "feature"]),
  /** Value when the store is made; afterwards commands own it (house decision 3). Default false: nothing is switched off. */
  initially: z.boolean().default(false),
});

/** Id of the app that posts what jobs of GitHub Actions say. Source: facts/providers.md section 2. */
export const gitHubActionsApp = 15_368;

/** A check that a pull request must pass (P6, S1). */
export const requiredCheckSchema = z.strictObject({
  /** Name as it appears on the pull request. */
  context: z.string().min(1).max(100),
  /** GitHub App that must have posted it: without the pin anybody could. Default 15368, GitHub Actions. */
  appId: z.number().int().positive().default(gitHubActionsApp),
});

/** A repository (P6). */
export const repositorySchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, "a repository name"),
  description: titleSchema.max(350),
  visibility: z.enum(["private", "internal", "public"]).default("private"),
  /** `adopt` imports what exists, `create` makes it (A1). Default `create`. */
  mode: z.enum(["create", "adopt"]).default("create"),
  defaultBranch: z.string().min(1).default("main"),
  topics: z.array(idSchema).default([]),
  requiredChecks: z.array(requiredCheckSchema).min(1),
  /** `merge-queue` where the plan has it, else `linear`. Default `linear`. */
  history: z.enum(["linear", "merge-queue"]).default("linear"),
  /** Stage whose deployment must have succeeded before a merge; none by default. */
  requiredDeployments: z.array(idSchema).default([]),
});

/** One thing that is released. */
export const serviceSchema = z.strictObject({
  title: titleSchema,
  description: proseSchema,
  /** Team that owns it and is paged for it. */
  owner: idSchema,
  complianceClass: idSchema,
  repository: repositorySchema,
  /** Its Vercel projects, one a stage (house decision 1). */
  vercel: z.strictObject({
    framework: z.string().min(1).nullable().default(null),
    rootDirectory: z.string().min(1).optional(),
    nodeVersion: z.enum(["20.x", "22.x", "24.x"]).default("24.x"),
    /** Host label below the organisation's domain in production; other stages prefix the stage. `@` is the apex. */
    host: z.string().regex(/^(?:@|[a-z0-9-]+)$/, "a host label or @ for the apex"),
    /**
     * Fixed addresses from which the functions reach out (Vercel Static IPs or Secure Compute), CIDR or single. Empty: they
     * leave from changing addresses, and no database of the service can restrict who connects. Default empty.
     */
    staticEgress: z.array(z.string().regex(/^[0-9a-f.:/-]+$/i, "an IP address or CIDR block")).default([]),
    /** Scheduled jobs exist; they run in production only. Default false. */
    crons: z.boolean().default(false),
    environment: z
      .record(z.string().regex(/^[A-Z][A-Z0-9_]*$/, "capitals, digits and underscores"), environmentValueSchema)
      .default({}),
    /** Names in `environment` that are debug or preview switches: they must be off in production (L3). */
    debugVariables: z.array(z.string()).default([]),
    killSwitches: mapOf(killSwitchSchema).refine((m) => Object.keys(m).length > 0, "at least one kill switch"),
  }),
  /** Its Neon projects, one a stage; absent for a service without database. */
  neon: z
    .strictObject({
      region: z.string().regex(/^(?:aws|azure)-[a-z]+-[a-z]+-?[a-z]*-?\d$/, "a Neon region such as aws-eu-central-1"),
      pgVersion: z.number().int().min(14).max(18).default(17),
      database: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, "a Postgres identifier"),
      role: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, "a Postgres identifier"),
      logicalReplication: z.boolean().default(false),
      /** A read-only endpoint in production where the plan has one. Default false. */
      readReplica: z.boolean().default(false),
    })
    .optional(),
  pagerDuty: z.strictObject({
    /** Escalation policy in production. */
    escalation: idSchema,
    /** Minutes until an acknowledged incident alarms again. Default 30 minutes. */
    acknowledgementTimeout: durationSchema.default("30 minutes"),
    /** Business service that suffers when this one does. */
    businessService: idSchema,
  }),
  health: z
    .strictObject({
      live: z.string().startsWith("/").default("/health"),
      ready: z.string().startsWith("/").default("/ready"),
      metrics: z.string().startsWith("/").default("/metrics"),
    })
    .prefault({}),
  slos: mapOf(sloSchema).refine((m) => Object.keys(m).length > 0, "at least one SLO"),
  /** Golden-signal thresholds in production, absolute. */
  signals: z.strictObject({
    /** Share of failed requests over five minutes, percent. */
    errorRatePercent: percentSchema,
    /** 95th percentile of the answer time over five minutes. */
    latencyP95Milliseconds: z.number().int().min(1).max(60_000),
    /** Use of the database connections or function concurrency, percent. */
    saturationPercent: percentSchema,
    /** Fewest requests per hour in office hours: less means nobody gets through. */
    trafficRequestsPerHour: z.number().int().min(0),
    /** Refused sign-ins (UNAUTHORIZED, FORBIDDEN) over five minutes, percent: the first rollback trigger. */
    authFailurePercent: percentSchema,
  }),
  /** Business figure watched after a release (T5). */
  businessMetric: z.strictObject({
    title: titleSchema,
    metric: z.string().regex(/^[a-z][a-z0-9_.]*$/i, "a metric name"),
    /** Fewest an hour in office hours. */
    minimumPerHour: z.number().min(0),
  }),
  smoke: z.strictObject({
    steps: z.array(smokeStepSchema).min(1).max(10),
    /** How often the suite runs by itself, 30 seconds to 7 days. Default 5 minutes. */
    every: durationSchema.default("5 minutes"),
  }),
  dependencies: mapOf(dependencySchema).default({}),
  /** Gates of the pipeline (P8). */
  qualityGates: z.strictObject({
    /** Lines covered by tests, percent. */
    coveragePercent: percentSchema,
    /** Largest rise of the benchmark against the last release, percent. */
    benchmarkRegressionPercent: percentSchema,
    /** Worst open finding allowed. */
    securityThreshold: z.enum(["none", "low", "medium", "high"]),
  }),
});

/** See {@link serviceSchema}. */
export type Service = z.infer<typeof serviceSchema>;
/** See {@link sloSchema}. */
export type Slo = z.infer<typeof sloSchema>;
/** See {@link smokeStepSchema}. */
export type SmokeStep = z.infer<typeof smokeStepSchema>;
/** See {@link repositorySchema}. */
export type RepositoryModel = z.infer<typeof repositorySchema>;
/** See {@link dependencySchema}. */
export type Dependency = z.infer<typeof dependencySchema>;
/** See {@link environmentValueSchema}. */
export type EnvironmentValue = z.infer<typeof environmentValueSchema>;
/** See {@link killSwitchSchema}. */
export type KillSwitch = z.infer<typeof killSwitchSchema>;
