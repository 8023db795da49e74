import { z } from "zod";
import {
  durationSchema,
  idSchema,
  localDateTimeSchema,
  localTimeSchema,
  mapOf,
  proseSchema,
  timeZoneSchema,
  titleSchema,
} from "./common.ts";

/** Hours within a layer's day or week outside of which nobody of the layer is on call (PagerDuty schedule restriction). */
export const restrictionSchema = z.discriminatedUnion("kind", [
  /** Every day from `start` for `duration`, less than 24 hours. */
  z.strictObject({ kind: z.literal("daily"), start: localTimeSchema, duration: durationSchema }),
  /** Every week from ISO day `dayOfWeek` (1 Monday) at `start` for `duration`, less than 7 days. */
  z.strictObject({
    kind: z.literal("weekly"),
    dayOfWeek: z.number().int().min(1).max(7),
    start: localTimeSchema,
    duration: durationSchema,
  }),
]);

/** A layer of a rota: people who take turns. A later layer covers an earlier one where both are on call, as PagerDuty does. */
export const layerSchema = z.strictObject({
  /** People in turn order. */
  people: z.array(idSchema).min(1),
  /** First handover, wall clock of the rota's zone; also the position from which turns are counted. */
  start: localDateTimeSchema,
  /** Length of a turn, 1 hour to 365 days. Whole days keep the handover at the same wall-clock time over clock changes. */
  turn: durationSchema,
  restrictions: z.array(restrictionSchema).default([]),
});

/** A rota (O1). */
export const rotationSchema = z.strictObject({
  title: titleSchema,
  team: idSchema,
  timeZone: timeZoneSchema,
  /** Layers from the lowest to the highest, keyed by a lasting id. */
  layers: mapOf(layerSchema).refine((m) => Object.keys(m).length > 0, "at least one layer"),
  /** Whether a minute without anybody is an error. Default true; false for rotas that cover hours on purpose. */
  mustCover: z.boolean().default(true),
  /** The rota pages drill people only; it must cover as any other does. Default false. */
  drill: z.boolean().default(false),
});

/** Who is told at one level of an escalation. */
export const targetSchema = z.union([z.strictObject({ rotation: idSchema }), z.strictObject({ person: idSchema })], {
  error: "a rota { rotation: ... } or a person { person: ... }",
});

/** Who is paged in which order (O1, D4). */
export const escalationSchema = z.strictObject({
  title: titleSchema,
  team: idSchema,
  /** How often the levels are gone through again, 0 to 9. Default 2. */
  loops: z.number().int().min(0).max(9).default(2),
  /** Levels in order; `after` is the time until the next one, 1 minute to 30 days. */
  levels: z
    .array(z.strictObject({ after: durationSchema, targets: z.array(targetSchema).min(1) }))
    .min(1)
    .max(20),
  /** Used for drills only. Default false. */
  drill: z.boolean().default(false),
});

/** When and how a person is told; the same for all paged people. */
export const notificationSchema = z.strictObject({
  method: z.enum(["email", "phone", "sms"]),
  /** Time after the page. */
  after: durationSchema,
});

/** On-call as code. */
export const onCallSchema = z.strictObject({
  rotations: mapOf(rotationSchema),
  escalations: mapOf(escalationSchema),
  /** Escalation policy of drill stages. */
  drillEscalation: idSchema,
  notifications: z.strictObject({ high: z.array(notificationSchema).min(1), low: z.array(notificationSchema).min(1) }),
  /** What customers and colleagues see suffering. */
  businessServices: mapOf(
    z.strictObject({ title: titleSchema, description: proseSchema, team: idSchema, pointOfContact: idSchema }),
  ),
  /** Work during which pages are held. */
  maintenance: mapOf(
    z.strictObject({
      title: titleSchema,
      services: z.array(idSchema).min(1),
      stage: idSchema,
      timeZone: timeZoneSchema,
      start: localDateTimeSchema,
      duration: durationSchema,
    }),
  ).default({}),
});

/** See {@link onCallSchema}. */
export type OnCall = z.infer<typeof onCallSchema>;
/** See {@link rotationSchema}. */
export type Rotation = z.infer<typeof rotationSchema>;
/** See {@link layerSchema}. */
export type Layer = z.infer<typeof layerSchema>;
/** See {@link restrictionSchema}. */
export type Restriction = z.infer<typeof restrictionSchema>;
/** See {@link escalationSchema}. */
export type Escalation = z.infer<typeof escalationSchema>;
