import { resources } from "../../../packages/neon-pulumi/src/schema/index.ts";
import { providerConfig } from "../../../packages/neon-pulumi/src/schema/provider-config.ts";
import type { FieldSpec, ValueType } from "@launchgate/provider-kit";
import type { Fields, Shape } from "../../../scripts/shapes/shape.ts";

/** Shape of the inputs of a resource of neon-pulumi, or of its provider, from the table that its provider checks with. */
export function neonInputs(type: string): Shape | undefined {
  if (type === "pulumi:providers:neon") return { kind: "object", name: type, fields: () => fieldsOf(providerConfig) };
  const spec = resources.find(({ name }) => `neon:index:${name}` === type);
  return spec && { kind: "object", name: type, fields: () => fieldsOf(spec.inputs) };
}

function fieldsOf(specs: Readonly<Record<string, FieldSpec>>): Fields {
  return new Map(
    Object.entries(specs).map(([key, spec]) => [key, { shape: shapeOf(spec.type), required: spec.required === true }]),
  );
}

function shapeOf(type: ValueType): Shape {
  switch (type.kind) {
    case "list":
      return { kind: "list", item: shapeOf(type.item) };
    case "map":
      return { kind: "map", item: { kind: "scalar", types: ["string"] } };
    case "any":
      return { kind: "any" };
    case "object":
      return { kind: "object", name: type.name, fields: () => fieldsOf(type.fields) };
    case "boolean":
      return { kind: "scalar", types: ["boolean"] };
    default:
      return { kind: "scalar", types: [type.kind], ...(type.values ? { values: type.values } : {}) };
  }
}
