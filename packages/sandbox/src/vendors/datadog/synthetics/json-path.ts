/**
 * What a path such as `$.items[0].id` or `$["id"]` leads to in a JSON text, as text; undefined where it leads nowhere, where the
 * text is no JSON, and for paths with more than names and indexes.
 */
export function jsonPath(text: string, path: string): string | undefined {
  const steps = [...path.matchAll(/\.([\w-]+)|\[(\d+)\]|\[["']([^"']+)["']\]/g)];
  const length = steps.reduce((sum, [whole]) => sum + whole.length, 0);
  if (!path.startsWith("$") || length + 1 !== path.length) return undefined;
  let value = parsed(text);
  for (const [, name, index, quoted] of steps) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name ?? index ?? quoted ?? ""];
  }
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
