import type { SmokeStep } from "@launchgate/core";
import { query, type JSONValue } from "json-p3";
import { SmokeFault, type Answer } from "./ask.ts";

/** Values that earlier steps took, by name. */
export type Variables = ReadonlyMap<string, string>;

/** A step with the values of earlier ones filled in: as a part of a path, and as text in JSON. */
export function filled(step: SmokeStep, variables: Variables): SmokeStep {
  const { body, expectBody } = step;
  return {
    ...step,
    path: fill(step.path, variables, encodeURIComponent),
    ...(body === undefined ? {} : { body: fill(body, variables, (value) => JSON.stringify(value).slice(1, -1)) }),
    ...(expectBody === undefined ? {} : { expectBody: fill(expectBody, variables, (value) => value) }),
  };
}

/**
 * The value that a step takes for later ones.
 *
 * @throws SmokeFault `extract`
 */
export function taken({ extract }: SmokeStep, answer: Answer): readonly [string, string] | undefined {
  if (extract === undefined) return undefined;
  const value = find(extract.jsonPath, answer);
  if (typeof value === "string" && value !== "") return [extract.name, value];
  if (typeof value === "number" || typeof value === "boolean") return [extract.name, String(value)];
  throw new SmokeFault("extract", `${extract.jsonPath} finds no text and no number for ${extract.name}`, answer);
}

function find(jsonPath: string, answer: Answer): unknown {
  try {
    return query(jsonPath, JSON.parse(answer.body) as JSONValue).values()[0];
  } catch {
    throw new SmokeFault("extract", `the answer is no JSON in which ${jsonPath} can be looked for`, answer);
  }
}

/** A name that nothing was taken for stays as it is: the model's rules refuse such a suite (`smoke.unknown-variable`). */
function fill(text: string, variables: Variables, encode: (value: string) => string): string {
  return text.replaceAll(/\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\}/g, (whole, name: string) => {
    const value = variables.get(name);
    return value === undefined ? whole : encode(value);
  });
}
