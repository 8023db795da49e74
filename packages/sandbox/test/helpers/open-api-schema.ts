type Json = Readonly<Record<string, unknown>>;

/**
 * Rewrites a specification of OpenAPI 3.0 so that a JSON Schema validator reads it: `nullable` becomes a type, words that
 * mean nothing to validation go.
 */
export function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (typeof value !== "object" || value === null) return value;
  const {
    nullable,
    example: _example,
    discriminator: _kind,
    exclusiveMinimum,
    exclusiveMaximum,
    ...rest
  } = value as Json;
  const inner: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(rest)) inner[key] = toJsonSchema(each);
  if (typeof exclusiveMinimum === "object") inner["exclusiveMinimum"] = toJsonSchema(exclusiveMinimum);
  if (typeof exclusiveMaximum === "object") inner["exclusiveMaximum"] = toJsonSchema(exclusiveMaximum);
  return nullable === true ? orNull(inner) : inner;
}

function orNull(schema: Record<string, unknown>): unknown {
  const { type, enum: values } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  const allowed = Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {};
  return { ...schema, type: [type, "null"], ...allowed };
}
