import { isDeepStrictEqual } from "node:util";
import { unknown } from "./types.ts";
import type { FieldSpec, ListType, MapType, ObjectType, Properties, StringType, ValueType } from "./types.ts";

/** Tells whether a value is not known during preview. */
export function isUnknown(value: unknown): boolean {
  return value === unknown;
}

/** Whether a value has named members. */
export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sortKey(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function equalLists(type: ListType, a: readonly unknown[], b: readonly unknown[], same: typeof equal): boolean {
  if (a.length !== b.length) return false;
  const [left, right] = type.unordered
    ? [
        a.toSorted((x, y) => (sortKey(x) < sortKey(y) ? -1 : 1)),
        b.toSorted((x, y) => (sortKey(x) < sortKey(y) ? -1 : 1)),
      ]
    : [a, b];
  return left.every((item, index) => same(type.item, item, right[index]));
}

function equalTexts(a: string, b: string, format: StringType["format"]): boolean {
  if (a === b) return true;
  if (format === "timestamp") return Date.parse(a) === Date.parse(b);
  if (format !== "json") return false;
  try {
    return isDeepStrictEqual(JSON.parse(a), JSON.parse(b));
  } catch {
    return false;
  }
}

function equalScalars(type: ValueType, a: unknown, b: unknown): boolean {
  if (type.kind === "any") return isDeepStrictEqual(a, b);
  if (type.kind === "string" && typeof a === "string" && typeof b === "string") return equalTexts(a, b, type.format);
  return a === b;
}

function keysOf(type: ObjectType | MapType, a: Properties, b: Properties): string[] {
  return type.kind === "object" ? Object.keys(type.fields) : [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

/** Type of a member of an object, or of a map. */
export function memberType(type: ObjectType | MapType, key: string): ValueType {
  const found = type.kind === "map" ? type.item : type.fields[key]?.type;
  return found ?? { kind: "string" };
}

/** Compares two declared values: moments as moments, unordered lists as sets. An unknown equals nothing. */
export function equal(type: ValueType, a: unknown, b: unknown): boolean {
  if (isUnknown(a) || isUnknown(b)) return false;
  if (type.kind === "list" && Array.isArray(a) && Array.isArray(b)) return equalLists(type, a, b, equal);
  if ((type.kind === "object" || type.kind === "map") && isObject(a) && isObject(b)) {
    return keysOf(type, a, b).every((key) => equal(memberType(type, key), a[key], b[key]));
  }
  return equalScalars(type, a, b);
}

/**
 * Tells whether a live value is what was declared. Only declared fields and keys count, and fields of which the type says what
 * "not declared" looks like; `null` stands for "must be absent".
 */
export function satisfied(type: ValueType, declared: unknown, live: unknown): boolean {
  if (declared === null) return live === undefined || live === null;
  // A vendor that gives nothing back for an empty text or list means the same.
  if (live === undefined || live === null) return isEmpty(declared);
  if (type.kind === "list" && Array.isArray(declared)) {
    return Array.isArray(live) && matchedLists(type, declared, live, satisfied);
  }
  if ((type.kind === "object" || type.kind === "map") && isObject(declared)) {
    const other = isObject(live) ? live : {};
    const same = Object.keys(declared).every((key) => satisfied(memberType(type, key), declared[key], other[key]));
    return same && setOutside(type, declared, other).length === 0;
  }
  return equalScalars(type, declared, live);
}

function isEmpty(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether every declared member has a live one: at its place, or for unordered lists one of its own anywhere. */
export function matchedLists(
  type: ListType,
  declared: readonly unknown[],
  live: readonly unknown[],
  same: typeof satisfied,
): boolean {
  if (declared.length !== live.length) return false;
  if (!type.unordered) return declared.every((item, index) => same(type.item, item, live[index]));
  const left = [...live];
  return declared.every((item) => {
    const place = left.findIndex((each) => same(type.item, item, each));
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  });
}

/**
 * The value that the vendor has to have: what is declared now, and the reset value of what was declared before and is not any more.
 * Undefined where nothing is to be managed.
 */
export function desired(field: FieldSpec, now: unknown, before: unknown): unknown {
  const { type } = field;
  if (now === undefined && before === undefined) return undefined;
  if (type.kind === "map") return desiredMap(now, before);
  if (type.kind === "object") return desiredObject(type, now, before);
  if (now !== undefined) return now;
  return typeof field.removed === "object" ? field.removed.reset : undefined;
}

function desiredMap(now: unknown, before: unknown): Properties {
  const current = isObject(now) ? now : {};
  const gone = Object.keys(isObject(before) ? before : {}).filter((key) => !(key in current));
  return { ...current, ...Object.fromEntries(gone.map((key) => [key, null])) };
}

function desiredObject(type: ObjectType, now: unknown, before: unknown): Properties {
  const [current, old] = [isObject(now) ? now : {}, isObject(before) ? before : {}];
  const entries = Object.entries(type.fields).map(
    ([key, field]) => [key, desired(field, current[key], old[key])] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Fields of an object that are not declared and whose live value says more than "not declared". */
function setOutside(type: ObjectType | MapType, declared: Properties, live: Properties): string[] {
  if (type.kind === "map") return [];
  return Object.entries(type.fields).flatMap(([key, { type: member, absent }]) => {
    const value = live[key];
    if (absent === undefined || key in declared || value === undefined || value === null) return [];
    return equal(member, value, absent) ? [] : [key];
  });
}

/**
 * What a declared input looks like after a look at the live object: the declared text where both mean the same, else the live
 * value; undeclared fields stay undeclared.
 */
export function observed(type: ValueType, declared: unknown, live: unknown): unknown {
  if ((type.kind === "object" || type.kind === "map") && isObject(declared)) {
    const other = isObject(live) ? live : {};
    const entries = [...new Set([...Object.keys(declared), ...setOutside(type, declared, other)])].map((key) => [
      key,
      key in declared ? observed(memberType(type, key), declared[key], other[key]) : other[key],
    ]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
  }
  return satisfied(type, declared, live) ? declared : live;
}

/** A live map or object with the desired members written over it; `null` removes. */
export function merged(live: unknown, wanted: unknown): Properties {
  const result = new Map(Object.entries(isObject(live) ? live : {}));
  for (const [key, value] of Object.entries(isObject(wanted) ? wanted : {})) {
    if (value === null) result.delete(key);
    else result.set(key, isObject(value) ? merged(result.get(key), value) : value);
  }
  return Object.fromEntries(result);
}
