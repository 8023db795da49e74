import { createHash } from "node:crypto";
import type { Declared } from "./row.ts";
import { isSealed, opened } from "./seal.ts";

/** A part is not there, or cannot be read. */
const missing = Symbol("missing");

/** Texts of the parts that name a declaration; undefined where one that is needed is not there, or is sealed. */
export function partsOf(declared: Declared, parts: readonly string[]): readonly string[] | undefined {
  const texts = parts.map((part) => partOf(declared, part));
  return texts.every((each) => each !== missing) ? texts : undefined;
}

/** One text of several parts, as an inventory tells it. A part that is not there counts as empty. */
export function aliasOf(...parts: readonly unknown[]): string {
  return parts
    .map((part) => textOf(part) ?? "")
    .join(" ")
    .trim();
}

/**
 * Stands for personal data where two of them are compared, capitals like small letters: never shown, and no inventory holds the data
 * itself (house decision 10).
 */
export function digestOf(value: string): string {
  return createHash("sha256").update(value.trim().toLowerCase()).digest("hex").slice(0, 16);
}

function partOf({ inputs, outputs }: Declared, part: string): string | typeof missing {
  const [, personal, path = "", optional] = /^(#?)(.*?)(\??)$/.exec(part) ?? [];
  const values = path
    .split("|")
    .flatMap((each) => [valueAt(outputs, each.split(".")), valueAt(inputs, each.split("."))]);
  if (values.some(isSealed)) return missing;
  const text = values.map(textOf).find((each) => each !== undefined);
  if (text === undefined) return optional === "?" ? "" : missing;
  return personal === "#" ? digestOf(text) : text;
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  const open = opened(value);
  // One that is encrypted stays sealed: it is there, and cannot be read.
  if (key === undefined) return open ?? value;
  const within = typeof open === "string" ? parsed(open) : open;
  return typeof within === "object" && within !== null
    ? valueAt((within as Readonly<Record<string, unknown>>)[key], rest)
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Lists in a fixed order; moments in one zone, as vendors tell them in that of the account. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(String).toSorted().join(",");
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "number") return String(value);
  if (typeof value !== "string" || value === "") return undefined;
  return /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? new Date(value).toISOString() : value.trim();
}
