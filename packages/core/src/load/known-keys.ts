import type { z } from "zod";
import type { KeyPath } from "./key-path.ts";

type AnySchema = z.core.$ZodType;

/** Inner schema of wrappers such as optional, default and prefault. */
function unwrap(schema: AnySchema): AnySchema {
  const def = schema._zod.def as { innerType?: AnySchema; in?: AnySchema };
  const inner = def.innerType ?? def.in;
  return inner ? unwrap(inner) : schema;
}

/** Alternatives of a union, else the schema itself. */
function alternatives(schema: AnySchema): AnySchema[] {
  const bare = unwrap(schema);
  const def = bare._zod.def as { type: string; options?: readonly AnySchema[] };
  return def.type === "union" && def.options ? def.options.flatMap(alternatives) : [bare];
}

function step(schema: AnySchema, part: PropertyKey): AnySchema[] {
  const def = schema._zod.def as {
    type: string;
    shape?: Record<string, AnySchema>;
    valueType?: AnySchema;
    element?: AnySchema;
  };
  const next = def.type === "object" ? def.shape?.[String(part)] : def.type === "record" ? def.valueType : def.element;
  return next ? alternatives(next) : [];
}

/** Keys that the schema knows at `path`, all alternatives of a union together; empty where any key goes. */
export function knownKeys(schema: AnySchema, path: KeyPath): string[] {
  const found = path.reduce<AnySchema[]>(
    (schemas, part) => schemas.flatMap((each) => step(each, part)),
    alternatives(schema),
  );
  return [...new Set(found.flatMap((each) => Object.keys((each._zod.def as { shape?: object }).shape ?? {})))];
}
