import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { model } from "../../../stacks/index.ts";
import { LaunchgateError, parseYamlMap, resolveModel } from "@launchgate/core";
import { withValueAt, pathsOf } from "./key-paths.ts";
import { at, judgeOverlay, problemsOf, told } from "./overlay-case.ts";
import { secretCases } from "./overlays/secrets.ts";

describe("malformed: credentials in plain text", () => {
  it.for(secretCases)("$name", ({ yaml, value, problems }) => {
    const found = problemsOf(judgeOverlay(yaml.replace("%", () => value)));
    expect(told(found)).toEqual([...problems].sort());
    expect(JSON.stringify(found)).not.toContain(value);
  });

  it("says what belongs there instead", () => {
    const found = problemsOf(
      judgeOverlay("organization: { people: { ada-brandt: { contact: { email: ada@example.com } } } }"),
    );
    expect(found).toEqual([
      {
        code: "secret.plain-text",
        path: "organization.people.ada-brandt.contact.email",
        value: "(hidden)",
        expected: 'a reference to a secret: { secret: "name-of-the-key" }',
        fix: "Put the value into the stack's configuration with `pulumi config set --secret` and refer to its key here.",
      },
    ]);
  });

  it("refuses a token at any place of the model and never shows it", () => {
    const token = fc.stringMatching(/^gh[pousr]_[A-Za-z0-9]{36}$/);
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(model)), token, (path, value) => {
        const result = resolveModel(withValueAt(model, path, value), { at });
        expect(result.ok).toBe(false);
        expect(JSON.stringify(problemsOf(result))).not.toContain(value.slice(4));
      }),
      { numRuns: 150 },
    );
  });

  it("refuses a token as a key of any map and never shows it", () => {
    const token = fc.stringMatching(/^gh[pousr]_[A-Za-z0-9]{36}$/);
    const maps = pathsOf(model).filter((path) => typeof path.at(-1) === "string");
    fc.assert(
      fc.property(fc.constantFrom(...maps), token, (path, key) => {
        const result = resolveModel(withValueAt(model, [...path.slice(0, -1), key], {}), { at });
        expect(result.ok).toBe(false);
        expect(JSON.stringify(problemsOf(result))).not.toContain(key.slice(4));
      }),
      { numRuns: 100 },
    );
  });

  it.for(["a: *ghp_canaryCANARYcanaryCANARYcanaryCANARY12", "a: 1\n} ghp_canaryCANARYcanaryCANARYcanaryCANARY12"])(
    "shows no token of a text that does not parse",
    (text) => {
      const refusal = (): unknown => parseYamlMap(text, "overlay.yaml");
      expect(refusal).toThrow(LaunchgateError);
      expect(refusal).not.toThrow(/canary/i);
    },
  );
});
