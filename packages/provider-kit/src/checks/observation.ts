import type { InputSpec, Properties, ResourceSpec } from "../types.ts";
import { equal, observed } from "../values.ts";

/** A live object in the words of the provider. */
export interface LiveView {
  /** Live values of inputs. A key that is not there is not readable; null says that nothing is set. */
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Values of inputs that cannot be compared but belong to an import. */
  readonly importInputs?: Properties;
}

/** What the state of a resource holds: declared inputs as they are now, live values of the others, and the outputs. */
export function stateOf(spec: ResourceSpec, inputs: Properties, live: LiveView, created: Properties = {}): Properties {
  const keys = Object.keys(spec.inputs);
  const entries = keys.map((key) => {
    const type = spec.inputs[key]?.type;
    if (type === undefined || !(key in live.inputs)) return [key, inputs[key]] as const;
    const declared = inputs[key];
    return [key, declared === undefined ? live.inputs[key] : observed(type, declared, live.inputs[key])] as const;
  });
  const outputs = Object.keys(spec.outputs).map((key) => [key, live.outputs[key] ?? created[key]] as const);
  return Object.fromEntries([...entries, ...outputs].filter(([, value]) => value !== undefined && value !== null));
}

/**
 * Declared inputs after a look at the live object; what was cleared outside is gone from them, and what was set outside is in them
 * where the specification says which live value means "not declared".
 */
export function refreshedInputs(spec: ResourceSpec, inputs: Properties, live: LiveView): Properties {
  const declared = Object.entries(inputs).map(([key, value]) => {
    const type = spec.inputs[key]?.type;
    if (type === undefined || !(key in live.inputs)) return [key, value] as const;
    return [key, observed(type, value, live.inputs[key])] as const;
  });
  const entries = [...declared, ...setOutside(spec, inputs, live)];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

function setOutside(spec: ResourceSpec, inputs: Properties, live: LiveView): [string, unknown][] {
  return Object.entries(spec.inputs).flatMap(([key, { type, absent }]): [string, unknown][] => {
    const value = live.inputs[key];
    if (absent === undefined || inputs[key] !== undefined || value === undefined || value === null) return [];
    return equal(type, value, absent) ? [] : [[key, value]];
  });
}

/** Whether a value is more than what stands where nothing was said: no value, `false`, 0, an empty text, an empty list. */
export function says(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === "object" ? Object.values(value).some((member) => says(member)) : true;
}

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => says(member));
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutEmpty(member)]));
}

/** Deep inside, zeros and `false` may mean something; no value and empty texts do not. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined && member !== null && member !== "");
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutEmpty(member)]));
}

/** Whether a live value is more than a default. Of a JSON value `false` and 0 are as good as any. */
function tells(input: InputSpec | undefined, value: unknown): boolean {
  return input?.type.kind === "any" ? value !== undefined && value !== null : says(value);
}

/** Inputs that an import starts with: what the live object says beyond defaults, and everything required. */
export function importedInputs(spec: ResourceSpec, live: LiveView): Properties {
  const all: Properties = { ...live.inputs, ...live.importInputs };
  const kept = Object.entries(all).filter(
    ([key, value]) => spec.inputs[key]?.required ?? tells(spec.inputs[key], value),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDefaults(value)]));
}
