/** Writes the typed classes and functions from the declarations in src/schema. Pure: declaration in, source text out. */
import { tokenOf } from "../src/schema/index.ts";
import type {
  ConfigSpec,
  FieldSpec,
  FunctionSpec,
  ObjectType,
  ResourceSpec,
  ValueType,
} from "@launchgate/provider-kit";

const banner = "// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.\n";

/** How values are written: as given by programs, as plain arguments, or as results. */
type Side = "input" | "plain" | "output";

function comment(text: string): string {
  return `/** ${text.replaceAll("*/", "* /")} */\n`;
}

function objectName(type: ObjectType, side: Side): string {
  return side === "input" ? `${type.name}Args` : type.name;
}

function typeText(type: ValueType, side: Side): string {
  switch (type.kind) {
    case "string":
      return type.values === undefined ? "string" : type.values.map((value) => JSON.stringify(value)).join(" | ");
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "any":
      return "unknown";
    case "map":
      return side === "input" ? "Readonly<Record<string, pulumi.Input<string>>>" : "Readonly<Record<string, string>>";
    case "list":
      return side === "input" ? `readonly ${input(type.item)}[]` : `readonly ${typeText(type.item, side)}[]`;
    case "object":
      return objectName(type, side);
  }
}

function input(type: ValueType): string {
  return `pulumi.Input<${typeText(type, "input")}>`;
}

function member(name: string, field: FieldSpec, side: Side): string {
  const type = side === "input" ? input(field.type) : typeText(field.type, side);
  return `${comment(field.doc)}readonly ${name}${field.required ? "" : "?"}: ${type}${field.required ? "" : " | undefined"};\n`;
}

function interfaceText(name: string, doc: string, fields: Readonly<Record<string, FieldSpec>>, side: Side): string {
  const members = Object.entries(fields).map(([key, field]) => member(key, field, side));
  return `${comment(doc)}export interface ${name} {\n${members.join("\n")}}\n\n`;
}

/** Object types within a type, innermost first. */
function objectTypes(type: ValueType): ObjectType[] {
  if (type.kind === "list") return objectTypes(type.item);
  if (type.kind !== "object") return [];
  return [...Object.values(type.fields).flatMap((field) => objectTypes(field.type)), type];
}

function objectInterfaces(fields: Readonly<Record<string, FieldSpec>>, sides: readonly Side[]): string {
  const types = Object.values(fields).flatMap((field) => objectTypes(field.type));
  return types
    .flatMap((type) => sides.map((side) => interfaceText(objectName(type, side), type.doc, type.fields, side)))
    .join("");
}

function outputMembers(spec: ResourceSpec): string {
  const all = { ...spec.inputs, ...spec.outputs };
  return Object.entries(all)
    .map(([name, field]) => {
      const always = field.required === true || (name === "name" && spec.autoName !== undefined);
      return `${comment(field.doc)}declare readonly ${name}: pulumi.Output<${typeText(field.type, "output")}${always ? "" : " | undefined"}>;\n`;
    })
    .join("\n");
}

/** Source of the module of one resource. */
export function resourceSource(spec: ResourceSpec): string {
  const secrets = Object.entries(spec.outputs).flatMap(([name, field]) => (field.secret ? [name] : []));
  const needsArgs = Object.values(spec.inputs).some((field) => field.required);
  return `${banner}import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

${objectInterfaces(spec.inputs, ["input", "output"])}${interfaceText(`${spec.name}Args`, `Arguments of {@link ${spec.name}}.`, spec.inputs, "input")}
${comment(`${spec.doc} Import id: ${spec.importId}.`)}export class ${spec.name} extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = ${JSON.stringify(tokenOf(spec.name))};

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): ${spec.name} {
    return new ${spec.name}(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a ${spec.name}, across copies of this package. */
  static override isInstance(value: unknown): value is ${spec.name} {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === ${spec.name}.typeToken;
  }

${outputMembers(spec)}
  constructor(name: string, args${needsArgs ? "" : "?"}: ${spec.name}Args${needsArgs ? " | undefined" : ""}, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, ${JSON.stringify(Object.keys({ ...spec.inputs, ...spec.outputs }))});
    super(${spec.name}.typeToken, name, properties, resourceOptions(options, ${JSON.stringify(secrets)}));
  }
}
`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function functionSource(spec: FunctionSpec): string {
  const name = capital(spec.name);
  const token = JSON.stringify(tokenOf(spec.name));
  return `${objectInterfaces(spec.results, ["output"])}${interfaceText(`${name}Args`, `Arguments of {@link ${spec.name}}.`, spec.arguments, "plain")}${interfaceText(`${name}OutputArgs`, `Arguments of {@link ${spec.name}Output}.`, spec.arguments, "input")}${interfaceText(`${name}Result`, `Result of {@link ${spec.name}}.`, spec.results, "output")}
${comment(spec.doc)}export function ${spec.name}(args: ${name}Args, options: pulumi.InvokeOptions = {}): Promise<${name}Result> {
  return pulumi.runtime.invoke(${token}, { ...args }, invokeOptions(options)) as Promise<${name}Result>;
}

${comment(`${spec.doc} Takes outputs and waits for what they depend on.`)}export function ${spec.name}Output(args: ${name}OutputArgs, options: pulumi.InvokeOutputOptions = {}): pulumi.Output<${name}Result> {
  return pulumi.runtime.invokeOutput<${name}Result>(${token}, { ...args }, invokeOptions(options));
}
`;
}

/** Source of the module with all functions. */
export function functionsSource(specs: readonly FunctionSpec[]): string {
  return `${banner}import * as pulumi from "@pulumi/pulumi";
import { version } from "./version.ts";

function invokeOptions<T extends pulumi.InvokeOptions>(options: T): T {
  return { version, ...options };
}

${specs.map((spec) => functionSource(spec)).join("\n")}`;
}

/** Source of the module with the provider resource. */
export function providerSource(config: Readonly<Record<string, ConfigSpec>>): string {
  const settings = Object.entries(config).map(([name, field]) =>
    name === "apiKey"
      ? "apiKey: args.apiKey === undefined ? undefined : pulumi.secret(args.apiKey),"
      : `${name}: ${field.type.kind === "string" ? `args.${name}` : `settingText(args.${name})`},`,
  );
  return `${banner}import * as pulumi from "@pulumi/pulumi";
import { settingText } from "./resource-options.ts";
import { packageName, version } from "./version.ts";

${interfaceText("ProviderArgs", "Settings of {@link Provider}.", config, "input")}
/** The provider itself, for settings in code instead of stack configuration (\`neon:apiKey\`, \`neon:baseUrl\`, ...). */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, options: pulumi.ResourceOptions = {}) {
    const settings: pulumi.Inputs = {
      ${settings.join("\n      ")}
    };
    super(packageName, name, settings, pulumi.mergeOptions({ version }, options));
  }
}
`;
}
