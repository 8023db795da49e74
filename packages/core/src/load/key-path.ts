import { hideSecrets } from "./secret-shapes.ts";

/** A position in the model: map keys and list indexes from the root. */
export type KeyPath = readonly PropertyKey[];

/** `release.ramp[2].percent` for `["release", "ramp", 2, "percent"]`; keys that need it are quoted, credentials in keys hidden; `(root)` for the root. */
export function formatPath(path: KeyPath): string {
  if (path.length === 0) return "(root)";
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${String(part)}]`;
      const key = shortText(String(part));
      if (!/^[A-Za-z_][\w-]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}

/** What stands at `path`, or undefined. */
export function valueAt(root: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === "object" && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    root,
  );
}

/** `value` short enough for a message: maps and lists as their kind, text cut at 80 characters, credentials hidden. */
export function shortValue(value: unknown): unknown {
  if (Array.isArray(value)) return `a list of ${String(value.length)}`;
  if (value !== null && typeof value === "object") return "a map";
  if (typeof value === "string") return shortText(value);
  // JSON has no such numbers, and a problem must look the same with --json.
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
}

/** `text` cut at 80 characters, credentials hidden. */
export function shortText(text: string): string {
  const shown = hideSecrets(text);
  return shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
}
