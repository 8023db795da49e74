import { z } from "zod";
import {
  durationSchema,
  idSchema,
  localDateSchema,
  localDateTimeSchema,
  mapOf,
  percentSchema,
  proseSchema,
  timeZoneSchema,
  titleSchema,
  urlSchema,
} from "./common.ts";
import { waiverSchema } from "./waivers.ts";

/** Ids of the release types (R1). */
export const releaseTypeIds = ["patch", "minor", "major"] as const;

/** What a release of one type needs (R1, R3). */
export const releaseTypeSchema = z.strictObject({
  title: titleSchema,
  description: proseSchema,
  /** Roles whose signature is required. */
  signOffs: z.array(idSchema).min(1),
  /** Checklist items that this type needs; see `checklist`. */
  checklist: z.array(idSchema).min(1),
  /** Shortest stay in staging before production. */
  stagingSoak: durationSchema,
});

/** One step of the ramp (T1). */
export const rampStepSchema = z.strictObject({
  /** Share of visitors on the new release, percent. */
  percent: percentSchema,
  /** How long the step is watched before the next may be taken, 1 minute to 10,000 minutes (Vercel's range). */
  observation: durationSchema,
  /** Figures that send traffic back (T4). */
  abort: z.strictObject({
    /** Share of failed requests, percent. */
    errorRatePercent: percentSchema,
    /** 95th percentile of the answer time. */
    latencyP95Milliseconds: z.number().int().min(1).max(600_000),
    /** Burn rate of the availability SLO. */
    burnRate: z.number().positive(),
  }),
  /** Fewest requests that the new release must have served for a verdict; fewer is hold, never pass (T2). Default 100. */
  minimumRequests: z.number().int().min(0).default(100),
});

/** A window of the freeze calendar (L1). */
export const freezeWindowSchema = z.strictObject({
  title: titleSchema,
  /** `allow` opens, `deny` closes; deny wins; a stage in no allow window is closed. */
  kind: z.enum(["allow", "deny"]),
  stages: z.array(idSchema).min(1),
  /** Release types the window speaks of; all by default. */
  releaseTypes: z.array(z.enum(releaseTypeIds)).optional(),
  timeZone: timeZoneSchema,
  /** First occurrence, wall clock of `timeZone`. A wall-clock time that a clock change skips moves forward by the gap. */
  start: localDateTimeSchema,
  /** Length of each occurrence on the wall clock, 1 minute to 370 days. */
  duration: durationSchema,
  /** RFC 5545 recurrence such as `FREQ=WEEKLY;BYDAY=MO,TU`; absent: once. No DTSTART, no COUNT beyond 10,000. */
  recurrence: z.string().min(1).optional(),
  /** Occurrences left out, wall-clock days of `timeZone`. */
  except: z.array(localDateSchema).default([]),
});

/** A risk somebody accepted (R8), or one still open. */
export const riskSchema = z.strictObject({
  title: titleSchema,
  status: z.enum(["accepted", "open"]),
  impact: z.enum(["low", "medium", "high"]),
  description: proseSchema,
  mitigation: proseSchema,
  followUp: proseSchema,
  owner: idSchema,
  /** Last day on which the acceptance holds, in the organisation's zone. */
  expires: localDateSchema,
});

/** What makes a release go back (B2). */
export const rollbackTriggerSchema = z.strictObject({
  title: titleSchema,
  source: z.enum(["deployment", "slo", "auth-failures", "orchestration", "manual"]),
  /** When it holds. */
  condition: proseSchema,
  /** How long the condition must hold; `0 minutes` at once. */
  sustained: durationSchema,
  /** `automatic` acts by itself; `authority` asks the rollback authority. */
  action: z.enum(["automatic", "authority"]),
});

/** A step of the rollback, in order (B3). */
export const rollbackStepSchema = z.strictObject({
  title: titleSchema,
  acts: z.enum([
    "freeze-writes",
    "keep-diagnostics",
    "return-traffic",
    "flip-flags",
    "revert-infrastructure",
    "restore-data",
    "verify",
    "smoke",
    "enable-writes",
  ]),
});

/** One item of the checklist (R4). */
export const checklistItemSchema = z.strictObject({
  title: titleSchema,
  /** When it is due. */
  phase: z.enum(["before", "on-the-day", "after"]),
  owner: idSchema,
  /** What proves it. */
  evidence: proseSchema,
  /** Requirement ids it serves. */
  requirements: z.array(z.string().regex(/^[A-Z]\d+$/, "a requirement id such as P4")).min(1),
});

/** A hand-off between two roles (R5). */
export const handOffSchema = z.strictObject({
  from: idSchema,
  to: idSchema,
  what: proseSchema,
  action: proseSchema,
  /** What the clock of `within` starts from. */
  after: z.enum(["staging-tests", "deployment", "announcement"]),
  /** Earliest moment after the start; default at once. */
  notBefore: durationSchema.default("0 minutes"),
  /** Latest moment after the start; later escalates. */
  within: durationSchema,
});

/** An operator command (R10). */
export const operatorCommandSchema = z.strictObject({
  title: titleSchema,
  command: z.string().min(1).max(300),
  /** The command does not exist yet: the sheet says so instead of sending an operator into an error. Default false. */
  planned: z.boolean().default(false),
  /** A human reason is demanded, recorded as `human_override:<text>`. Default false. */
  reasonRequired: z.boolean().default(false),
});

/** Everything about how a release is made, judged and undone. */
export const releaseSchema = z.strictObject({
  types: z.strictObject({ patch: releaseTypeSchema, minor: releaseTypeSchema, major: releaseTypeSchema }),
  /** Traffic steps in order; starts at 0 (dark launch), rises, ends at 100. */
  ramp: z.array(rampStepSchema).min(2).max(10),
  /** Heightened watch after 100 % (T5). */
  watch: z.strictObject({
    duration: durationSchema,
    errorRatePercent: percentSchema,
    latencyP95Milliseconds: z.number().int().min(1),
    businessDropPercent: percentSchema,
  }),
  /** Roles that decide go or no-go (R7). */
  decisionOwners: z.array(idSchema).min(1),
  /** Role that may order a rollback; its deputies too. */
  rollbackAuthority: idSchema,
  freeze: z.strictObject({
    windows: mapOf(freezeWindowSchema),
    /** Emergency override (L2). */
    override: z.strictObject({
      /** People who must agree, 2 or more. */
      approvals: z.number().int().min(2),
      /** Roles they must hold. */
      roles: z.array(idSchema).min(1),
      /** It ends by itself after this time. */
      expiresAfter: durationSchema,
    }),
  }),
  /** Who may receive the release (R9). */
  scope: z.strictObject({
    statement: proseSchema,
    stages: z.array(idSchema).min(1),
    tenants: z.array(idSchema).min(1),
  }),
  risks: mapOf(riskSchema),
  /** Exceptions from policy rules, each with an owner and an end. Default none. */
  waivers: mapOf(waiverSchema).default({}),
  rollback: z.strictObject({
    triggers: mapOf(rollbackTriggerSchema),
    steps: z.array(rollbackStepSchema).min(1),
    /** Allowed time to recover. */
    rto: durationSchema,
    /** Allowed loss of data. */
    rpo: durationSchema,
  }),
  checklist: mapOf(checklistItemSchema),
  handOffs: mapOf(handOffSchema),
  operatorCommands: mapOf(operatorCommandSchema),
  /** Where release notes are published. */
  notesUrl: urlSchema,
  /** Tries of a pipeline before it reverts and a person is called (P9). Default 3. */
  pipelineTries: z.number().int().min(1).max(3).default(3),
  /** Figures that are wanted of releases, drills and alerts (O4). */
  telemetry: mapOf(
    z.strictObject({
      title: titleSchema,
      unit: z.enum(["percent", "per week", "minutes", "hours"]),
      /** What is counted from what. */
      definition: proseSchema,
    }),
  ).default({}),
  /** Planned work that must not cost error budget. */
  plannedWork: mapOf(
    z.strictObject({
      title: titleSchema,
      services: z.array(idSchema).min(1),
      stages: z.array(idSchema).min(1),
      timeZone: timeZoneSchema,
      start: localDateTimeSchema,
      duration: durationSchema,
      /** RFC 5545 recurrence; absent: once. */
      recurrence: z.string().min(1).optional(),
    }),
  ).default({}),
});

/** See {@link releaseSchema}. */
export type Release = z.infer<typeof releaseSchema>;
/** Id of a release type. */
export type ReleaseTypeId = (typeof releaseTypeIds)[number];
/** See {@link rampStepSchema}. */
export type RampStep = z.infer<typeof rampStepSchema>;
/** See {@link freezeWindowSchema}. */
export type FreezeWindow = z.infer<typeof freezeWindowSchema>;
/** See {@link riskSchema}. */
export type Risk = z.infer<typeof riskSchema>;
