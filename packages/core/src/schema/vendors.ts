import { z } from "zod";
import { idSchema, proseSchema } from "./common.ts";

/** The five vendors, in the order in which people read of them. */
export const vendorIds = ["github", "vercel", "neon", "pagerduty", "datadog"] as const;

const compensationSchema = z.strictObject({
  /** Feature of docs and plan tables that the plan lacks, such as `merge-queue`. */
  feature: idSchema,
  /** The gate that stands in for it. */
  gate: proseSchema,
  owner: idSchema,
});

const vendor = <const T extends readonly [string, ...string[]]>(plans: T) =>
  z.strictObject({
    /** What one pays for; `none`: the vendor is not used and its parts are left out, each as a named gap. */
    plan: z.enum(["none", ...plans] as ["none", ...T]),
    /** Gates that stand in for features the plan lacks (A3). Default none. */
    compensations: z.array(compensationSchema).default([]),
  });

/** Which plan of each vendor we have (house decision 9, A3). */
export const vendorsSchema = z.strictObject({
  github: vendor(["free", "team", "enterprise"]),
  vercel: vendor(["hobby", "pro", "enterprise"]),
  neon: vendor(["free", "launch", "scale", "business", "enterprise"]),
  pagerduty: vendor(["free", "professional", "business", "enterprise"]),
  datadog: vendor(["free", "pro", "enterprise"]),
});

/** Id of a vendor. */
export type VendorId = (typeof vendorIds)[number];
/** See {@link vendorsSchema}. */
export type Vendors = z.infer<typeof vendorsSchema>;
