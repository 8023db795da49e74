type Json = Readonly<Record<string, unknown>>;

/**
 * Rewrites a specification of OpenAPI 3.0 so that a JSON Schema validator reads it: `nullable` becomes a type, `oneOf`
 * becomes `anyOf` (GitHub's overlap), words that mean nothing to validation go.
 */
export function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (typeof value !== "object" || value === null) return value;
  const words = Object.entries(value as Json).filter(([key, each]) => !isIdle(key, each));
  const inner = Object.fromEntries(words.map(([key, each]) => [renamed(key, each), toJsonSchema(each)]));
  return (value as Json)["nullable"] === true ? orNull(inner) : inner;
}

function renamed(key: string, value: unknown): string {
  return key === "oneOf" && Array.isArray(value) ? "anyOf" : key;
}

/** Words that say nothing to a validator; some are also names of fields, which have a schema, an object, behind them. */
function isIdle(key: string, value: unknown): boolean {
  if (key === "exclusiveMinimum" || key === "exclusiveMaximum" || key === "nullable") return typeof value === "boolean";
  return key === "example" && (typeof value !== "object" || value === null || !("type" in value));
}

function orNull(schema: Json): unknown {
  const { type, enum: values } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  const allowed = Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {};
  return { ...schema, type: [type, "null"], ...allowed };
}
