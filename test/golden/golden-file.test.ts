import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { differences, expectGolden, goldenText } from "./golden-file.ts";

/** Writing is a person's explicit act: these tests mean something only in a run that compares. */
describe.skipIf(process.env["UPDATE_GOLDEN"] === "1")("a run that compares (skipped while goldens are updated)", () => {
  const folder = (): string => {
    const made = mkdtempSync(path.join(tmpdir(), "launchgate-golden-"));
    onTestFinished(() => rmSync(made, { recursive: true }));
    return made;
  };

  it("fails on a missing file and names the command", async () => {
    await expect(expectGolden({}, path.join(folder(), "none.json"), differences)).rejects.toThrow(
      /none\.json does not exist.*npm run golden:update/,
    );
  });

  it("fails on a difference, tells it, and names the command", async () => {
    const file = path.join(folder(), "a.json");
    writeFileSync(file, goldenText({ a: { wait: 10 }, gone: 1 }));
    await expect(expectGolden({ a: { wait: 20 }, made: [1] }, file, differences)).rejects.toThrow(
      /differs from the program:\n {2}~ a\.wait 10 -> 20\n {2}- gone 1\n {2}\+ made \[1\]\nIf .*npm run golden:update/,
    );
  });

  it("passes on equal values whatever the order of keys", async () => {
    const file = path.join(folder(), "a.json");
    writeFileSync(file, goldenText({ b: 1, a: 2 }));
    await expect(expectGolden({ a: 2, b: 1 }, file, differences)).resolves.toBeUndefined();
  });
});
