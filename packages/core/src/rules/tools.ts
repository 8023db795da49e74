import type { Problem } from "../errors.ts";
import { formatPath, shortValue, type KeyPath } from "../load/key-path.ts";

/** A {@link Problem} at `path`: `expected` says what is allowed there, `fix` what to do. */
export function problem(code: string, path: KeyPath, value: unknown, expected: string, fix: string): Problem {
  return { code, path: formatPath(path), value: shortValue(value), expected, fix };
}

/** The problem alone in a list where `wrong` holds, else an empty list. */
export function problemIf(wrong: boolean, make: () => Problem): Problem[] {
  return wrong ? [make()] : [];
}

/** The entry of `map` under `key`; undefined where there is none. Never what every object inherits, such as `constructor`. */
export function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** A place in the model and what stands there. */
export interface Place {
  readonly path: KeyPath;
  readonly value: unknown;
}

/**
 * Every place of `root` that `pattern` names: keys joined by dots, `*` for every key of a map or position of a list, such as
 * `stages.*.approval.people.*`. Branches that are missing or of another kind are passed over.
 */
export function placesOf(root: unknown, pattern: string): Place[] {
  return pattern
    .split(".")
    .reduce<Place[]>((places, part) => places.flatMap((place) => inner(place, part)), [{ path: [], value: root }]);
}

function inner({ path, value }: Place, part: string): Place[] {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) {
    return part === "*" ? value.map((each: unknown, index) => ({ path: [...path, index], value: each })) : [];
  }
  const map = value as Record<string, unknown>;
  const keys = part === "*" ? Object.keys(map) : [part];
  return keys.filter((key) => Object.hasOwn(map, key)).map((key) => ({ path: [...path, key], value: map[key] }));
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${String(words.at(-1))}`;
}

/** Indexes of entries that stand earlier in the list already. */
export function repeatedAt(list: readonly unknown[]): number[] {
  return list.flatMap((each, index) => (list.indexOf(each) < index ? [index] : []));
}
