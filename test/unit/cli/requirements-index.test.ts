import { describe, expect, it } from "vitest";
import {
  indexRequirements,
  isDeclaration,
  quotedIds,
  testedIds,
} from "../../../packages/cli/src/requirements-index.ts";

describe("quotedIds", () => {
  it.each([
    ["/** People and rotas (O1). */", ["O1"]],
    ["/** Gate (P3, T1). More (B7). */", ["P3", "T1", "B7"]],
    ['requirements: ["L1", "O1"],', ["L1", "O1"]],
    ["/** Plans (L1 to L3). */", ["L1", "L2", "L3"]],
    ["/** The P95 latency in an S3 bucket. */", []],
    ["/** p95 (ms), Z9 (X1). */", []],
    ["call(P1)", ["P1"]],
  ])("reads %s", (line, expected) => {
    expect(quotedIds(line)).toEqual(expected);
  });
});

describe("testedIds", () => {
  it.each([
    ['describe("release types, L1 and R1", () => {', ["L1", "R1"]],
    ['it("counts, O2", () => {', ["O2"]],
    ['describe("smoke (P4)", () => {', ["P4"]],
    ['  "on call (O1, D4)": cases,', ["O1", "D4"]],
    ['it("keeps the S3 bucket, P95 too", () => {', []],
  ])("reads %s", (line, expected) => {
    expect(testedIds(line)).toEqual(expected);
  });
});

describe("indexRequirements", () => {
  it("leaves out the files that speak of requirements as such", async () => {
    const all = [...(await indexRequirements(process.cwd())).values()].flat();
    expect(all.filter(({ file }) => /requirements(?:-index)?(?:\.test)?\.ts$/.test(file))).toEqual([]);
    expect(all.filter(({ kind }) => isDeclaration(kind)).length).toBeGreaterThan(10);
    expect(all.filter(({ kind, file }) => kind === "schema" && !file.includes("/schema/"))).toEqual([]);
  });

  it("finds where the reference program serves approvals, with file and line", async () => {
    const places = (await indexRequirements(process.cwd())).get("P3") ?? [];
    const stage = places.find(({ file }) => file === "stacks/prod.ts");
    expect(stage).toMatchObject({ kind: "model", text: expect.stringContaining("(P3)") as unknown });
    expect(places.some(({ kind }) => kind === "component")).toBe(true);
  });
});
