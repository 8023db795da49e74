/** Writes the reference page from the declarations in src/schema. Pure: declarations in, Markdown out. */
import type {
  ConfigSpec,
  FieldSpec,
  FunctionSpec,
  InputSpec,
  ObjectType,
  ResourceSpec,
  ValueType,
} from "@launchgate/provider-kit";

type Row = readonly string[];

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map((row) => line(row)).join("") + "\n";
}

function typeName(type: ValueType): string {
  switch (type.kind) {
    case "string":
      return type.values === undefined ? "string" : type.values.map((value) => `"${value}"`).join(" or ");
    case "list":
      return `list of ${typeName(type.item)}`;
    case "map":
      return "map of string";
    case "object":
      return type.name;
    default:
      return type.kind;
  }
}

function nested(type: ValueType): ObjectType[] {
  if (type.kind === "list") return nested(type.item);
  if (type.kind !== "object") return [];
  return [type, ...Object.values(type.fields).flatMap((field) => nested(field.type))];
}

function whenRemoved(field: FieldSpec, effect: string): string {
  if (field.required) return "not possible";
  if (field.removed === "refuse") return "refused";
  return field.removed === undefined ? effect : `becomes \`${JSON.stringify(field.removed.reset)}\``;
}

function inputRow([name, input]: [string, InputSpec]): Row {
  const change = input.change === "state" ? "update of state only" : input.change;
  const removed = name === "name" && !input.required && input.removed === undefined ? "keeps the name" : undefined;
  return [
    `\`${name}\``,
    typeName(input.type),
    input.required ? "yes" : "",
    change,
    removed ?? whenRemoved(input, change),
    input.doc,
  ];
}

function fieldRow([name, field]: [string, FieldSpec]): Row {
  return [`\`${name}\``, typeName(field.type), field.required ? "yes" : "", field.secret ? "yes" : "", field.doc];
}

const fieldHead = ["Name", "Type", "Always", "Secret", "Meaning"];

function objects(fields: Readonly<Record<string, FieldSpec>>): string {
  return Object.values(fields)
    .flatMap((field) => nested(field.type))
    .map((type) => `#### ${type.name}\n\n${type.doc}\n\n${table(fieldHead, Object.entries(type.fields).map(fieldRow))}`)
    .join("");
}

function resourceSection(spec: ResourceSpec): string {
  const outputs = Object.entries(spec.outputs);
  const head = ["Input", "Type", "Required", "Change", "Removal", "Meaning"];
  return `## ${spec.name}

${spec.doc}

Import id: ${spec.importId}.

${table(head, Object.entries(spec.inputs).map(inputRow))}${outputs.length === 0 ? "" : `Outputs:\n\n${table(fieldHead, outputs.map(fieldRow))}`}${objects(spec.inputs)}`;
}

function functionSection(spec: FunctionSpec): string {
  return `### ${spec.name}

${spec.doc}

${table(fieldHead, Object.entries(spec.arguments).map(fieldRow))}Result:

${table(fieldHead, Object.entries(spec.results).map(fieldRow))}${objects(spec.results)}`;
}

/** The whole page. */
export function referencePage(
  resources: readonly ResourceSpec[],
  functions: readonly FunctionSpec[],
  config: Readonly<Record<string, ConfigSpec>>,
): string {
  const settings = Object.entries(config).map(([name, field]): Row => [
    `\`neon:${name}\``,
    typeName(field.type),
    field.secret ? "yes" : "",
    field.doc,
  ]);
  return `# Reference

Generated from src/schema by scripts/generate.ts.

## Provider settings

${table(["Setting", "Type", "Secret", "Meaning"], settings)}
${resources.map((spec) => resourceSection(spec)).join("\n")}
## Functions

Each has a form with the ending \`Output\` that takes outputs.

${functions.map((spec) => functionSection(spec)).join("\n")}`;
}
