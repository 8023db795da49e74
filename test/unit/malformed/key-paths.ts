import type { KeyPath } from "@launchgate/core";

/** Every place of `value`: maps, lists and what they hold, the root left out. */
export function pathsOf(value: unknown, base: KeyPath = []): KeyPath[] {
  if (value === null || typeof value !== "object") return [];
  const entries: [PropertyKey, unknown][] = Array.isArray(value)
    ? value.map((each: unknown, index) => [index, each])
    : Object.entries(value);
  return entries.flatMap(([key, each]) => [[...base, key], ...pathsOf(each, [...base, key])]);
}

/** A copy of `root` in which `value` stands at `path`; undefined leaves the key out. A key `__proto__` stays a key. */
export function withValueAt(root: unknown, path: KeyPath, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(root)) {
    return root.map((each: unknown, index) => (index === key ? withValueAt(each, rest, value) : each));
  }
  const entries = new Map(Object.entries((root ?? {}) as Record<string, unknown>));
  const inner = withValueAt(entries.get(String(key)), rest, value);
  if (inner === undefined) entries.delete(String(key));
  else entries.set(String(key), inner);
  const copy = {};
  for (const [name, each] of entries) {
    Object.defineProperty(copy, name, { value: each, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}
