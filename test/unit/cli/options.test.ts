import { describe, expect, it } from "vitest";
import { z } from "zod";
import { commonOptions, instantOption, readOptions } from "../../../packages/cli/src/options.ts";

const read = (at: string): string => readOptions(commonOptions, { at }).at?.toISOString() ?? "";

describe("--at", () => {
  it.each([
    ["2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000Z"],
    ["2026-11-21T10:00:00.5Z", "2026-11-21T10:00:00.500Z"],
    ["2026-11-21T10:00+01:00", "2026-11-21T09:00:00.000Z"],
    ["2026-11-21T10:00:00-0300", "2026-11-21T13:00:00.000Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ])("reads %s", (given, instant) => {
    expect(read(given)).toBe(instant);
  });

  it.each([
    ["2026-02-30T00:00:00Z", "no day or hour that exists"],
    ["2027-02-29T00:00:00Z", "no day or hour that exists"],
    ["2026-13-01T00:00:00Z", "no day or hour that exists"],
    ["2026-11-21T25:00:00Z", "no day or hour that exists"],
    ["2026-11-21", "a day alone begins at another moment in every zone"],
    ["2026-11-21T10:00:00", "with Z or an offset."],
    ["21 Nov 2026 10:00 Z", "with Z or an offset."],
    ["", "with Z or an offset."],
  ])("refuses %s and says why", (given, why) => {
    expect(() => read(given)).toThrow(expect.objectContaining({ code: "option.invalid" }));
    expect(() => read(given)).toThrow(why);
  });
});

describe("readOptions", () => {
  const schema = z.object({
    stack: z.string().min(1),
    target: z.coerce.number().min(1).max(99),
    type: z.enum(["patch", "minor"]),
    from: instantOption.optional(),
  });
  const refusal = (given: Record<string, unknown>): string => {
    try {
      readOptions(schema, given);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };

  it("tells every bad option in the product's own words", () => {
    expect(refusal({ stack: "", target: "high", type: "tiny", from: "soon" })).toBe(
      "Not understood: --stack: text that is not empty; --target: a number; --type: one of patch, minor; " +
        "--from: an instant such as 2026-11-21T10:00:00Z, with Z or an offset.",
    );
    expect(refusal({ stack: "x", target: "0", type: "minor" })).toBe("Not understood: --target: at least 1.");
    expect(refusal({ stack: "x", target: "100", type: "minor" })).toBe("Not understood: --target: at most 99.");
    expect(refusal({ target: "5", type: "minor" })).toBe("Not understood: --stack: text.");
  });
});
