import type { z } from "zod";
import type { FieldProblem } from "../http/refusal.ts";
import type { Data } from "../world/entity.ts";

type Issue = z.core.$ZodIssue;

/** What became of a body: the fields known, or everything that is wrong with it. */
export type Validated =
  { readonly ok: true; readonly fields: Data } | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Checks a body against a row's fields. */
export function validate(schema: z.ZodObject, body: unknown): Validated {
  const given = body ?? {};
  const result = schema.safeParse(given);
  return result.success
    ? { ok: true, fields: withoutUndefined(result.data) }
    : { ok: false, problems: result.error.issues.map((issue) => problemOf(issue, given)) };
}

function problemOf(issue: Issue, body: unknown): FieldProblem {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const given = valueAt(body, path);
  const code = given === undefined && issue.code !== "custom" ? "missing" : codes[issue.code];
  const unknown = issue.code === "unrecognized_keys" ? issue.keys : [];
  return { path: [...path, ...unknown.slice(0, 1)], code, message: issue.message, given };
}

const codes: Readonly<Record<Issue["code"], FieldProblem["code"]>> = {
  invalid_type: "type",
  too_big: "range",
  too_small: "range",
  invalid_format: "pattern",
  not_multiple_of: "range",
  unrecognized_keys: "unknown",
  invalid_union: "type",
  invalid_key: "unknown",
  invalid_element: "type",
  invalid_value: "enum",
  custom: "custom",
};

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

/** A field that is given as nothing is not given. */
export function withoutUndefined(data: Readonly<Record<string, unknown>>): Data {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
