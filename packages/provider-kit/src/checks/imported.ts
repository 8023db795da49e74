import type { FieldSpec, InputSpec, Properties, ResourceSpec, ValueType } from "../types.ts";
import { equal, isObject, isUnknown, matchedLists, memberType } from "../values.ts";
import { says } from "./observation.ts";

/** Note in the inputs that an import gives. The first `up` of a program records the program's own inputs, without it. */
const note = "__imported";

/** Inputs with the note that an import made them. */
export function asImported(inputs: Properties): Properties {
  return { ...inputs, [note]: true };
}

/** Whether an import made these inputs, and no program has been run over them yet. */
export function isImported(inputs: Properties): boolean {
  return inputs[note] === true;
}

/** Inputs without the note of an import. */
export function withoutNote(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== note));
}

/**
 * The old inputs that new ones are compared with. Right after an import these are the new inputs wherever the live object is so already:
 * an import gives what the vendor tells, a program declares a part of it in its own words. The official providers do the same: they
 * compare with the state.
 */
export function comparable(spec: ResourceSpec, old: Properties, state: Properties, news: Properties): Properties {
  if (!isImported(old)) return old;
  const inputs = withoutNote(old);
  const live = { ...inputs, ...state };
  const said = { ...live, ...spec.asDeclared?.(live, news) };
  const alike = Object.entries(spec.inputs).filter(([key, input]) => isAlready(input, news[key], said[key]));
  return { ...inputs, ...Object.fromEntries(alike.map(([key]) => [key, news[key]])) };
}

/** Whether a live value is what is declared, or what "not declared" leaves it to be. */
function isAlready(field: FieldSpec & Pick<InputSpec, "default">, declared: unknown, live: unknown): boolean {
  if (isUnknown(declared)) return false;
  if (isNothing(declared)) return isLeftAlone(field, live);
  if (!isNothing(live)) return isSame(field.type, declared, live);
  return field.default === undefined ? !says(declared) : equal(field.type, declared, field.default);
}

/** Whether a value that no program declares may stay. Without `absent` or a value that resets it, it is the vendor's own. */
function isLeftAlone({ type, absent, removed }: FieldSpec, live: unknown): boolean {
  const none = absent ?? (typeof removed === "object" ? removed.reset : undefined);
  return none === undefined || isNothing(live) || equal(type, live, none);
}

function isSame(type: ValueType, declared: unknown, live: unknown): boolean {
  if (type.kind === "list" && Array.isArray(declared) && Array.isArray(live)) {
    return matchedLists(type, declared, live, (item, one, other) => isAlready({ type: item, doc: "" }, one, other));
  }
  if ((type.kind !== "object" && type.kind !== "map") || !isObject(declared) || !isObject(live)) {
    return equal(type, declared, live);
  }
  if (type.kind === "object") {
    return Object.entries(type.fields).every(([key, field]) => isAlready(field, declared[key], live[key]));
  }
  const keys = new Set([...Object.keys(declared), ...Object.keys(live)]);
  return [...keys].every((key) => key in declared && isSame(memberType(type, key), declared[key], live[key]));
}

function isNothing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
