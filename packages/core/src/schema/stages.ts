import { z } from "zod";
import { durationSchema, idSchema, localTimeSchema, timeZoneSchema, titleSchema } from "./common.ts";

/** Who must approve a deployment into a stage, and what is closed to whom (P3). */
export const approvalSchema = z.strictObject({
  /** People who may approve. GitHub takes at most six reviewers, people and teams together. */
  people: z.array(idSchema).default([]),
  /** Teams whose members may approve. */
  teams: z.array(idSchema).default([]),
  /** Nobody approves their own change. Default true. */
  preventSelfReview: z.boolean().default(true),
  /** Administrators may skip the gate. Default false. */
  adminsBypass: z.boolean().default(false),
  /** Pause before a deployment starts, 0 to 30 days (43,200 minutes). Default 0 minutes. */
  wait: durationSchema.default("0 minutes"),
});

/** Which branches and tags may deploy into a stage. */
export const branchPolicySchema = z.strictObject({
  /** Branch patterns, fnmatch. */
  branches: z.array(z.string().min(1)).default([]),
  /** Tag patterns, fnmatch. */
  tags: z.array(z.string().min(1)).default([]),
});

/** What a stage may spend (O5). */
export const budgetSchema = z.strictObject({
  /** US dollars a month, all vendors of the stage together. */
  monthlyUsd: z.number().positive(),
  /** Shares of the budget at which people are told, percent. Default 50, 80, 100. */
  alertPercents: z.array(z.number().positive().max(200)).min(1).default([50, 80, 100]),
});

/** What a stage can be for. */
export const stageKinds = ["development", "staging", "production", "drill"] as const;
/** One of {@link stageKinds}. */
export type StageKind = (typeof stageKinds)[number];

/** One environment of the product. */
export const stageSchema = z.strictObject({
  title: titleSchema,
  /** What the stage is for; rules are strictest for `production`. */
  kind: z.enum(stageKinds),
  approval: approvalSchema,
  branchPolicy: branchPolicySchema,
  /** `gated`: traffic moves by the ramp; `on-merge`: the newest good deployment gets all of it (P1, T1). */
  traffic: z.enum(["gated", "on-merge"]),
  /** How far back a release can be undone: deployments and data must reach that far (B1). */
  rollbackWindow: durationSchema,
  /** How long Vercel keeps deployments, 1 day to 1 year: at least the rollback window. */
  deploymentRetention: z.enum(["1d", "7d", "30d", "60d", "90d", "180d", "1y"]),
  database: z.strictObject({
    /** Point-in-time window of Neon: at least the rollback window; at most 30 days, less on small plans. */
    restoreWindow: durationSchema,
    /** Least compute, in Neon compute units. */
    minComputeUnits: z.number().min(0.25).max(56),
    /** Most compute, in Neon compute units. */
    maxComputeUnits: z.number().min(0.25).max(56),
    /** Idle time until the compute sleeps; `never` keeps it awake. Up to 7 days. */
    suspendAfter: z.union([durationSchema, z.literal("never")], {
      error: 'a duration such as "10 minutes", or "never"',
    }),
    /** Root branch cannot be deleted or reset by accident. */
    protected: z.boolean(),
    /**
     * Only the addresses of the compliance class may connect, those of the service itself among them: it needs
     * `vercel.staticEgress`. Default false.
     */
    restrictAddresses: z.boolean().default(false),
    /** Automatic snapshots: how often, how long kept; absent: none (B7). */
    snapshots: z
      .strictObject({
        frequency: z.enum(["hourly", "daily", "weekly"]),
        /** UTC hour of daily and weekly snapshots. Default 2. */
        hour: z.number().int().min(0).max(23).default(2),
        retention: durationSchema,
      })
      .optional(),
    /** Branches for pull requests: how long they live; absent: none. */
    previewBranches: z.strictObject({ expiresAfter: durationSchema }).optional(),
  }),
  /** Deployment protection of Vercel. Smoke tests pass by a bypass secret (P4). Default `standard_protection_new`. */
  deploymentProtection: z
    .enum(["standard_protection_new", "standard_protection", "all_deployments", "only_preview_deployments", "none"])
    .default("standard_protection_new"),
  /** Datadog locations from which the smoke suite runs; two or more where people are paged. */
  syntheticLocations: z
    .array(z.string().regex(/^(?:aws|gcp|azure|pl):[A-Za-z0-9-]+$/, "a Datadog location such as aws:eu-central-1"))
    .min(1),
  /** Who is paged: `people` the service's own escalation, `drill` only drill people, `nobody` opens no page. */
  paging: z.enum(["people", "drill", "nobody"]),
  /** Hours in which low-urgency incidents page; absent: always high urgency. */
  supportHours: z
    .strictObject({
      timeZone: timeZoneSchema,
      /** ISO week days, 1 Monday to 7 Sunday. */
      daysOfWeek: z.array(z.number().int().min(1).max(7)).min(1),
      start: localTimeSchema,
      end: localTimeSchema,
    })
    .optional(),
  /** Factor on the alert thresholds of the services: outside production alerts are laxer. Default 1. */
  thresholdFactor: z.number().min(1).max(100).default(1),
  /** Daily cap of indexed log events, 0 for none. */
  logDailyLimit: z.number().int().min(0).default(0),
  /** Vercel firewall baseline: requests per address and minute above which an address is limited. Default 600. */
  firewallRequestsPerMinute: z.number().int().min(1).max(100_000).default(600),
  /** Most policy waivers that may hold at once in a stack of this stage; more are refused as `waiver.over-limit`. Default 3. */
  waiverLimit: z.number().int().min(0).max(20).default(3),
  /** Absent budget is refused as `budget.missing`. */
  budget: budgetSchema.optional(),
});

/** See {@link stageSchema}. */
export type Stage = z.infer<typeof stageSchema>;
/** See {@link approvalSchema}. */
export type Approval = z.infer<typeof approvalSchema>;
