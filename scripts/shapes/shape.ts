/** What a value must look like, whatever the source says it in: a Pulumi schema, an SDK's types or neon-pulumi's table. */
export type Shape =
  | { readonly kind: "any" }
  | { readonly kind: "scalar"; readonly types: readonly ScalarType[]; readonly values?: readonly unknown[] }
  | { readonly kind: "list"; readonly item: Shape }
  | { readonly kind: "map"; readonly item: Shape }
  | { readonly kind: "object"; readonly name: string; readonly fields: () => Fields };

/** Types of single values. */
export type ScalarType = "string" | "number" | "integer" | "boolean";

/** Properties of an object by name. */
export type Fields = ReadonlyMap<string, Field>;

/** One property. */
export interface Field {
  readonly shape: Shape;
  readonly required: boolean;
  /** Why it should not be used any more; absent where it may. */
  readonly deprecated?: string;
}

/** `[secret]`, or text that stands for a value that only the vendor knows, such as `<github:Team platform: id>`. */
const standIn = /^(?:\[secret\]|<[^<>]+>)$/;

/** Every way in which `value` does not fit `shape`, one line each: path, then what is wrong. */
export function misfits(shape: Shape, value: unknown, path = ""): string[] {
  if (value === undefined || shape.kind === "any") return [];
  if (value === "[secret]") return [];
  switch (shape.kind) {
    case "scalar":
      return scalarMisfits(shape, value, path);
    case "list":
      if (!Array.isArray(value)) return [`${path}: ${kindOf(value)} where a list belongs`];
      return value.flatMap((each, index) => misfits(shape.item, each, `${path}[${String(index)}]`));
    case "map":
      if (!isRecord(value)) return [`${path}: ${kindOf(value)} where a map belongs`];
      return Object.entries(value).flatMap(([key, each]) => misfits(shape.item, each, join(path, key)));
    case "object":
      return objectMisfits(shape, value, path);
  }
}

function scalarMisfits(shape: Extract<Shape, { kind: "scalar" }>, value: unknown, path: string): string[] {
  if (typeof value === "string" && standIn.test(value)) return [];
  if (!shape.types.some((type) => isOfType(value, type))) {
    return [`${path}: ${kindOf(value)} where ${shape.types.join(" or ")} belongs`];
  }
  if (shape.values && !shape.values.includes(value)) {
    return [
      `${path}: ${JSON.stringify(value)} is none of ${shape.values.map((each) => JSON.stringify(each)).join(", ")}`,
    ];
  }
  return [];
}

function objectMisfits(shape: Extract<Shape, { kind: "object" }>, value: unknown, path: string): string[] {
  if (!isRecord(value)) return [`${path}: ${kindOf(value)} where ${shape.name} belongs`];
  const fields = shape.fields();
  const missing = [...fields]
    .filter(([key, { required }]) => required && (value[key] === undefined || value[key] === null))
    .map(([key]) => `${join(path, key)}: missing, ${shape.name} requires it`);
  const given = Object.entries(value).flatMap(([key, each]) => {
    const field = fields.get(key);
    if (!field) return [`${join(path, key)}: ${shape.name} has no such input`];
    const old =
      field.deprecated !== undefined && each !== undefined
        ? [`${join(path, key)}: deprecated, ${field.deprecated}`]
        : [];
    return [...old, ...misfits(field.shape, each, join(path, key))];
  });
  return [...missing, ...given];
}

function isOfType(value: unknown, type: ScalarType): boolean {
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : value === null ? "null" : isRecord(value) ? "a map" : typeof value;
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
