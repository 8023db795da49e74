/** What `npm run mutants` makes of a report, and that written reasons do not rot (issue 8, quality). */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRepository } from "../../helpers/repository.ts";
import { justified, type Justified } from "../../mutation/justified.ts";
import { scoresOf, survivorsOf, type Report } from "../../mutation/survivors.ts";
import { verdictOf } from "../../mutation/verdict.ts";

type Mutant = Report["files"][string]["mutants"][number];
const source = "const a = 1;\nreturn a > 0;\n";
const mutant = (status: Mutant["status"], replacement: string): Mutant => ({
  mutatorName: "EqualityOperator",
  replacement,
  status,
  location: { start: { line: 2, column: 8 }, end: { line: 2, column: 13 } },
});
const report = (...mutants: readonly Mutant[]): Report => ({
  files: { "policy/a.ts": { source, mutants: [...mutants] } },
});
const survivor = {
  file: "policy/a.ts",
  line: 2,
  code: "return a > 0;",
  from: "a > 0",
  to: "a >= 0",
  mutated: "const a = 1;\nreturn a >= 0;\n",
};
const written: Justified = {
  file: "policy/a.ts",
  code: "return a > 0;",
  from: "a > 0",
  to: "a >= 0",
  why: "One is not zero.",
};

describe("a report", () => {
  it.for(["Survived", "NoCoverage", "RuntimeError", "Pending"] as const)("%s is not noticed", (status) => {
    expect(survivorsOf(report(mutant(status, "a >= 0")))).toEqual([survivor]);
  });

  it.for(["Killed", "Timeout", "CompileError", "Ignored"] as const)("%s is no survivor", (status) => {
    expect(survivorsOf(report(mutant(status, "a >= 0")))).toEqual([]);
  });

  it("is counted by folder", () => {
    const all = report(mutant("Killed", "1"), mutant("Timeout", "2"), mutant("Survived", "3"), mutant("Ignored", "4"));
    expect([...scoresOf(all)]).toEqual([["policy", { noticed: 2, survived: 1, ignored: 1 }]]);
  });
});

describe("a survivor", () => {
  const judged = (reasons: readonly Justified[], compiles: boolean, files = ["policy/a.ts"]) =>
    verdictOf([survivor], files, reasons, () => compiles);

  it("is unjustified where nobody wrote a reason", () => {
    expect(judged([], true)).toEqual({ unjustified: [survivor], refused: 0, justified: 0, stale: [] });
  });

  it("is excused by a reason for exactly this mutant", () => {
    expect(judged([written], true)).toEqual({ unjustified: [], refused: 0, justified: 1, stale: [] });
    for (const change of [{ file: "policy/b.ts" }, { code: "return a;" }, { from: "a" }, { to: "true" }])
      expect(judged([{ ...written, ...change }], true).unjustified).toEqual([survivor]);
  });

  it("is noticed where it does not compile, and a reason for it is stale", () => {
    expect(judged([written], false)).toEqual({ unjustified: [], refused: 1, justified: 0, stale: [written] });
  });

  it("a reason for a file that was not mutated is not stale", () => {
    expect(verdictOf([], ["policy/b.ts"], [written], () => true).stale).toEqual([]);
    expect(verdictOf([], ["policy/a.ts"], [written], () => true).stale).toEqual([written]);
  });
});

describe("the written reasons", () => {
  it("name each mutant once", () => {
    const names = justified.map(({ file, code, from, to }) => JSON.stringify([file, code, from, to]));
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it.for(justified)("$file: $from => $to", ({ file, code, from, why }) => {
    const lines = readFileSync(inRepository(file), "utf8").split("\n");
    expect(lines.map((line) => line.trim())).toContain(code);
    expect(code).toContain(from);
    expect(why).toMatch(/^[A-Z].{20,}\.$/);
  });
});
