import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { modelSchema, problemCodes, rules } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { mergeOverlay, parseYamlMap } from "@launchgate/core";
import { at, problemsOf, judgeOverlay, type OverlayCase } from "../../malformed/overlay-case.ts";
import { fileCases } from "../../malformed/overlays/files.ts";
import { onCallCases } from "../../malformed/overlays/on-call.ts";
import { releaseCases } from "../../malformed/overlays/people-and-releases.ts";
import { referenceCases } from "../../malformed/overlays/references.ts";
import { schemaCases } from "../../malformed/overlays/schema.ts";
import { secretCases } from "../../malformed/overlays/secrets.ts";
import { stageCases } from "../../malformed/overlays/stages-and-services.ts";

const cases: readonly OverlayCase[] = [
  ...schemaCases,
  ...referenceCases,
  ...releaseCases,
  ...stageCases,
  ...onCallCases,
];
const source = path.join(import.meta.dirname, "../../../../packages/core/src");
const known: readonly string[] = Object.keys(problemCodes);

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(folder, file));

describe("the catalogue of rules", () => {
  it("has one id a rule, and a title that is a sentence", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, title, requirements } of rules) {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(title).toMatch(/^[A-Z].*\.$/);
      expect(requirements.join(" ")).toMatch(/^[PRLTBDOSKA]\d+(?: [PRLTBDOSKA]\d+)*$/);
    }
  });

  it("knows the meaning of every code, and names no code twice", () => {
    const codes = rules.flatMap((rule) => rule.codes);
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
    expect(codes.filter((code, index) => codes.indexOf(code) < index)).toEqual([]);
  });

  it("holds exactly the codes that the sources use", () => {
    const areas = [...new Set(known.map((code) => code.split(".")[0]))].join("|");
    const literal = new RegExp(`"((?:${areas})\\.[a-z-]+)"`, "g");
    const used = filesBelow(source)
      .filter((file) => !file.endsWith("codes.ts") && !file.endsWith("requirements.ts"))
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(literal)].map((match) => match[1] ?? ""));
    const computed = [...rules.flatMap((rule) => rule.codes), ...fileCases.map(({ code }) => code)];
    const paths = ["release.checklist", "organization.people", "organization.teams", "organization.roles"];
    const all = new Set([...used, ...computed].filter((code) => !paths.includes(code)));
    expect([...all].sort()).toEqual([...known].sort());
  });
});

describe("the corpus of malformed models", () => {
  it("has at least 150 overlays, each with a name of its own", () => {
    const names = cases.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(150);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
    expect(cases.filter(({ problems }) => problems.length === 0)).toEqual([]);
  });

  it("holds every code of a rule, of the schema and of a file", () => {
    const told = new Set([
      ...[...cases, ...secretCases].flatMap(({ problems }) => problems.map((each) => each.split(" ")[0])),
      ...fileCases.map(({ code }) => code),
    ]);
    const wanted = known.filter((code) => /^(?:schema|file)\./.test(code)).concat(rules.flatMap((rule) => rule.codes));
    // Data that are no YAML can only be given by a program: test/unit/malformed/any-json.test.ts.
    expect(wanted.filter((code) => !told.has(code) && code !== "schema.not-plain")).toEqual([]);
  });

  it("is told in plain words", () => {
    for (const { yaml } of cases) {
      for (const { expected, fix } of problemsOf(judgeOverlay(yaml))) {
        expect(expected).not.toMatch(/undefined|\[object|NaN/);
        expect(fix).toMatch(/^[A-Z"].*[.?]$/);
        expect(fix).not.toMatch(/undefined|\[object|NaN/);
      }
    }
  });

  it("makes each rule report codes of its own only", () => {
    const leaks = secretCases.map(({ yaml, value }) => ({ yaml: yaml.replace("%", () => value) }));
    const models = [...cases, ...leaks].flatMap(({ yaml }) => {
      const parsed = modelSchema.safeParse(mergeOverlay({ ...model }, parseYamlMap(yaml, "overlay.yaml")));
      return parsed.success ? [parsed.data] : [];
    });
    expect(models.length).toBeGreaterThan(150);
    for (const rule of rules) {
      const reported = new Set(models.flatMap((each) => rule.check({ model: each, at })).map(({ code }) => code));
      expect([...reported].sort()).toEqual([...rule.codes].sort());
    }
  });
});
