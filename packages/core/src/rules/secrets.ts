import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import { looksSecret, secretShape } from "../load/secret-shapes.ts";
import type { ModelRule } from "./rule.ts";
import { problem } from "./tools.ts";

const deepest = 64;

/** What the text at `path` looks like, for people; the name is the nearest key that is not `value` or a position. */
function suspicion(path: KeyPath, text: string): string | undefined {
  const name = path.findLast((part) => typeof part === "string" && part !== "value");
  const isReference = path.at(-1) === "secret";
  const byName = !isReference && typeof name === "string" && looksSecret(name, text);
  return secretShape(text) ?? (byName ? "a credential, by the name that it stands under" : undefined);
}

function inJson(path: KeyPath, text: string): Problem[] {
  if (path.at(-1) !== "body") return [];
  try {
    return walk(path, JSON.parse(text) as unknown, path);
  } catch {
    return [];
  }
}

/** `shown` is the path to report where the value stands inside a text of its own, such as the JSON body of a smoke step. */
function walk(path: KeyPath, value: unknown, shown?: KeyPath): Problem[] {
  if (path.length > deepest) return [];
  if (typeof value === "string") {
    const reason = suspicion(path, value);
    if (reason === undefined) return shown ? [] : inJson(path, value);
    return [
      problem(
        "secret.plain-text",
        shown ?? path,
        "(hidden)",
        `no credential in the model; the text holds ${reason}`,
        "Revoke it, put the new one into the stack's configuration with `pulumi config set --secret` and refer to its key.",
      ),
    ];
  }
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((each: unknown, index) => walk([...path, index], each, shown));
  return Object.entries(value).flatMap(([key, each]) => [
    ...keyProblems([...path, key], key, shown),
    ...walk([...path, key], each, shown),
  ]);
}

function keyProblems(path: KeyPath, key: string, shown?: KeyPath): Problem[] {
  const shape = secretShape(key);
  if (shape === undefined) return [];
  const expected = `no credential in the model; the key holds ${shape}`;
  return [problem("secret.plain-text", shown ?? path, "(hidden)", expected, "Revoke it and rename the key.")];
}

/** Credentials in plain text anywhere in `root`, which need not be a valid model otherwise. Never holds a value. */
export function secretProblems(root: unknown): Problem[] {
  return walk([], root);
}

/** The model holds no credential (S2). */
export const secretRules: readonly ModelRule[] = [
  {
    id: "secrets",
    title: "No credential stands in the model in plain text.",
    codes: ["secret.plain-text"],
    requirements: ["S2"],
    structure: true,
    check: ({ model }) => secretProblems(model),
  },
];
