/** Most places that are told of one resource: whoever has more must look at all of it anyway. */
const mostPlaces = 20;
/** Longest text of a place, characters. */
const longestPlace = 300;

/**
 * Where `shown`, a value as the masker leaves it, says less than `raw`: paths such as `variables[2].value`, at most 20. A key that is itself
 * hidden is told by what stands for it; a path never holds what is hidden. (S2)
 */
export function hiddenPlaces(raw: unknown, shown: unknown): readonly string[] {
  return differing(raw, shown, "").slice(0, mostPlaces);
}

function differing(raw: unknown, shown: unknown, path: string): readonly string[] {
  if (Array.isArray(raw) && Array.isArray(shown))
    return raw.flatMap((each, index) => differing(each, shown[index], `${path}[${String(index)}]`));
  if (isMap(raw) && isMap(shown))
    return Object.entries(raw).flatMap(([key, each]) =>
      Object.hasOwn(shown, key) ? differing(each, shown[key], below(path, key)) : [below(path, "(hidden)")],
    );
  return raw === shown ? [] : [path.slice(0, longestPlace)];
}

function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
