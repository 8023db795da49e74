/** Where credentials are looked for: names, keys, lists, bodies, and how deep (S2). */
import { describe, expect, it } from "vitest";
import { secretProblems } from "../../../../packages/core/src/rules/secrets.ts";

// Put together here, so that no scanner takes them for real ones.
const token = ["gh", "p_canaryCANARYcanaryCANARYcanaryCANARY12"].join("");
const random = ["q9Zr", "T2mX", "w7Lk", "B4vN"].join("");
const paths = (root: unknown): string[] => secretProblems(root).map(({ path }) => path);

it("says what the text holds, never the text", () => {
  const fix =
    "Revoke it, put the new one into the stack's configuration with `pulumi config set --secret` and refer to its key.";
  const told = { code: "secret.plain-text", value: "(hidden)", fix };
  const expected = (what: string): string => `no credential in the model; the text holds ${what}`;
  expect(secretProblems({ API_TOKEN: random, note: token })).toEqual([
    { ...told, path: "API_TOKEN", expected: expected("a credential, by the name that it stands under") },
    { ...told, path: "note", expected: expected("a GitHub token") },
  ]);
});

it("a key may hold one too, and is hidden in the path", () => {
  expect(secretProblems({ map: { [token]: 1 } })).toEqual([
    {
      code: "secret.plain-text",
      path: 'map["(hidden)"]',
      value: "(hidden)",
      expected: "no credential in the model; the key holds a GitHub token",
      fix: "Revoke it and rename the key.",
    },
  ]);
});

describe("the name", () => {
  it.for<readonly [what: string, root: unknown, found: readonly string[]]>([
    ["of a list is that of its entries", { API_TOKEN: [random] }, ["API_TOKEN[0]"]],
    ["is the one above value", { API_TOKEN: { value: random } }, ["API_TOKEN.value"]],
    ["of a reference to a secret says nothing", { API_TOKEN: { secret: random } }, []],
    ["is nothing at the root", [random], []],
  ])("%s", ([, root, found]) => {
    expect(paths(root)).toEqual(found);
  });
});

describe("a body", () => {
  const json = JSON.stringify({ PASSWORD: "short" });
  it.for<readonly [what: string, root: unknown, found: readonly string[]]>([
    ["is read as JSON, and told as a whole", { step: { body: json } }, ["step.body"]],
    ["that is no JSON holds nothing", { step: { body: "{ PASSWORD" } }, []],
    ["is a key called body and no other", { step: { note: json } }, []],
    ["is not read again inside itself", { body: JSON.stringify({ body: json }) }, []],
    ["has keys that are looked at", { body: JSON.stringify({ [token]: 1 }) }, ["body"]],
  ])("%s", ([, root, found]) => {
    expect(paths(root)).toEqual(found);
  });
});

it.for([
  { levels: 64, found: 1 },
  { levels: 65, found: 0 },
])("looks $levels levels deep: $found", ({ levels, found }) => {
  const root = Array.from({ length: levels }).reduce<unknown>((inner) => [inner], token);
  expect(paths(root)).toHaveLength(found);
});

it("what is no text holds nothing", () => {
  expect(paths({ TOKEN: undefined, KEY: null, PASSWORD: 12, SECRET: true })).toEqual([]);
});
