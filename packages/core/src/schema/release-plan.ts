import { z } from "zod";
import { durationSchema, proseSchema } from "./common.ts";
import { complianceClassSchema } from "./organization.ts";
import { releaseSchema, riskSchema } from "./release.ts";
import { killSwitchSchema, repositorySchema, sloSchema } from "./services.ts";
import { approvalSchema, stageKinds, stageSchema } from "./stages.ts";

const names = z.array(z.string());
/** Null in what is written; the engine leaves nulls out of what it sends on. */
const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

/** What rules need to know of a service; nothing personal, no secret. */
export const plannedServiceSchema = z.object({
  title: z.string(),
  /** Team that owns it. */
  owner: z.string(),
  complianceClass: z.string(),
  repository: repositorySchema,
  killSwitches: z.record(z.string(), killSwitchSchema),
  /** Its debug and preview switches with their values; null where the value is not plain (L3). */
  debugVariables: z.record(z.string(), orNull(z.string())),
  /** Names of variables whose value is a secret or comes from another resource. */
  secretVariables: names,
  /** It keeps data in Neon. */
  hasDatabase: z.boolean(),
  escalation: z.string(),
  businessService: z.string(),
  slos: z.record(z.string(), sloSchema),
  dependencies: names,
});

/** An escalation as rules see it. */
export const plannedEscalationSchema = z.object({
  team: z.string(),
  loops: z.number(),
  /** Minutes until the next level, in order. */
  levelMinutes: z.array(z.number()),
  drill: z.boolean(),
});

/** A vendor-plan gap of the model; see `vendorGaps`. */
export const plannedGapSchema = z.object({
  feature: z.string(),
  title: z.string(),
  wantedBy: z.string(),
  vendor: z.string(),
  plan: z.string(),
  compensation: orNull(proseSchema),
});

/**
 * Inputs of the `launchgate:release:ReleasePlan` resource: the part of the model that the graph carries, so that policies and reports
 * judge what will really be applied. Made by the component, read by the policy pack. (P7, house data flow 2)
 */
export const releasePlanSchema = z.object({
  stack: z.string(),
  /** Null in the shared stack. */
  stage: orNull(stageSchema),
  stageId: orNull(z.string()),
  /** The stack may be destroyed by command. */
  ephemeral: z.boolean(),
  /** Kind of every stage of the model. */
  stageKinds: z.record(z.string(), z.enum(stageKinds)),
  /** Ids of the services in this stack; all of them in the shared stack. */
  services: names,
  /** Facts of those services. */
  serviceFacts: z.record(z.string(), plannedServiceSchema),
  ramp: releaseSchema.shape.ramp,
  watch: releaseSchema.shape.watch,
  freeze: releaseSchema.shape.freeze,
  types: releaseSchema.shape.types,
  roles: z.record(z.string(), z.object({ holders: names, deputies: names, signs: orNull(z.string()) })),
  /** Ids of the members of each team. */
  teams: z.record(z.string(), names),
  decisionOwners: names,
  rollbackAuthority: z.string(),
  rollback: releaseSchema.shape.rollback,
  scope: releaseSchema.shape.scope,
  risks: z.record(z.string(), riskSchema),
  checklist: releaseSchema.shape.checklist,
  handOffs: releaseSchema.shape.handOffs,
  pipelineTries: z.number(),
  plans: z.record(z.string(), z.string()),
  gaps: z.array(plannedGapSchema),
  /** Credentials that the stack reads, by key; null where the model says nothing of them or of this stack (S2). */
  credentials: z.record(
    z.string(),
    z.object({ owner: orNull(z.string()), maxAgeDays: orNull(z.number()), rotatedOn: orNull(z.string()) }),
  ),
  complianceClasses: z.record(z.string(), complianceClassSchema),
  rulesRepository: z.object({
    name: z.string(),
    complianceClass: z.string(),
    /** Checks that a change to the rules must pass. */
    requiredChecks: repositorySchema.shape.requiredChecks,
    /** Its environments by name: what must be approved there, and the kind of the stage; null where it is none. */
    environments: z.record(z.string(), z.object({ kind: orNull(z.enum(stageKinds)), approval: approvalSchema })),
  }),
  timeZone: z.string(),
  runbookBase: z.string(),
  escalations: z.record(z.string(), plannedEscalationSchema),
  drillEscalation: z.string(),
  /** Longest time in which a page escalates unheard, for tables of reports. */
  notificationDelays: z.object({ high: z.array(durationSchema), low: z.array(durationSchema) }),
  /** Waivers of this stack by id; read one by one, so that a malformed one excuses nothing and harms nothing. */
  waivers: z.record(z.string(), z.unknown()),
});

/** See {@link releasePlanSchema}. */
export type ReleasePlanInputs = z.infer<typeof releasePlanSchema>;
/** See {@link plannedServiceSchema}. */
export type PlannedService = z.infer<typeof plannedServiceSchema>;
