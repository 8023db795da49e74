import type { Failure, FieldSpec, Properties, ResourceSpec } from "../types.ts";
import { checkFields } from "./check-value.ts";
import { isImported } from "./imported.ts";

/** Properties that begin so are notes of the provider, not declared by programs. */
const internal = "__";

/** Leaves out what programs do not declare. */
export function declaredOnly(values: Properties): Properties {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => !key.startsWith(internal) && value !== null),
  );
}

function refusedRemovals(
  fields: Readonly<Record<string, FieldSpec>>,
  before: Properties,
  now: Properties,
  prefix: string,
): Failure[] {
  return Object.entries(fields).flatMap(([key, field]): Failure[] => {
    const [old, current] = [before[key], now[key]];
    if (old === undefined) return [];
    if (current === undefined) return field.removed === "refuse" ? [refusal(prefix + key)] : [];
    const both = [old, current].every((value) => typeof value === "object" && value !== null);
    if (field.type.kind !== "object" || !both) return [];
    return refusedRemovals(field.type.fields, old as Properties, current as Properties, `${prefix}${key}.`);
  });
}

function refusal(property: string): Failure {
  return {
    property,
    reason: "was declared before and the vendor has no call that clears it; state the value that you want",
  };
}

/** The name that a resource gets when the program states none: the one it had, else its logical name. */
export function automaticName(
  spec: ResourceSpec,
  inputs: Properties,
  oldInputs: Properties | undefined,
  logicalName: string,
): string | undefined {
  if (!spec.autoName || inputs["name"] !== undefined) return undefined;
  const old = oldInputs?.["name"];
  if (typeof old === "string") return old;
  return spec.autoName === true || spec.autoName(inputs) ? logicalName : undefined;
}

/**
 * Everything that is wrong with the inputs of a resource, each with its property path.
 * Refusals of impossible changes need the old inputs.
 */
export function checkInputs(spec: ResourceSpec, inputs: Properties, oldInputs: Properties | undefined): Failure[] {
  const declared = declaredOnly(inputs);
  const old = oldInputs === undefined ? undefined : declaredOnly(oldInputs);
  return [
    ...checkFields(spec.inputs, declared),
    ...(spec.check?.(declared, old) ?? []),
    ...(old === undefined || isImported(oldInputs ?? {}) ? [] : refusedRemovals(spec.inputs, old, declared, "")),
  ];
}

/** What the provider fills in for the program: the automatic name and the defaults of inputs that are not declared. */
export function filledIn(
  spec: ResourceSpec,
  inputs: Properties,
  oldInputs: Properties | undefined,
  logicalName: string,
): Properties {
  const name = automaticName(spec, inputs, oldInputs, logicalName);
  const defaults = Object.entries(spec.inputs).flatMap(([key, { default: value }]) =>
    value === undefined || inputs[key] !== undefined ? [] : [[key, value] as const],
  );
  return { ...Object.fromEntries(defaults), ...(name === undefined ? {} : { name }) };
}
