import {
  UsageError,
  type FieldSpec,
  type InputSpec,
  type ResourceSpec,
  type ValueType,
} from "@launchgate/provider-kit";
import type { PluginRow, Setting } from "./row.ts";
import type { PackageShapes } from "./shapes.ts";

/** The declaration that checks, differences and states of a row follow: the SDK's types with the row's settings over them. */
export function specOfRow(row: PluginRow, shapes: PackageShapes): ResourceSpec {
  const shape = shapes.types[row.type];
  const fields = row.inputs ?? shape?.inputs;
  if (fields === undefined) throw new UsageError(`the row ${row.type} has no inputs: the SDK has no class for it`);
  const names = [...(shape?.outputs ?? []), ...(row.outputs ?? [])].filter((name) => !(name in fields));
  const outputs = names.map((name) => [name, outputSpec(row.secretOutputs?.includes(name) ?? false)] as const);
  const inputs = Object.entries(fields).map(([key, field]) => [key, inputSpec(row, key, field)] as const);
  return {
    name: row.type,
    doc: row.source,
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
    importId: row.importId,
    ...(row.naturalKey === undefined ? {} : { naturalKey: row.naturalKey }),
    ...(row.autoName === undefined ? {} : { autoName: row.autoName }),
    ...(row.asDeclared === undefined ? {} : { asDeclared: row.asDeclared }),
    ...(row.check === undefined ? {} : { check: row.check }),
  };
}

function outputSpec(secret: boolean): FieldSpec {
  return { type: { kind: "any" }, doc: "", ...(secret ? { secret: true as const } : {}) };
}

function inputSpec(row: PluginRow, key: string, field: FieldSpec & Partial<InputSpec>): InputSpec {
  const setting = row.settings?.[key] ?? {};
  const change = setting.change ?? field.change ?? (row.update === undefined ? "replace" : "update");
  return {
    ...withSettings(row, key, field),
    change,
    ...(setting.default === undefined ? {} : { default: setting.default }),
  };
}

function withSettings(row: PluginRow, path: string, field: FieldSpec): FieldSpec {
  const setting = row.settings?.[path] ?? {};
  return {
    ...field,
    type: typeWith(row, path, field.type, setting),
    ...(setting.required === true ? { required: true as const } : {}),
    ...(setting.secret === true ? { secret: true as const } : {}),
    ...(setting.absent === undefined ? {} : { absent: setting.absent }),
  };
}

function typeWith(row: PluginRow, path: string, type: ValueType, setting: Setting): ValueType {
  switch (type.kind) {
    case "object": {
      const fields = Object.entries(type.fields).map(([key, field]) => [
        key,
        withSettings(row, `${path}.${key}`, field),
      ]);
      return { ...type, fields: Object.fromEntries(fields) as typeof type.fields };
    }
    case "list": {
      const item = typeWith(row, `${path}[]`, type.item, row.settings?.[`${path}[]`] ?? {});
      const { unordered, minItems } = setting;
      return { ...type, item, ...(unordered ? { unordered } : {}), ...(minItems === undefined ? {} : { minItems }) };
    }
    case "map":
    case "any":
    case "boolean":
      return type;
    default:
      return { ...type, ...scalarRules(setting) };
  }
}

function scalarRules({ values, min, max, minLength, maxLength, format }: Setting): object {
  const rules = { values, min, max, minLength, maxLength, format };
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}
