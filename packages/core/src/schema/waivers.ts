import { z } from "zod";
import { idSchema, localDateSchema, proseSchema, timeZoneSchema, urlSchema } from "./common.ts";

/** Id of a policy rule: `<vendor>-<resource>-<verb>-<thing>`, lower-case words joined by hyphens. */
export const ruleIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+){2,}$/, "one rule id such as github-environment-require-approvers, no pattern")
  .max(80);

/** Logical name of one resource as the plan prints it, such as `web-prod-gate-environment`; no pattern. */
export const resourceNameSchema = z
  .string()
  .regex(/^[^\s*?[\]{}%][^*?[\]{}%]*$/, "the exact name of one resource as `launchgate plan --resources` prints it")
  .max(200);

/** Longest life of a waiver, days from `granted` to `expires`, both included in the count of nights between. */
export const WAIVER_MAX_DAYS = 90;

/** Waivers that may hold at once in a stack without a stage of its own (the shared one). */
export const SHARED_WAIVER_LIMIT = 5;

/**
 * One exception from one rule for one resource of one stack, with an owner and an end (R8, A3). What is not exact is refused: no pattern,
 * no list. It holds to the end of the day `expires` on the clock of `timeZone`; afterwards the violation is back.
 */
export const waiverSchema = z.strictObject({
  rule: ruleIdSchema,
  /** Stack in which it holds. */
  stack: z.string().min(1).max(100),
  /** The resource's logical name; `stack` for a breach that belongs to no single resource. */
  resource: resourceNameSchema,
  /** Person who answers for it. */
  owner: idSchema,
  /** Why the rule cannot be kept until then, 20 characters or more. */
  reason: proseSchema.min(20, "a reason of 20 characters or more"),
  /** Where the follow-up is tracked. */
  link: urlSchema,
  /** Day on which it was granted; not in the future. */
  granted: localDateSchema,
  /** Last day on which it holds, at most 90 days after `granted`. */
  expires: localDateSchema,
  /** Zone in which both days are read. */
  timeZone: timeZoneSchema,
});

/** See {@link waiverSchema}. */
export type Waiver = z.infer<typeof waiverSchema>;
