import { z } from "zod";
import { durationSchema, idSchema, mapOf, proseSchema, titleSchema } from "./common.ts";

/** One drill of the catalogue (D1, D2). */
export const drillSchema = z.strictObject({
  title: titleSchema,
  kind: z.enum([
    "database-outage",
    "video-failure",
    "queue-backlog",
    "known-bad-version",
    "incident-tabletop",
    "escalation-test",
  ]),
  services: z.array(idSchema).min(1),
  /** Steady state that must hold before and after. */
  hypothesis: proseSchema,
  /** What is broken. */
  fault: proseSchema,
  /** What people and systems must do. */
  expectedReaction: proseSchema,
  rto: durationSchema,
  rpo: durationSchema,
  /** What always runs at the end. */
  undo: proseSchema,
  /** What is looked at once more after the undo. */
  recheck: proseSchema,
  owner: idSchema,
  /** Longest time between two runs. */
  every: durationSchema,
});

/** The catalogue, and how long a drill stack may live. */
export const drillsSchema = z.strictObject({
  /** Life of a drill stack, 10 minutes to 7 days. */
  timeToLive: durationSchema,
  catalogue: mapOf(drillSchema),
});

/** See {@link drillsSchema}. */
export type Drills = z.infer<typeof drillsSchema>;
/** See {@link drillSchema}. */
export type Drill = z.infer<typeof drillSchema>;
