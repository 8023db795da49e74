import { readFileSync } from "node:fs";
import { z } from "zod";
import { vendorSpec } from "../../helpers/repository.ts";
import type { Fields, ScalarType, Shape } from "../../../scripts/shapes/shape.ts";

interface PropertySpec {
  readonly type?: string | undefined;
  readonly $ref?: string | undefined;
  readonly items?: PropertySpec | undefined;
  readonly additionalProperties?: PropertySpec | undefined;
}

const propertySchema: z.ZodType<PropertySpec> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    $ref: z.string().optional(),
    items: propertySchema.optional(),
    additionalProperties: propertySchema.optional(),
  }),
);
const resourceSchema = z.object({
  inputProperties: z.record(z.string(), propertySchema).default({}),
  requiredInputs: z.array(z.string()).default([]),
});
const packageSchema = z.object({
  types: z.record(
    z.string(),
    z.object({
      properties: z.record(z.string(), propertySchema).default({}),
      required: z.array(z.string()).default([]),
    }),
  ),
  provider: resourceSchema,
  resources: z.record(z.string(), resourceSchema),
});
type PackageSpec = z.infer<typeof packageSchema>;

/** A vendor's Pulumi schema file as shapes. */
export class PulumiSchema {
  readonly #spec: PackageSpec;

  constructor(spec: unknown) {
    this.#spec = packageSchema.parse(spec);
  }

  /** The schema of `vendor`; undefined where no file of it is beside the repository. */
  static of(vendor: string): PulumiSchema | undefined {
    const file = vendorSpec("providers", `${vendor}.schema.json`);
    return file === undefined ? undefined : new PulumiSchema(JSON.parse(readFileSync(file, "utf8")));
  }

  /** Shape of the inputs of a resource type, or of the provider itself; undefined where the schema does not have it. */
  inputs(type: string): Shape | undefined {
    const spec = type.startsWith("pulumi:providers:") ? this.#spec.provider : this.#spec.resources[type];
    if (!spec) return undefined;
    return { kind: "object", name: type, fields: () => this.#fields(spec.inputProperties, spec.requiredInputs) };
  }

  #fields(properties: Readonly<Record<string, PropertySpec>>, required: readonly string[]): Fields {
    return new Map(
      Object.entries(properties).map(([key, spec]) => [
        key,
        { shape: this.#shape(spec), required: required.includes(key) },
      ]),
    );
  }

  #shape(spec: PropertySpec): Shape {
    if (spec.$ref !== undefined) return this.#referenced(spec.$ref);
    if (spec.type === "array") return { kind: "list", item: this.#shape(spec.items ?? {}) };
    if (spec.type === "object")
      return { kind: "map", item: this.#shape(spec.additionalProperties ?? { type: "string" }) };
    if (spec.type === undefined) return { kind: "any" };
    return { kind: "scalar", types: [spec.type as ScalarType] };
  }

  #referenced(reference: string): Shape {
    if (reference.startsWith("pulumi.json#")) return { kind: "any" };
    const name = decodeURIComponent(reference.replace("#/types/", ""));
    const target = this.#spec.types[name];
    if (!target) throw new Error(`The schema refers to ${reference}, which it does not hold.`);
    return { kind: "object", name, fields: () => this.#fields(target.properties, target.required) };
  }
}
