import type { Properties } from "@launchgate/provider-kit";
import type { Setting } from "./row.ts";

/**
 * Live values with the declared ones where the vendor never gives them back, inside of objects and lists too (`config.password`,
 * `headers[].value`): a look at the live object must not take them for removed.
 */
export function believed(
  settings: Readonly<Record<string, Setting>>,
  live: Properties,
  declared: Properties,
): Properties {
  const paths = Object.entries(settings)
    .filter(([path, { writeOnly }]) => writeOnly === true && /[.[]/.test(path))
    .map(([path]) => path.replaceAll("[]", ".[]").split("."));
  return paths.reduce<Properties>((result, path) => copied(result, declared, path) as Properties, live);
}

function copied(live: unknown, declared: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return declared;
  if (key === "[]") {
    if (!Array.isArray(live) || !Array.isArray(declared)) return live;
    return live.map((item: unknown, index) => (index < declared.length ? copied(item, declared[index], rest) : item));
  }
  if (!isObject(live) || !isObject(declared) || declared[key] === undefined) return live;
  return { ...live, [key]: copied(live[key], declared[key], rest) };
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
