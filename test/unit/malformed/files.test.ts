import { LaunchgateError, parseYamlMap } from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileCases } from "./overlays/files.ts";

const refusalOf = (text: string): LaunchgateError | undefined => {
  try {
    parseYamlMap(text, "overlay.yaml");
    return undefined;
  } catch (error) {
    if (error instanceof LaunchgateError) return error;
    throw error;
  }
};

describe("malformed: files", () => {
  it.for(fileCases)("$name", ({ text, code, says }) => {
    const refusal = refusalOf(text);
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(says);
    expect(refusal?.message).not.toContain("\n");
    expect(refusal?.exitCode).toBe(2);
    expect(refusal?.fix).toMatch(/^[A-Z].*\.$/);
  });

  it("gives a map or a refusal of one line for any text", () => {
    const yamlish = fc.stringMatching(/^[a-c{}[\]:,&*!|>'"#%@?\-\n 0-9~_.]{0,60}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), yamlish), (text) => {
        const refusal = refusalOf(text);
        if (refusal === undefined) return;
        expect(refusal.code).toMatch(/^file\./);
        expect(refusal.message).not.toContain("\n");
      }),
      { numRuns: 500 },
    );
  });
});
