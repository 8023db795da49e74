import type { Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { SyntheticsTestData } from "../tables/synthetics-test.ts";
import { jsonPath } from "./json-path.ts";
import type { TestResponse } from "./http-request.ts";

/** Values of variables by name. */
export type Variables = ReadonlyMap<string, string>;

/** The variables that a test begins with: global ones by their id, and its own with their pattern. */
export function variablesOf(world: World, { config }: SyntheticsTestData): Variables {
  const all = world.store.all("datadog.synthetics-variable");
  const values = (config.configVariables ?? []).flatMap(({ name, type, id, pattern, example }) => {
    if (type !== "global") return [[name, pattern ?? example ?? ""] as const];
    const found = all.find(({ data }) => data["id"] === id);
    const { value } = (found?.data["value"] ?? {}) as { readonly value?: string };
    return value === undefined ? [] : [[name, value] as const];
  });
  return new Map(values);
}

/** A text with `{{ NAME }}` replaced; an unknown name stays as it is. */
export function filled(text: string, variables: Variables): string {
  return text.replaceAll(/\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\}/g, (whole, name: string) => variables.get(name) ?? whole);
}

/** Variables that a step takes out of an answer, or the name of one that it cannot. */
export function extracted(extracts: readonly Data[], response: TestResponse): Variables | string {
  const found = new Map<string, string>();
  for (const each of extracts) {
    const { name, type, field, parser } = each as { name: string; type: string; field?: string; parser: Data };
    const text = type === "http_header" ? response.headers[(field ?? "").toLowerCase()] : response.body;
    const value = text === undefined ? undefined : parsedBy(parser, text);
    if (value === undefined) return name;
    found.set(name, value);
  }
  return found;
}

function parsedBy({ type, value }: Data, text: string): string | undefined {
  switch (type) {
    case "raw":
      return text;
    case "json_path":
      return jsonPath(text, String(value));
    case "regex": {
      const match = new RegExp(String(value)).exec(text);
      return match?.[1] ?? match?.[0];
    }
    default:
      return undefined;
  }
}
