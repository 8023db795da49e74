import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { PlannedDocument } from "../../../../packages/cli/src/pull-request/document/document.ts";
import {
  deepestDocument,
  largestDocument,
  readDocument,
  readIndex,
} from "../../../../packages/cli/src/pull-request/document/read-document.ts";
import { commits, documentOf, Sides } from "./documents.ts";

const sides = new Sides();
afterAll(() => {
  sides.remove();
});
const expected = { side: "head", commit: commits.head } as const;
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

/** What hostile code may do to the document of a stack, and what is said of it. */
const cases: readonly (readonly [what: string, change: (good: PlannedDocument) => unknown, told: RegExp])[] = [
  ["no JSON", () => "{", /it is no JSON/],
  ["an empty file", () => "", /it is no JSON/],
  ["another kind of JSON", () => [], /no plan document of this version \(as a whole\)/],
  ["null", () => "null", /no plan document of this version/],
  ["another format", (good) => ({ ...good, format: "x" }), /at format/],
  ["a later version", (good) => ({ ...good, version: 2 }), /at version/],
  ["the other side", (good) => ({ ...good, side: "base" }), /of the side "base"/],
  ["another commit", (good) => ({ ...good, commit: commits.base }), /it is of commit b{12}, not of a{12}/],
  ["a short commit", (good) => ({ ...good, commit: "aaaa" }), /at commit/],
  ["another stack", (good) => ({ ...good, stack: "dev" }), /the plan of stack "dev"/],
  ["a path for a name", (good) => ({ ...good, stack: "../dev" }), /at stack/],
  ["no resources", (good) => ({ ...good, resources: undefined }), /at resources/],
  [
    "a resource twice",
    (good) => ({ ...good, resources: [...good.resources, good.resources[0]] }),
    /names a resource twice/,
  ],
  [
    "a huge name",
    (good) => ({ ...good, resources: [{ ...good.resources[0], name: "x".repeat(2_000) }] }),
    /at resources\.0\.name/,
  ],
  ["no verdict at all", (good) => ({ ...good, verdict: undefined }), /at verdict/],
  ["a verdict of another form", (good) => ({ ...good, verdict: { passes: true } }), /at verdict/],
  ["an unknown outcome", (good) => ({ ...good, outcome: "fine" }), /at outcome/],
  ["a preview that is no preview", (good) => ({ ...good, preview: { steps: "none" } }), /at preview/],
  [
    "inputs that are a list",
    (good) => ({ ...good, resources: [{ ...good.resources[0], inputs: [] }] }),
    /at resources\.0\.inputs/,
  ],
  ["too deep", () => nested(deepestDocument + 1), /nested deeper than 100/],
  ["a million brackets", () => "[".repeat(1_000_000), /nested deeper than 100/],
  ["brackets in texts", (good) => ({ ...good, format: '[{"\\'.repeat(200) }), /at format/],
];

describe("a plan document is data that anybody may have written (P7)", () => {
  it("is taken where it is right", async () => {
    const folder = sides.write("head", { "prod.json": await documentOf("prod") });
    expect((await readDocument(folder, "prod", expected)).ok).toBe(true);
  });

  it.each(cases)("refuses %s in words", async (_, change, told) => {
    const folder = sides.write("head", { "prod.json": change(await documentOf("prod")) });
    const reading = await readDocument(folder, "prod", expected);
    expect(reading).toMatchObject({
      ok: false,
      fault: { code: "pull-request.document-broken", message: expect.stringMatching(told) },
    });
  });

  it("tells one that is missing, a folder, a link out of the folder, and one that is too large", async () => {
    const folder = sides.write("head", { "huge.json": " ".repeat(largestDocument + 1) });
    mkdirSync(path.join(folder, "folder.json"));
    symlinkSync("/dev/zero", path.join(folder, "link.json"));
    const told = await Promise.all(
      ["absent", "folder", "link", "huge"].map(async (stack) => {
        const reading = await readDocument(folder, stack, expected);
        return reading.ok ? "taken" : `${reading.fault.code} ${reading.fault.message}`;
      }),
    );
    expect(told).toEqual([
      "pull-request.document-missing There is no plan document absent.json.",
      "pull-request.document-broken The plan document folder.json is not taken: it is no plain file.",
      "pull-request.document-broken The plan document link.json is not taken: it is no plain file.",
      expect.stringMatching(/huge\.json is not taken: it has 134217729 bytes, 134217728 at most/),
    ]);
  });

  it("a key of every object's own does no harm", async () => {
    const good = await documentOf("prod");
    const text = JSON.stringify(good).replace('"inputs":{', '"inputs":{"__proto__":{"polluted":true},');
    const folder = sides.write("head", { "prod.json": text });
    await readDocument(folder, "prod", expected);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("the list of stacks is read in the same way", async () => {
    const index = {
      format: "launchgate-plan",
      version: 1,
      side: "head",
      commit: commits.head,
      at: "2026-11-21T10:00:00Z",
    };
    const good = sides.write("head", { "index.json": { ...index, stacks: ["prod"], fault: null } });
    const bad = sides.write("head", { "index.json": { ...index, stacks: ["../../etc"], fault: null } });
    expect((await readIndex(good, expected)).ok).toBe(true);
    expect((await readIndex(bad, expected)).ok).toBe(false);
    expect((await readIndex(good, { ...expected, commit: commits.base })).ok).toBe(false);
  });
});
