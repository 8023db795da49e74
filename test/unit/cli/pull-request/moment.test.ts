import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { indexFile, momentOf } from "../../../../packages/cli/src/pull-request/document/read-document.ts";

const base = mkdtempSync(path.join(tmpdir(), "launchgate-moment-"));
afterAll(() => {
  rmSync(base, { recursive: true });
});
const now = new Date("2026-11-21T10:00:00.000Z");
let count = 0;

function folderWith(content: string): string {
  const folder = path.join(base, String((count += 1)));
  mkdirSync(folder);
  writeFileSync(path.join(folder, indexFile), content);
  return folder;
}

describe("the moment of the other side (P7)", () => {
  it.each(["2026-11-21T10:00:00.000Z", "2026-11-21T09:58:31.123Z", "2026-11-20T10:00:00.000Z"])("is %s", async (at) => {
    expect((await momentOf(folderWith(JSON.stringify({ at })), now))?.toISOString()).toBe(at);
  });

  it.each([
    ["of the future", '{"at":"2026-11-21T10:00:00.001Z"}'],
    ["of more than a day ago", '{"at":"2026-11-20T09:59:59.999Z"}'],
    ["no moment", '{"at":"yesterday"}'],
    ["a number", '{"at":1795297937625}'],
    ["left out", "{}"],
    ["in no JSON", '{"at":'],
    ["below a thousand brackets", `${"[".repeat(1_000)}${"]".repeat(1_000)}`],
  ])("is not taken where it is %s", async (_what, content) => {
    expect(await momentOf(folderWith(content), now)).toBeUndefined();
  });

  it("is not taken where nothing was left, or a link", async () => {
    expect(await momentOf(path.join(base, "nowhere"), now)).toBeUndefined();
    const folder = path.join(base, "linked");
    mkdirSync(folder);
    symlinkSync(
      path.join(folderWith(JSON.stringify({ at: now.toISOString() })), indexFile),
      path.join(folder, indexFile),
    );
    expect(await momentOf(folder, now)).toBeUndefined();
  });
});
