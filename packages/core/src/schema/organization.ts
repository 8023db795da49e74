import { z } from "zod";
import {
  idSchema,
  localDateSchema,
  mapOf,
  proseSchema,
  secretRefSchema,
  timeZoneSchema,
  titleSchema,
} from "./common.ts";

/** PagerDuty base roles as the API spells them (facts/providers.md section 5). */
export const pagerDutyRoleSchema = z.enum([
  "admin",
  "limited_user",
  "observer",
  "owner",
  "read_only_user",
  "read_only_limited_user",
  "restricted_access",
  "user",
]);

/** One person. Personal data stand in secret configuration (house decision 10, O1). */
export const personSchema = z.strictObject({
  /** Full name as shown to colleagues. */
  name: titleSchema.max(100),
  /** True for the invented people of the reference organisation. Default false. */
  example: z.boolean().default(false),
  /** Job title shown in PagerDuty. */
  jobTitle: titleSchema.max(100),
  /** GitHub login: the identity of approvals (house decision 8). */
  github: z.string().regex(/^[a-zA-Z\d](?:[a-zA-Z\d]|-(?=[a-zA-Z\d])){0,38}$/, "a GitHub login"),
  /** Where the person lives and works. */
  timeZone: timeZoneSchema,
  /** Whether the person has a PagerDuty seat. Default true. */
  paged: z.boolean().default(true),
  /** PagerDuty role. Default `limited_user`, the responder seat. */
  pagerDutyRole: pagerDutyRoleSchema.default("limited_user"),
  /** How to reach the person; each a reference to a secret, never the value. */
  contact: z.strictObject({
    email: secretRefSchema,
    /** Voice calls. */
    phone: secretRefSchema.optional(),
    /** Text messages. */
    sms: secretRefSchema.optional(),
    /** Country calling code of phone and SMS, digits only. Default 49. */
    countryCode: z.number().int().min(1).max(999).default(49),
  }),
});

/** A GitHub and PagerDuty team. */
export const teamSchema = z.strictObject({
  title: titleSchema.max(100),
  description: proseSchema.max(350),
  /** People of the team. */
  members: z.array(idSchema).min(1),
  /** Those who may change membership; must be members. */
  maintainers: z.array(idSchema).default([]),
  /** Parent team. */
  parent: idSchema.optional(),
});

/** A role somebody holds in a release (R3). */
export const roleSchema = z.strictObject({
  title: titleSchema,
  /** Who holds it; nobody is refused as `role.unheld`. */
  holders: z.array(idSchema),
  /** Who stands in. */
  deputies: z.array(idSchema).default([]),
  /** What the signature of this role confirms; absent for roles that do not sign. */
  signs: titleSchema.optional(),
  /** The signature is a gate of the go decision itself, not only one of several. Default false. */
  gate: z.boolean().default(false),
  /** What the role owns, such as the checklist or the drills. Default nothing. */
  owns: z.array(titleSchema).default([]),
  /** Duties before, on the day of and after a release. */
  duties: z.strictObject({ before: proseSchema, onTheDay: proseSchema, after: proseSchema }).optional(),
  /** Roles that the same person must not hold in addition. */
  differsFrom: z.array(idSchema).default([]),
});

/** Days of retention that a class of data demands (P5). */
export const complianceClassSchema = z.strictObject({
  title: titleSchema,
  /** Searchable application and audit logs, days, 1 to 400. */
  logRetentionDays: z.number().int().min(1).max(400),
  /** Build artifacts and workflow logs, days, 1 to 400. */
  artifactRetentionDays: z.number().int().min(1).max(400),
  /** Cold archive of logs, days, 0 for none. */
  archiveRetentionDays: z.number().int().min(0).max(3650),
  /** Addresses (CIDR or single) that may reach databases of restricted stages, services first; empty: no restriction. Default empty. */
  databaseAllowedIps: z.array(z.string().regex(/^[0-9a-f.:/-]+$/i, "an IP address or CIDR block")).default([]),
});

/**
 * A credential of `Pulumi.<stack>.yaml` that is rotated: who sees to it, how old it may become, and when it was last changed in each
 * stack (S2, S3). Days are read in the organisation's zone. The value never stands here.
 */
export const credentialSchema = z.strictObject({
  /** Team that rotates it. */
  owner: idSchema,
  /** Days after which it must have been changed, 1 to 730. Default 90, a quarter. */
  maxAgeDays: z.number().int().min(1).max(730).default(90),
  /** Last day on which it was changed, by stack; not in the future. A stack that is missing counts as never. Default none. */
  rotatedOn: z.record(idSchema, localDateSchema).default({}),
});

/** Who we are. */
export const organizationSchema = z.strictObject({
  title: titleSchema,
  /** GitHub organisation login. */
  githubOwner: z.string().regex(/^[a-zA-Z\d](?:[a-zA-Z\d]|-(?=[a-zA-Z\d])){0,38}$/, "a GitHub organisation login"),
  /** Apex domain under which services are published. */
  domain: z.string().regex(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/, "a domain name"),
  /** Zone in which calendars and expiry days are read. */
  timeZone: timeZoneSchema,
  /** Base address of the runbooks; each runbook is `<base>/<id>`. */
  runbookBase: z.url({ protocol: /^https$/, error: "an https:// address" }),
  /** What is being released. */
  product: z.strictObject({
    title: titleSchema,
    track: titleSchema,
    apiBaseline: titleSchema,
    trustModel: titleSchema,
  }),
  people: mapOf(personSchema),
  teams: mapOf(teamSchema),
  roles: mapOf(roleSchema),
  complianceClasses: mapOf(complianceClassSchema),
  /** Our GitHub App: it alone may say what the review of a change found (P7). */
  githubApp: z.strictObject({
    /** Its number, "App ID" on the app's page: the required check is pinned to it. No secret. */
    id: z.number().int().positive(),
  }),
  /** The repository of these rules, under the strictest guard. */
  rulesRepository: z.strictObject({
    name: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, "a repository name"),
    owner: idSchema,
    complianceClass: idSchema,
    visibility: z.enum(["private", "internal", "public"]).default("private"),
    /** `adopt` imports what exists, `create` makes it (A1). Default `create`. */
    mode: z.enum(["create", "adopt"]).default("create"),
    /**
     * Whether a change can be merged although its release checklist has no evidence (R4). `required`: it cannot, so nothing can until there
     * is evidence. Default `advisory`: the check stands beside the others and is never green.
     */
    checklistCheck: z.enum(["advisory", "required"]).default("advisory"),
  }),
  /** Credentials by their key in `Pulumi.<stack>.yaml`, such as `githubToken` or `mux-token`. Default none: all are told by policy. */
  credentials: z
    .record(
      z
        .string()
        .regex(/^[a-z][A-Za-z0-9]*(?:-[a-z0-9]+)*$/, "the name of a configuration key")
        .max(80),
      credentialSchema,
    )
    .default({}),
  /** Labels every managed repository has; colour as six hex digits. */
  labels: z
    .record(
      z.string().min(1).max(50),
      z.strictObject({
        color: z.string().regex(/^[0-9a-f]{6}$/, "six lower-case hex digits"),
        description: titleSchema.max(100),
      }),
    )
    .default({}),
});

/** See {@link personSchema}. */
export type Person = z.infer<typeof personSchema>;
/** See {@link teamSchema}. */
export type Team = z.infer<typeof teamSchema>;
/** See {@link roleSchema}. */
export type Role = z.infer<typeof roleSchema>;
/** See {@link complianceClassSchema}. */
export type ComplianceClass = z.infer<typeof complianceClassSchema>;
/** See {@link organizationSchema}. */
export type Organization = z.infer<typeof organizationSchema>;
