import type { z } from "zod";
import type { Problem } from "../errors.ts";
import { formatPath, type KeyPath } from "./key-path.ts";
import { deepestNesting, unfitData, type UnfitData } from "./plain-data.ts";

const expectations = {
  "forbidden-key": { code: "schema.bad-key", expected: "another key: this one is never read", fix: "Remove the key." },
  "too-deep": {
    code: "schema.not-plain",
    expected: `at most ${String(deepestNesting)} levels of maps and lists`,
    fix: "Remove what is nested below.",
  },
  circular: { code: "schema.not-plain", expected: "data that do not contain themselves", fix: "Remove the alias." },
  "not-plain": {
    code: "schema.not-plain",
    expected: "text, a number, true, false, a list or a map",
    fix: "Write the value as text or as a map.",
  },
} as const satisfies Record<UnfitData["what"], Omit<Problem, "path" | "value">>;

/** Problems of what the schema would pass over, such as a key `__proto__`, or not survive, such as endless nesting. */
export function unfitProblems(input: unknown): Problem[] {
  return unfitData(input).map(({ what, path }) => ({
    ...expectations[what],
    path: formatPath(path),
    value: undefined,
  }));
}

/** `input` without the keys that the schema does not know. */
export function withoutUnknownKeys(input: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const unknown = new Set(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => JSON.stringify([...issue.path, key])) : [],
    ),
  );
  return copy(input, [], unknown);
}

function copy(value: unknown, path: KeyPath, left: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each: unknown, index) => copy(each, [...path, index], left));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key]) => !left.has(JSON.stringify([...path, key])));
  return Object.fromEntries(kept.map(([key, each]) => [key, copy(each, [...path, key], left)]));
}
