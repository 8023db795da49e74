import { describe, expect, it } from "vitest";
import { distinctProblems, idOf, unknownReference, unknownZone } from "../../../../components/pagerduty/problems.ts";

describe("unknownReference", () => {
  it("says what there is", () => {
    expect(unknownReference("team", "a.b", "x", ["y", "z"])).toEqual([
      expect.objectContaining({ code: "reference.unknown-team", path: "a.b", value: "x", expected: "one of y, z" }),
    ]);
    expect(unknownReference("team", "a.b", "x", [])[0]?.expected).toBe("a team; there is none");
    expect(unknownReference("team", "a.b", "x", ["x"])).toEqual([]);
  });
});

describe("distinctProblems", () => {
  it("keeps one of each code and path", () => {
    const [one, other] = [unknownZone("a", "Mars"), unknownZone("b", "Mars")];
    expect(distinctProblems([one, other, { ...one }])).toEqual([one, other]);
  });
});

describe("idOf", () => {
  it("gives the id, and blames the tool where it is lost", () => {
    expect(idOf({ web: "P1" }, "web")).toBe("P1");
    expect(() => idOf({}, "web")).toThrow(
      expect.objectContaining({ code: "pagerduty.id-lost", source: "tool", exitCode: 1 }),
    );
  });
});
