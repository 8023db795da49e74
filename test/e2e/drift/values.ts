/** Steps from a value to one in it. */
export type Path = readonly (string | number)[];

/** Key by which a state marks what it seals. */
const seal = "4dabf18193072939515e22adb298388d";

/** Paths of all plain values within; what the state seals is one value, and so is text. */
export function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || isSealed(value)) return [path];
  return Object.entries(value).flatMap(([key, each]) =>
    leaves(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Whether a state seals the value. */
export function isSealed(value: unknown): boolean {
  return typeof value === "object" && value !== null && seal in value;
}

/** The value at a path. */
export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((found, step) => (found as Record<string | number, unknown> | undefined)?.[step], value);
}

/** Sets the value at a path whose holder is there. */
export function set(value: unknown, path: Path, leaf: unknown): void {
  (at(value, path.slice(0, -1)) as Record<string | number, unknown>)[path.at(-1) ?? ""] = leaf;
}

/** `a.b[0].c`. */
export function text(path: Path): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${String(step)}]` : `${index === 0 ? "" : "."}${step}`))
    .join("");
}

/** `a.b[].c`: the same field wherever in its lists. */
export function pattern(path: Path | string): string {
  return (typeof path === "string" ? path : text(path)).replaceAll(/\[[^\]]*\]/g, "[]");
}

/** Last name of a path, without case and underscores; of a list of plain values its own name, singular. */
export function nameOf(path: Path): string {
  const name = path.findLast((step): step is string => typeof step === "string") ?? "";
  return name.replaceAll("_", "").toLowerCase().replace(/s$/, "");
}

/** A plain value as a word; vendors tell some numbers as text. */
export function wordOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** Another value that the vendor's own reading does not stumble over. */
export function otherThan(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  const word = wordOf(value);
  const choice = choices.find((each) => each.includes(word))?.find((each) => each !== word);
  if (choice !== undefined) return choice;
  if (/^\d+$/.test(word)) return String(Number(word) + 1);
  if (/^\d{4}-\d{2}-\d{2}T/.test(word)) return word.replace(/^\d{4}/, (year) => String(Number(year) + 1));
  if (/^\d{2}:\d{2}/.test(word)) return word.replace(/^\d{2}/, (hour) => (hour === "07" ? "08" : "07"));
  return `${word}x`;
}

/** Words of which vendors only know these. */
const choices: readonly (readonly string[])[] = [
  ["active", "disabled"],
  ["read", "write"],
  ["high", "low"],
  ["member", "maintainer"],
  ["manager", "responder"],
  ["user", "limited_user", "admin"],
  ["private", "internal"],
  ["closed", "secret"],
  ["notifications_enabled", "notifications_disabled"],
  ["live", "paused"],
  ["metric", "monitor"],
  ["7d", "30d", "90d"],
  ["pull", "push", "admin"],
  ["maintain", "triage"],
  ["published", "draft"],
  ["enabled", "disabled"],
  ["json", "ndjson"],
  ["Europe/Berlin", "Europe/Madrid"],
  ["America/Sao_Paulo", "Europe/Madrid"],
  ["daily_restriction", "weekly_restriction"],
];
