import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";

const command = "npm run golden:update";
const updating = process.env["UPDATE_GOLDEN"] === "1";

/** Path of a golden file. */
export function goldenPath(...parts: string[]): string {
  return path.join(import.meta.dirname, ...parts);
}

/**
 * `value` as a golden file holds it: JSON with sorted keys, so that equal things are equal texts.
 */
export function goldenText(value: unknown): string {
  return `${JSON.stringify(sortedKeys(value), null, 2)}\n`;
}

/**
 * Compares `value` with its golden file. A difference and a missing file fail and name the command that updates goldens;
 * `describe` tells a difference in the reader's words. Only that command writes, and never in CI.
 */
export async function expectGolden(
  value: unknown,
  file: string,
  describe: (golden: unknown, actual: unknown) => readonly string[],
): Promise<void> {
  const text = goldenText(value);
  if (updating && process.env["CI"]) throw new Error(`${command} is for people: CI compares only.`);
  if (!updating) throwOnDifference(text, file, describe);
  await expect(text).toMatchFileSnapshot(file);
}

function throwOnDifference(
  text: string,
  file: string,
  describe: (golden: unknown, actual: unknown) => readonly string[],
): void {
  const name = path.relative(path.resolve(import.meta.dirname, "../.."), file);
  if (!existsSync(file)) throw new Error(`${name} does not exist. If it should, make it: ${command}`);
  const golden = readFileSync(file, "utf8");
  if (golden === text) return;
  const lines = describe(JSON.parse(golden), JSON.parse(text));
  const shown = lines.slice(0, 40).map((line) => `  ${line}`);
  const more = lines.length > shown.length ? [`  and ${String(lines.length - shown.length)} more`] : [];
  throw new Error(
    [
      `${name} differs from the program:`,
      ...shown,
      ...more,
      `If this is what you meant: ${command}, and review the difference.`,
    ].join("\n"),
  );
}

/** Every path at which two JSON values differ, with both values shortened; `+` added, `-` removed, `~` changed. */
export function differences(golden: unknown, actual: unknown, at = ""): string[] {
  if (JSON.stringify(golden) === JSON.stringify(actual)) return [];
  if (golden === undefined) return [`+ ${at} ${shortened(actual)}`];
  if (actual === undefined) return [`- ${at} ${shortened(golden)}`];
  if (!isNested(golden) || !isNested(actual)) {
    const from = typeof golden === "string" && typeof actual === "string" ? firstDifference(golden, actual) : 0;
    return [`~ ${at} ${shortened(golden, from)} -> ${shortened(actual, from)}`];
  }
  const keys = [...new Set([...Object.keys(golden), ...Object.keys(actual)])];
  return keys.flatMap((key) => differences(golden[key], actual[key], at === "" ? key : `${at}.${key}`));
}

function isNested(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object";
}

/** Position at which two texts begin to differ. */
function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** At most a hundred characters of a value; of a long text those around `from`. */
function shortened(value: unknown, from = 0): string {
  const start = Math.max(0, from - 30);
  const text = typeof value === "string" && value.length > 100 ? value.slice(start) : value;
  const json = JSON.stringify(text);
  return `${start > 0 && text !== value ? "…" : ""}${json.length > 100 ? `${json.slice(0, 99)}…` : json}`;
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sortedKeys(each)]));
}
