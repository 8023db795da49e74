import { isDeepStrictEqual } from "node:util";

/** A value that differs, by its path. */
export interface Difference {
  /** `rules.requiredReviewers[0].id`; empty for the value as a whole. */
  readonly path: string;
  /** `undefined` where it was not there. */
  readonly before: unknown;
  /** `undefined` where it is not there. */
  readonly after: unknown;
}

/**
 * Every place at which two plain values differ, as deep as both have the same form. Lists are compared by their items and not by
 * position: what stands in both, wherever, is equal; so one added reviewer is one difference. Absent, null and empty are one: vendors
 * answer any of them for what is not set.
 */
export function differences(before: unknown, after: unknown, path = ""): readonly Difference[] {
  if (isDeepStrictEqual(before, after) || (isNothing(before) && isNothing(after))) return [];
  if (Array.isArray(before) && Array.isArray(after)) return inLists(before, after, path);
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return keys.flatMap((key) => differences(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  return [{ path, before, after }];
}

function inLists(before: readonly unknown[], after: readonly unknown[], path: string): readonly Difference[] {
  const left = before.map((value, index) => ({ value, index }));
  const fresh = after.map((value, index) => ({ value, index }));
  for (const each of [...left]) {
    const twin = fresh.findIndex(({ value }) => isDeepStrictEqual(value, each.value));
    if (twin === -1) continue;
    fresh.splice(twin, 1);
    left.splice(left.indexOf(each), 1);
  }
  // The same items in another order.
  if (left.length === 0 && fresh.length === 0) return [];
  const paired = Math.min(left.length, fresh.length);
  const found: Difference[] = [];
  for (let place = 0; place < Math.max(left.length, fresh.length); place += 1) {
    const [one, other] = [left[place], fresh[place]];
    const at = `${path}[${String((one ?? other)?.index ?? place)}]`;
    if (place < paired) found.push(...differences(one?.value, other?.value, at));
    else found.push({ path: at, before: one?.value, after: other?.value });
  }
  return found;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.values(value).every(isNothing);
}

/** The value at a path such as `a.b[0].c`; undefined where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]"]+/g) ?? [];
  return steps.reduce<unknown>(
    (found, step) =>
      typeof found === "object" && found !== null ? (found as Readonly<Record<string, unknown>>)[step] : undefined,
    value,
  );
}

/** First name of a path. */
export function rootOf(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}

/** Longest value in a report, characters. */
const longest = 90;

/** A value in one short line; undefined for nothing. */
export function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === "string" ? value.replaceAll(/\s+/g, " ") : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}
