import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FieldSpec, ValueType } from "@launchgate/provider-kit";
import { allRows, packageNames } from "../../packages/sandbox/src/plugin/providers.ts";
import type { PackageShapes, TypeShape } from "../../packages/sandbox/src/plugin/shapes.ts";
import { SdkTypes } from "../shapes/sdk-types.ts";
import type { Fields, Shape } from "../shapes/shape.ts";

const sdkPackages: Readonly<Record<string, string>> = {
  github: "@pulumi/github",
  vercel: "@pulumiverse/vercel",
  pagerduty: "@pulumi/pagerduty",
  datadog: "@pulumi/datadog",
  random: "@pulumi/random",
};

/** Deepest nesting that is followed: dashboards' typed widgets would have no end, and rows take them as JSON. */
const deepest = 8;

/** Files with the inputs and outputs of every type that the practice plugin has a row for, from the installed SDKs. */
export function pluginShapeFiles(): Record<string, () => string> {
  const types = allRows().map(({ type }) => type);
  const settings = packageNames.map((name) => `pulumi:providers:${name}`);
  const lazily = { sdk: undefined as SdkTypes | undefined };
  const sdk = (): SdkTypes => (lazily.sdk ??= new SdkTypes([...types, ...settings]));
  return Object.fromEntries(
    packageNames.map((name) => [
      `packages/sandbox/src/plugin/shapes/${name}.json`,
      () => `${JSON.stringify(shapesOf(name, types, sdk()), undefined, 1)}\n`,
    ]),
  );
}

function shapesOf(name: string, types: readonly string[], sdk: SdkTypes): PackageShapes {
  const own = types.filter((type) => type.startsWith(`${name}:`)).toSorted();
  const entries = own.flatMap((type): [string, TypeShape][] => {
    const inputs = sdk.inputs(type);
    if (inputs?.kind !== "object") return [];
    return [[type, { inputs: fieldsOf(inputs.fields(), 1), outputs: sdk.outputs(type) }]];
  });
  const provider = sdk.inputs(`pulumi:providers:${name}`);
  return {
    version: versionOf(sdkPackages[name] ?? name),
    provider: provider?.kind === "object" ? fieldsOf(provider.fields(), 1) : {},
    types: Object.fromEntries(entries),
  };
}

function versionOf(packageName: string): string {
  const file = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function fieldsOf(fields: Fields, depth: number): Record<string, FieldSpec> {
  return Object.fromEntries(
    [...fields].map(([key, { shape, required }]) => [
      key,
      { type: typeOf(shape, depth), doc: "", ...(required ? { required: true as const } : {}) },
    ]),
  );
}

function typeOf(shape: Shape, depth: number): ValueType {
  switch (shape.kind) {
    case "any":
      return { kind: "any" };
    case "list":
      return { kind: "list", item: typeOf(shape.item, depth) };
    case "map":
      return { kind: "map", item: typeOf(shape.item, depth) };
    case "object":
      if (depth > deepest) return { kind: "any" };
      return { kind: "object", name: shape.name, doc: "", fields: fieldsOf(shape.fields(), depth + 1) };
    case "scalar": {
      const [only] = shape.types;
      return shape.types.length === 1 && only !== undefined ? { kind: only } : { kind: "any" };
    }
  }
}
