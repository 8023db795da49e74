import type { z } from "zod";
import type { Problem } from "../errors.ts";
import { secretMessage } from "../schema/common.ts";
import { formatPath, shortText, shortValue, valueAt, type KeyPath } from "./key-path.ts";
import { knownKeys } from "./known-keys.ts";
import { suggestion } from "./nearest.ts";
import { looksSecret } from "./secret-shapes.ts";
import { accountKeys } from "./stack-config-keys.ts";

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  object: "a map",
  record: "a map",
  array: "a list",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

/** Every zod issue as a {@link Problem}: code, path, value, expected, fix. */
export function problemsOf(schema: z.core.$ZodType, root: unknown, issues: readonly Issue[]): Problem[] {
  return issues.flatMap((issue) => fromIssue(schema, root, issue, []));
}

function fromIssue(schema: z.core.$ZodType, root: unknown, issue: Issue, base: KeyPath): Problem[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(schema, root, path, key));
  if (issue.code === "invalid_union") return fromUnion(schema, root, issue, path);
  if (issue.code === "invalid_key") return [badKey(path, issue)];
  return [fromLeaf(root, issue, path)];
}

function unknownKey(schema: z.core.$ZodType, root: unknown, path: KeyPath, key: string): Problem {
  const place = formatPath([...path, key]);
  if (accountKeys.has(key)) {
    return {
      code: "config.key-in-both",
      path: place,
      value: undefined,
      expected: "account ids, endpoints and secrets stand in Pulumi.<stack>.yaml only",
      fix: `Remove "${key}" from the model; set it with \`pulumi config set launchgate:${key} ...\`.`,
    };
  }
  const known = knownKeys(schema, path);
  // Known to another form of the same thing: the key is right, its company is not.
  if (known.includes(key)) {
    return {
      code: "schema.unknown-key",
      path: place,
      value: shortValue(hidden(path, key, valueAt(root, [...path, key]))),
      expected: `only one of the keys ${known.join(", ")}`,
      fix: `Keep one; an overlay removes a key that stands in the model with null, such as \`${known.find((each) => each !== key) ?? key}: null\`.`,
    };
  }
  return {
    code: "schema.unknown-key",
    path: place,
    value: shortValue(hidden(path, key, valueAt(root, [...path, key]))),
    expected: known.length > 0 ? `one of the keys ${known.join(", ")}` : "no further key",
    fix: `Remove "${shortText(key)}" or correct it. ${suggestion(key, known)}`,
  };
}

/** Of an unfit union the alternative that comes nearest is explained: the one whose problems lie deepest, then the fewest. */
function fromUnion(
  schema: z.core.$ZodType,
  root: unknown,
  issue: Extract<Issue, { code: "invalid_union" }>,
  path: KeyPath,
): Problem[] {
  const isText = typeof valueAt(root, path) === "string";
  const options = issue.errors.filter((each) => each.length > 0);
  if (options.length === 0 || isText) return [fromLeaf(root, issue, path)];
  const depth = (issues: readonly Issue[]): number => Math.min(...issues.map((each) => each.path.length));
  const misfits = (issues: readonly Issue[]): number =>
    issues.reduce((sum, each) => sum + (each.code === "unrecognized_keys" ? each.keys.length * 2 : 1), 0);
  const best = [...options].sort((a, b) => depth(b) - depth(a) || misfits(a) - misfits(b))[0] ?? [];
  return best.flatMap((each) => fromIssue(schema, root, each, path));
}

function badKey(path: KeyPath, issue: Extract<Issue, { code: "invalid_key" }>): Problem {
  const [first] = issue.issues;
  const expected = first ? expectation(first) : "a valid key";
  return {
    code: "schema.bad-key",
    path: formatPath(path),
    value: shortValue(String(path.at(-1))),
    expected,
    fix: "Rename the key.",
  };
}

function fromLeaf(root: unknown, issue: Issue, path: KeyPath): Problem {
  const value = valueAt(root, path);
  const place = formatPath(path);
  if (issue.message === secretMessage) {
    return {
      code: value === undefined ? "schema.missing" : "secret.plain-text",
      path: place,
      value: value === undefined ? undefined : "(hidden)",
      expected: 'a reference to a secret: { secret: "name-of-the-key" }',
      fix: "Put the value into the stack's configuration with `pulumi config set --secret` and refer to its key here.",
    };
  }
  if (value === undefined) {
    return {
      code: "schema.missing",
      path: place,
      value: undefined,
      expected: expectation(issue),
      fix: `Add "${place}".`,
    };
  }
  return {
    code: leafCode(issue),
    path: place,
    value: shortValue(hidden(path.slice(0, -1), String(path.at(-1)), value)),
    expected: expectation(issue),
    fix: `Change "${place}" to ${expectation(issue)}.`,
  };
}

/** Text and numbers under a name that smells of a credential, or in the environment of an application, are never shown. */
function hidden(path: KeyPath, key: string, value: unknown): unknown {
  const names = [...path.map(String), key].join(".").toLowerCase();
  const delicate = /secret|token|passw|passphrase|api-?_?key|contact|environment|credential/.test(names);
  const isScalar = typeof value === "string" || typeof value === "number";
  return isScalar && (delicate || looksSecret(key, String(value))) ? "(hidden)" : value;
}

function leafCode(issue: Issue): string {
  if (issue.code === "custom" && typeof issue.params?.["code"] === "string") return issue.params["code"];
  if (issue.code === "invalid_type" || issue.code === "invalid_union") return "schema.wrong-type";
  if (issue.code === "too_big" || issue.code === "too_small" || issue.code === "not_multiple_of")
    return "schema.out-of-range";
  if (issue.code === "invalid_value") return "schema.not-allowed";
  return "schema.bad-format";
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return kinds[issue.expected] ?? issue.expected;
    case "invalid_value":
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_big":
      return `${sizeWord(issue.origin)}${issue.inclusive === false ? "less than" : "at most"} ${String(issue.maximum)}`;
    case "too_small":
      return `${sizeWord(issue.origin)}${issue.inclusive === false ? "more than" : "at least"} ${String(issue.minimum)}`;
    case "invalid_union":
      return issue.message === "Invalid input" ? "one of the forms that docs/model.schema.json shows" : issue.message;
    default:
      return issue.message.replace(/^Invalid input: expected /, "");
  }
}

function sizeWord(origin: string): string {
  if (origin === "string") return "text with a length of ";
  if (origin === "array" || origin === "set") return "a list with a length of ";
  return "";
}
