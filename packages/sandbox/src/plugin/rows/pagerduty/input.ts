import type { FieldSpec, InputSpec, ObjectType, ValueType } from "@launchgate/provider-kit";

/** A text. Short forms for types that the installed SDK has no class for; rules on values stand in the row's `settings`. */
export const text: ValueType = { kind: "string" };
/** A number. */
export const number: ValueType = { kind: "number" };
/** True or false. */
export const flag: ValueType = { kind: "boolean" };

/** A list of `item`. */
export function list(item: ValueType): ValueType {
  return { kind: "list", item };
}

/** Fields by name; a `*` behind a name makes it required. */
export function object(name: string, fields: Readonly<Record<string, ValueType>>): ObjectType {
  return { kind: "object", name, doc: "", fields: fieldsOf(fields) };
}

/** Inputs of a resource by name; a `*` behind a name makes it required. */
export function inputs(fields: Readonly<Record<string, ValueType>>): Readonly<Record<string, InputSpec>> {
  const entries = Object.entries(fieldsOf(fields)).map(
    ([key, field]) => [key, { ...field, change: "update" }] as const,
  );
  return Object.fromEntries(entries);
}

function fieldsOf(fields: Readonly<Record<string, ValueType>>): Readonly<Record<string, FieldSpec>> {
  const entries = Object.entries(fields).map(([key, type]): [string, FieldSpec] => {
    const required = key.endsWith("*") ? { required: true as const } : {};
    return [key.replace("*", ""), { type, doc: "", ...required }];
  });
  return Object.fromEntries(entries);
}
