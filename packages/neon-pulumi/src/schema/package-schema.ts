import { packageName, version } from "../version.ts";
import { functionSpecs, resources, tokenOf } from "./index.ts";
import { providerConfig } from "./provider-config.ts";
import type {
  ConfigSpec,
  FieldSpec,
  FunctionSpec,
  InputSpec,
  ObjectType,
  ResourceSpec,
  ValueType,
} from "@launchgate/provider-kit";

type Json = Record<string, unknown>;
type Fields = Readonly<Record<string, FieldSpec>>;

function typeSchema(type: ValueType): Json {
  switch (type.kind) {
    case "list":
      return { type: "array", items: typeSchema(type.item) };
    case "map":
      return { type: "object", additionalProperties: { type: "string" } };
    case "object":
      return { $ref: `#/types/${tokenOf(type.name)}` };
    case "any":
      return { $ref: "pulumi.json#/Any" };
    default:
      return { type: type.kind };
  }
}

function propertySchema(field: FieldSpec & Partial<InputSpec>): Json {
  return {
    ...typeSchema(field.type),
    description: field.doc,
    ...(field.secret && { secret: true }),
    ...(field.change === "replace" && { willReplaceOnChanges: true }),
  };
}

function properties(fields: Fields): Json {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, propertySchema(field)]));
}

function required(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, field]) => (field.required ? [name] : []));
}

function objectTypes(type: ValueType): ObjectType[] {
  if (type.kind === "list") return objectTypes(type.item);
  if (type.kind !== "object") return [];
  return [type, ...Object.values(type.fields).flatMap((field) => objectTypes(field.type))];
}

function resourceSchema(spec: ResourceSpec): Json {
  const all = { ...spec.inputs, ...spec.outputs };
  return {
    description: `${spec.doc}\n\nImport id: ${spec.importId}.`,
    inputProperties: properties(spec.inputs),
    requiredInputs: required(spec.inputs),
    properties: properties(all),
    required: [...required(all), ...(spec.autoName ? ["name"] : [])],
  };
}

function functionSchema(spec: FunctionSpec): Json {
  return {
    description: spec.doc,
    inputs: { type: "object", properties: properties(spec.arguments), required: required(spec.arguments) },
    outputs: { type: "object", properties: properties(spec.results), required: required(spec.results) },
  };
}

function settingSchema(field: ConfigSpec): Json {
  return {
    ...propertySchema(field),
    ...(field.default !== undefined && { default: field.default }),
    ...(field.environment !== undefined && { defaultInfo: { environment: [field.environment] } }),
  };
}

/** The package schema in Pulumi's format, from which SDKs for other languages can be generated. */
export function packageSchema(): Json {
  const settings = Object.fromEntries(
    Object.entries(providerConfig).map(([name, field]) => [name, settingSchema(field)]),
  );
  const fields = [
    ...resources.flatMap((spec) => Object.values(spec.inputs)),
    ...functionSpecs.flatMap((spec) => Object.values(spec.results)),
  ];
  const types = fields.flatMap((field) => objectTypes(field.type));
  return {
    name: packageName,
    displayName: "Neon",
    version,
    description: "Resources and functions for Neon serverless Postgres.",
    keywords: ["pulumi", "neon", "postgres", "kind/native", "category/database"],
    license: "Apache-2.0",
    meta: { moduleFormat: "(.*)" },
    config: { variables: settings },
    provider: { description: "The provider for Neon.", inputProperties: settings, properties: {} },
    types: Object.fromEntries(
      types.map((type) => [
        tokenOf(type.name),
        {
          type: "object",
          description: type.doc,
          properties: properties(type.fields),
          required: required(type.fields),
        },
      ]),
    ),
    resources: Object.fromEntries(resources.map((spec) => [tokenOf(spec.name), resourceSchema(spec)])),
    functions: Object.fromEntries(functionSpecs.map((spec) => [tokenOf(spec.name), functionSchema(spec)])),
    language: { nodejs: { packageName: "neon-pulumi" } },
  };
}
