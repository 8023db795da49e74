import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, vi } from "vitest";
import { withLock } from "../../../packages/cli/src/engine/lock.ts";
import type { LockOwner } from "../../../packages/cli/src/engine/lock.ts";
import { test } from "./stubs.ts";

const anHourAgo = (): Date => new Date(Date.now() - 3_600_000);
const owner = (changes: Partial<LockOwner>): LockOwner => ({
  pid: process.pid,
  host: hostname(),
  token: "other",
  startedAt: "2026-01-01T00:00:00.000Z",
  ...changes,
});
const endedPid = (): number => spawnSync("true").pid;
const exists = (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    () => false,
  );

describe("withLock", () => {
  test("lets one at a time in and removes its file", async ({ machine }) => {
    const file = join(machine.folder, "lock");
    let inside = 0;
    const entries: number[] = [];
    const work = async (): Promise<void> => {
      entries.push((inside += 1));
      await new Promise(setImmediate);
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(file, {}, work)));
    expect(entries).toEqual([1, 1, 1]);
    expect(await exists(file)).toBe(false);
  });

  test("removes its file and passes the error on when the work fails", async ({ machine }) => {
    const file = join(machine.folder, "lock");
    await expect(withLock(file, {}, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await exists(file)).toBe(false);
  });

  test("takes over at once from a process that has ended", async ({ machine }) => {
    const file = join(machine.folder, "lock");
    const gone = owner({ pid: endedPid() });
    await writeFile(file, JSON.stringify(gone));
    const onTakeover = vi.fn();
    expect(await withLock(file, { onTakeover }, () => Promise.resolve("in"))).toBe("in");
    expect(onTakeover.mock.calls).toEqual([[gone]]);
  });

  test.for([
    ["a live process whose beat stopped", JSON.stringify(owner({}))],
    ["another machine whose beat stopped", JSON.stringify(owner({ host: "elsewhere", pid: 1 }))],
    ["a damaged file that is old", "{half"],
  ] as const)("takes over from %s", async ([, content], { machine }) => {
    const file = join(machine.folder, "lock");
    await writeFile(file, content);
    await utimes(file, anHourAgo(), anHourAgo());
    expect(await withLock(file, {}, () => Promise.resolve("in"))).toBe("in");
  });

  test.for([
    ["a live process", JSON.stringify(owner({})), "other"],
    [
      "another machine, whose process ids mean nothing here",
      JSON.stringify(owner({ host: "elsewhere", pid: endedPid() })),
      "other",
    ],
    ["one that is just writing its name", "", undefined],
  ] as const)("waits for %s until cancelled, and leaves its lock", async ([, content, token], { machine }) => {
    const file = join(machine.folder, "lock");
    await writeFile(file, content);
    const controller = new AbortController();
    const tokens: (string | undefined)[] = [];
    const onWait = (seen: LockOwner | undefined): void => {
      tokens.push(seen?.token);
      controller.abort();
    };
    const work = vi.fn(() => Promise.resolve());
    await expect(withLock(file, { signal: controller.signal, onWait }, work)).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(tokens).toEqual([token]);
    expect(work).not.toHaveBeenCalled();
    expect(await readFile(file, "utf8")).toBe(content);
  });

  test("counts a holder as gone after the time it is given", async ({ machine }) => {
    const file = join(machine.folder, "lock");
    await writeFile(file, JSON.stringify(owner({})));
    await utimes(file, new Date(Date.now() - 5_000), new Date(Date.now() - 5_000));
    const waits = vi.fn(() => undefined);
    expect(await withLock(file, { staleAfterMs: 1_000, onWait: waits }, () => Promise.resolve("in"))).toBe("in");
    expect(waits).not.toHaveBeenCalled();
  });

  test("does not remove a lock that another one took over meanwhile", async ({ machine }) => {
    const file = join(machine.folder, "lock");
    const newer = JSON.stringify(owner({}));
    await withLock(file, {}, () => writeFile(file, newer));
    expect(await readFile(file, "utf8")).toBe(newer);
  });

  test("lets only one in when many find the same stale lock", async ({ machine }) => {
    const file = join(machine.folder, "lock");
    await writeFile(file, JSON.stringify(owner({ pid: endedPid() })));
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, (inside += 1));
      await new Promise(setImmediate);
      inside -= 1;
    };
    const onTakeover = vi.fn();
    await Promise.all(Array.from({ length: 8 }, () => withLock(file, { onTakeover }, work)));
    expect(most).toBe(1);
    expect(onTakeover).toHaveBeenCalledTimes(1);
  });

  test("gets past the guard of a takeover that was killed, but not past one that is going on", async ({ machine }) => {
    const file = join(machine.folder, "lock");
    const guard = `${file}.takeover`;
    await writeFile(file, JSON.stringify(owner({ pid: endedPid() })));
    await mkdir(guard);
    const fresh = withLock(file, { signal: AbortSignal.timeout(500) }, () => Promise.resolve("in"));
    await expect(fresh).rejects.toMatchObject({ name: "AbortError" });
    await utimes(guard, anHourAgo(), anHourAgo());
    expect(await withLock(file, {}, () => Promise.resolve("in"))).toBe("in");
    expect(await readdir(machine.folder)).not.toContain("lock.takeover");
  });
});
