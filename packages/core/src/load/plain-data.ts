import type { KeyPath } from "./key-path.ts";

/** What makes data unfit to be merged and judged. */
export interface UnfitData {
  readonly what: "too-deep" | "circular" | "not-plain" | "forbidden-key";
  readonly path: KeyPath;
}

/** Deepest nesting of maps and lists; the model itself needs 10. */
export const deepestNesting = 64;

/** Keys that mean something else to JavaScript when set on a map. */
const forbiddenKeys = new Set(["__proto__"]);

/** Whether `value` is a map made of keys and values only: no date, no set, no binary. */
export function isPlainMap(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Everything in `root` that is no plain data: what the schema cannot judge because it would pass over it, run in circles or run
 * out of stack. Nothing below such a place is looked at.
 */
export function unfitData(root: unknown): UnfitData[] {
  return search(root, [], new Set());
}

function search(value: unknown, path: KeyPath, above: ReadonlySet<unknown>): UnfitData[] {
  if (value === null || typeof value !== "object") {
    return typeof value === "function" || typeof value === "symbol" ? [{ what: "not-plain", path }] : [];
  }
  if (above.has(value)) return [{ what: "circular", path }];
  if (path.length >= deepestNesting) return [{ what: "too-deep", path: path.slice(0, 3) }];
  if (!Array.isArray(value) && !isPlainMap(value)) return [{ what: "not-plain", path }];
  const below = new Set([...above, value]);
  const entries: [PropertyKey, unknown][] = Array.isArray(value)
    ? value.map((each: unknown, index) => [index, each])
    : Object.entries(value);
  return entries.flatMap(([key, each]) =>
    forbiddenKeys.has(String(key))
      ? [{ what: "forbidden-key", path: [...path, key] }]
      : search(each, [...path, key], below),
  );
}
