import type { InputSpec, Properties, ResourceSpec, ValueType } from "../types.ts";
import { equal, isObject } from "../values.ts";

/** What happens to one property path. */
export type ChangeKind = "add" | "delete" | "update";

/** One changed property path. */
export interface PropertyChange {
  readonly kind: ChangeKind;
  readonly replace: boolean;
}

/** What changed between two sets of inputs. */
export interface Difference {
  /** Changed inputs, top-level names. */
  readonly changed: readonly string[];
  /** Those of them that replace. */
  readonly replaces: readonly string[];
  /** By property path. */
  readonly details: ReadonlyMap<string, PropertyChange>;
  /** The old object has to go first, because the new one would have the same name in the same place. */
  readonly deleteBeforeReplace: boolean;
}

function kindOf(old: unknown, now: unknown): ChangeKind {
  if (old === undefined) return "add";
  return now === undefined ? "delete" : "update";
}

function memberTypes(type: ValueType, old: Properties, now: Properties): [string, ValueType][] {
  if (type.kind === "object") return Object.entries(type.fields).map(([key, field]) => [key, field.type]);
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  const item = (type.kind === "map" ? type.item : undefined) ?? { kind: "string" };
  return [...keys].map((key) => [key, item]);
}

function paths(path: string, type: ValueType, old: unknown, now: unknown): [string, ChangeKind][] {
  if (equal(type, old, now)) return [];
  if ((type.kind === "object" || type.kind === "map") && isObject(old) && isObject(now)) {
    return memberTypes(type, old, now).flatMap(([key, member]) => paths(`${path}.${key}`, member, old[key], now[key]));
  }
  return [[path, kindOf(old, now)]];
}

/**
 * Compares old inputs with new inputs; live values are never looked at. Inputs that create-time lineage consists of therefore
 * stay equal when a restore rewrites the live lineage.
 */
export function difference(spec: ResourceSpec, oldInputs: Properties, newInputs: Properties): Difference {
  const isChanged = ([key, input]: [string, InputSpec]): boolean => !equal(input.type, oldInputs[key], newInputs[key]);
  const changed = Object.entries(spec.inputs).filter(isChanged);
  const replaces = changed.filter(([, input]) => input.change === "replace").map(([key]) => key);
  const details = changed.flatMap(([key, input]) =>
    paths(key, input.type, oldInputs[key], newInputs[key]).map(
      ([path, kind]) => [path, { kind, replace: input.change === "replace" }] as const,
    ),
  );
  const names = changed.map(([key]) => key);
  return {
    changed: names,
    replaces,
    details: new Map(details),
    deleteBeforeReplace: replaces.length > 0 && (spec.naturalKey?.every((key) => !names.includes(key)) ?? false),
  };
}
