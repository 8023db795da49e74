import { beforeAll, describe, expect, it } from "vitest";
import { allCustomResources } from "../helpers/stack-plans.ts";
import { neonInputs } from "./shapes/neon-schema.ts";
import { PulumiSchema } from "./shapes/pulumi-schema.ts";
import { SdkTypes } from "../../scripts/shapes/sdk-types.ts";
import { misfits, type Field, type Shape } from "../../scripts/shapes/shape.ts";

type Registered = Awaited<ReturnType<typeof allCustomResources>>[number];

const schemas = new Map(
  ["github", "vercel", "pagerduty"].flatMap((vendor) => {
    const schema = PulumiSchema.of(vendor);
    return schema ? [[vendor, schema] as const] : [];
  }),
);
let registered: Registered[];
let types: string[];
let sdk: SdkTypes;

beforeAll(async () => {
  registered = await allCustomResources();
  types = [...new Set(registered.map(({ resource }) => resource.type))].sort();
  sdk = new SdkTypes(types);
  report();
}, 120_000);

describe("every registered resource (P1)", () => {
  it("has only inputs that its vendor's schema has, all that it requires, of the right types", (context) => {
    if (schemas.size === 0) context.skip("no schema files in ../shared/specs/providers: nothing to compare with");
    const known = registered.filter(({ resource }) => schemaShape(resource.type) !== undefined);
    expect(known.flatMap((each) => told(each, schemaShape(each.resource.type)!))).toEqual([]);
    expect(known.length).toBeGreaterThan(100);
  });

  it("fits the types of its SDK, and uses nothing that the SDK deprecates", () => {
    const known = registered.filter(({ resource }) => sdk.inputs(resource.type) !== undefined);
    expect(known.flatMap((each) => told(asOfSdk(each), sdkShape(each.resource.type)!))).toEqual([]);
    expect(known.length).toBeGreaterThan(100);
  });

  it("is newer than its SDK in the listed inputs only", (context) => {
    if (schemas.size === 0) context.skip("no schema files in ../shared/specs/providers: nothing to compare with");
    const listed = Object.entries(newerThanSdk).flatMap(([type, keys]) => keys.map((key) => [type, key] as const));
    const has = (shape: Shape | undefined, key: string): boolean => shape?.kind === "object" && shape.fields().has(key);
    expect(listed.filter(([type, key]) => !has(schemaShape(type), key) || has(sdk.inputs(type), key))).toEqual([]);
  });

  it("fits neon-pulumi's own table, where it is Neon's", () => {
    const known = registered.filter(({ resource }) => neonInputs(resource.type) !== undefined);
    expect(known.flatMap((each) => told(each, neonInputs(each.resource.type)!))).toEqual([]);
    expect(known.length).toBeGreaterThan(20);
  });

  it("is checked by at least one of them", () => {
    const unchecked = types.filter((type) => !schemaShape(type) && !sdk.inputs(type) && !neonInputs(type));
    // Without the schema files the classes for newer plugins have nothing to be checked against.
    const expected = schemas.size > 0 ? [] : unchecked.filter((type) => /^pagerduty|^pulumi:providers/.test(type));
    expect(unchecked).toEqual(expected);
  });
});

/** The vendor's schema. Vercel's file is older than its SDK: inputs that only the SDK has are taken from there. */
function schemaShape(type: string): Shape | undefined {
  const vendor = type.startsWith("pulumi:providers:") ? (type.split(":")[2] ?? "") : (type.split(":")[0] ?? "");
  const shape = schemas.get(vendor)?.inputs(type);
  const newer = vendor === "vercel" ? sdk.inputs(type) : undefined;
  if (shape?.kind !== "object" || newer?.kind !== "object") return shape;
  return { ...shape, fields: () => new Map([...newer.fields(), ...shape.fields()]) };
}

/** Inputs of types that the plugin has and its older SDK lacks. Without the vendor's schema nothing tells their types. */
const newerThanSdk: Readonly<Record<string, readonly string[]>> = {
  "pagerduty:index/service:Service": ["autoPauseNotificationsParameters"],
};

/** A resource without the inputs that only an absent schema knows. */
function asOfSdk({ stack, resource }: Registered): Registered {
  const left = schemaShape(resource.type) === undefined ? (newerThanSdk[resource.type] ?? []) : [];
  const inputs = Object.fromEntries(Object.entries(resource.inputs).filter(([key]) => !left.includes(key)));
  return { stack, resource: { ...resource, inputs } };
}

/** The SDK's types; for PagerDuty, whose plugin is newer than its SDK, only what the schema has not is asked of them. */
function sdkShape(type: string): Shape | undefined {
  const shape = sdk.inputs(type);
  if (shape?.kind !== "object" || !type.startsWith("pagerduty:")) return shape;
  const newer = schemaShape(type);
  if (newer?.kind !== "object") return shape;
  const fields = (): Map<string, Field> =>
    new Map([...newer.fields()].map(([key, field]) => [key, { ...field, ...deprecation(shape.fields().get(key)) }]));
  return { ...shape, fields };
}

function deprecation(field: Field | undefined): Partial<Field> {
  return field?.deprecated === undefined ? {} : { deprecated: field.deprecated };
}

function told({ stack, resource }: Registered, shape: Shape): string[] {
  const inputs = resource.type.startsWith("pulumi:providers:") ? decoded(resource.inputs) : resource.inputs;
  return misfits(shape, inputs).map((each) => `${stack}: ${resource.type} ${resource.name}: ${each}`);
}

/** Settings of a provider travel as text: what is not text is written as JSON. */
function decoded(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const decode = (value: unknown): unknown =>
    typeof value === "string" && value !== "[secret]" && /^(?:true|false|[[{].*|\d+)$/s.test(value)
      ? JSON.parse(value)
      : value;
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, decode(value)]));
}

/** Says what is checked how, and what is not. */
function report(): void {
  const bySchema = types.filter((type) => schemaShape(type));
  const bySdk = types.filter((type) => !schemaShape(type) && sdk.inputs(type));
  const byNeon = types.filter((type) => neonInputs(type));
  const unchecked = types.filter((type) => ![...bySchema, ...bySdk, ...byNeon].includes(type));
  const lines = [
    `${String(types.length)} types: ${String(bySchema.length)} against the vendor's Pulumi schema, ${String(bySdk.length)} against the SDK's types only, ${String(byNeon.length)} against neon-pulumi's table.`,
    ...(schemas.size < 3 ? ["No schema files in ../shared/specs/providers: their checks are left out."] : []),
    `Only the SDK's types: ${bySdk.join(", ")}`,
    `Unchecked: ${unchecked.join(", ") || "none"}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
