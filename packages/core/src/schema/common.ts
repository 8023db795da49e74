import { IANAZone } from "luxon";
import { z } from "zod";
import { isDuration, type Duration } from "../domain/duration.ts";

/** Key of a person, team, service, stage, rotation...: lower-case letters, digits, hyphens; starts with a letter; at most 40. */
export const idSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    "an id: lower-case letters, digits and single hyphens, starting with a letter",
  )
  .max(40);

const secretKeySchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "the name of a configuration key: lower-case letters, digits, hyphens")
  .max(80);

/** A length of time such as `"10 minutes"`; see {@link Duration}. */
export const durationSchema = z.custom<Duration>(
  (value) => typeof value === "string" && isDuration(value),
  'a duration: a number, a space and a unit, such as "10 minutes" or "30 days"',
);

/** An IANA time zone that this machine's zone data knows, such as `Europe/Berlin`. */
export const timeZoneSchema = z
  .string()
  .refine((zone) => (zone.includes("/") || zone === "UTC" ? IANAZone.isValidZone(zone) : false), {
    error: "an IANA time zone such as Europe/Berlin or America/Sao_Paulo",
    params: { code: "calendar.unknown-zone" },
  });

/** A wall-clock time `HH:mm`, 00:00 to 23:59. */
export const localTimeSchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "a wall-clock time HH:mm, 00:00 to 23:59");

// Runs on any text; what the pattern before it has refused is not told twice.
const isRealDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return true;
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  return date.toISOString().startsWith(text.slice(0, 10));
};

/** A calendar day `YYYY-MM-DD` that exists. */
export const localDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "a calendar day YYYY-MM-DD")
  .refine((text) => isRealDate(text), "a calendar day that exists, YYYY-MM-DD");

/** A wall-clock moment without offset, `YYYY-MM-DDTHH:mm`; the zone stands beside it. */
export const localDateTimeSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/, "a wall-clock moment YYYY-MM-DDTHH:mm")
  .refine((text) => isRealDate(text), "a wall-clock moment on a day that exists, YYYY-MM-DDTHH:mm");

/** A share in percent, 0 to 100. */
export const percentSchema = z.number().min(0).max(100);

/** One line of text for people, 1 to 200 characters. */
export const titleSchema = z.string().trim().min(1).max(200);

/** Text for people, 1 to 2,000 characters. */
export const proseSchema = z.string().trim().min(1).max(2000);

/** An https address. */
export const urlSchema = z.url({ protocol: /^https$/, error: "an https:// address" });

/** Message that marks a missing or plain-text secret; the loader turns it into the code `secret.plain-text`. */
export const secretMessage = "a reference to a secret";

/**
 * Where a secret stands: the name of a secret key in `Pulumi.<stack>.yaml` under the `launchgate:` namespace. The model
 * never holds the value (S2). A plain string here is refused as `secret.plain-text`.
 */
export const secretRefSchema = z.strictObject(
  {
    /** Configuration key without its namespace, such as `person-ada-email`. */
    secret: secretKeySchema,
  },
  { error: (issue) => (issue.code === "invalid_type" ? secretMessage : undefined) },
);

/** See {@link secretRefSchema}. */
export type SecretRef = z.infer<typeof secretRefSchema>;

/** Makes a {@link SecretRef}: `secret("mux-token")`. */
export function secret(key: string): SecretRef {
  return { secret: key };
}

/** A map from id to `value`, at least one entry. */
export const mapOf = <T extends z.ZodType>(value: T) => z.record(idSchema, value);

/**
 * The keys of a map as values of their own type, so that references in `stacks/` are checked by the compiler:
 * `idsOf(people).ada` is `"ada"`, `idsOf(people).adda` does not compile.
 */
export function idsOf<T extends Record<string, unknown>>(map: T): { readonly [K in keyof T & string]: K } {
  return Object.fromEntries(Object.keys(map).map((key) => [key, key])) as { readonly [K in keyof T & string]: K };
}
