import type { Call } from "../../http/message.ts";
import { Refusal, type FieldProblem } from "../../http/refusal.ts";
import type { Resource } from "../../resource-table/resource.ts";
import { validate } from "../../resource-table/validate.ts";
import type { Data } from "../../world/entity.ts";
import { alphabets } from "../../world/ids.ts";
import type { World } from "../../world/world.ts";
import { dialect } from "./dialect.ts";

/** Who made a thing, as version 1 tells it. Datadog's handle of a person is the e-mail address. */
export interface Creator extends Data {
  readonly email: string;
  readonly handle: string;
  readonly name: string;
}

/** Creator of what the call makes: a person of the organisation, or the service account of a machine. */
export function creatorOf({ world, holder }: Call): Creator {
  const person = world.seed.people.find((each) => each.id === holder.id);
  const email = person?.email ?? `${holder.id}@machines.${world.seed.domain}`;
  return { email, handle: email, name: person?.name ?? holder.id };
}

/** An id as dashboards, synthetic tests and their steps have it: `abc-def-ghi`. */
export function dashedId(world: World, kind: string): string {
  const text = world.ids.text(kind, alphabets.lower, 9);
  return `${text.slice(0, 3)}-${text.slice(3, 6)}-${text.slice(6)}`;
}

/** Text as part of an address: `[prod] Web: release` is `prod-web-release`. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** Fields of the body for a row, for routes by hand. @throws Refusal `invalid` with every problem */
export function fieldsOf(row: Resource, call: Call, part: "input" | "update" = "input"): Data {
  const schema = part === "input" ? row.input : (row.update ?? row.input.partial());
  const result = validate(schema, dialect.unwrap(call.request.body, row));
  if (result.ok) return result.fields;
  throw new Refusal({ kind: "invalid", what: row.title ?? row.name, problems: result.problems });
}

/** A rule that is broken, in Datadog's words. */
export function problem(field: string, message: string, given?: unknown): FieldProblem {
  return { path: [field], code: "custom", message, given };
}

/** Seconds since 1970 of a moment in milliseconds. */
export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** RFC 3339 of a moment in milliseconds. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
