import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepDamaged, keepState, keptStates, listKept } from "../../../packages/cli/src/engine/kept-states.ts";
import { EngineDouble } from "./engine-double.ts";

let root: string;
beforeEach(() => void (root = mkdtempSync(path.join(tmpdir(), "launchgate-kept-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));
const stack = async () => (await new EngineDouble().find("drill"))!;

test("the newest stay, the oldest go; two in one millisecond are two files (L4)", async () => {
  const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 10, minute));
  for (let minute = 0; minute < keptStates; minute += 1) await keepState(root, await stack(), "sandbox", at(minute));
  const first = await keepState(root, await stack(), "sandbox", at(50));
  const second = await keepState(root, await stack(), "sandbox", at(50));
  expect(first.file).not.toBe(second.file);
  const kept = await listKept(root, "drill");
  expect(kept).toHaveLength(keptStates);
  expect(kept[0]).toMatchObject({ file: second.file, at: "2026-11-21T10:50:00.000Z", damaged: false });
  expect(kept.at(-1)?.at).toBe("2026-11-21T10:02:00.000Z");
  for (const { file } of kept) expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a damaged state is kept byte by byte", async () => {
  const half = path.join(root, "half.json");
  writeFileSync(half, '{"version":3,"dep');
  const file = await keepDamaged(root, "drill", half, new Date("2026-11-21T10:00:00Z"));
  expect(readFileSync(file, "utf8")).toBe('{"version":3,"dep');
  expect(await listKept(root, "drill")).toMatchObject([{ file, at: "2026-11-21T10:00:00.000Z", damaged: true }]);
});

test("nothing kept is an empty list", async () => {
  expect(await listKept(root, "drill")).toEqual([]);
});
