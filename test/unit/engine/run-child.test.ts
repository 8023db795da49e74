import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { runChild } from "../../../packages/cli/src/engine/run-child.ts";
import type { ChildRequest } from "../../../packages/cli/src/engine/run-child.ts";
import { isRunning, script, test } from "./stubs.ts";
import type { Machine } from "./stubs.ts";

const request = (machine: Machine, command: string, more: Partial<ChildRequest> = {}): ChildRequest => ({
  command,
  args: [],
  cwd: machine.folder,
  env: { ...machine.env },
  timeoutMs: 10_000,
  ...more,
});

describe("runChild", () => {
  test("returns exit code and both streams, and each line as it comes", async ({ machine }) => {
    const command = await script(join(machine.folder, "talk"), 'echo "out $1"', "echo err >&2", "exit 4");
    const lines: string[] = [];
    const outcome = await runChild(request(machine, command, { args: ["a b"], onLine: (line) => lines.push(line) }));
    expect(outcome).toEqual({ ended: "exited", exitCode: 4, stdout: "out a b\n", stderr: "err\n" });
    expect(lines.toSorted()).toEqual(["err", "out a b"]);
  });

  test("says why a command does not start", async ({ machine }) => {
    const outcome = await runChild(request(machine, join(machine.folder, "absent")));
    expect(outcome).toMatchObject({ ended: "not-started", exitCode: null });
    expect(outcome.startError).toContain("ENOENT");
  });

  test("gives the child its environment and nothing else", async ({ machine }) => {
    const outcome = await runChild(request(machine, "/usr/bin/env", { env: { ONLY: "this" } }));
    expect(outcome.stdout).toBe("ONLY=this\n");
  });

  test("runs at low priority when asked", async ({ machine }) => {
    const command = await script(join(machine.folder, "nice"), "read -r _ < fifo", "ps -o ni= -p $$");
    await script(join(machine.folder, "setup"), "mkfifo fifo");
    await runChild(request(machine, join(machine.folder, "setup")));
    const running = runChild(request(machine, command, { lowPriority: true }));
    await runChild(request(machine, "/bin/sh", { args: ["-c", "echo go > fifo"] }));
    expect((await running).stdout.trim()).toBe("10");
  });

  test("does not start at all with a signal that is aborted already", async ({ machine }) => {
    const command = await script(join(machine.folder, "mark"), "touch marked");
    expect(await runChild(request(machine, command, { signal: AbortSignal.abort() }))).toMatchObject({
      ended: "cancelled",
    });
    await expect(readFile(join(machine.folder, "marked"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("stops the child and its own children when the time is up", async ({ machine }) => {
    const command = await script(join(machine.folder, "tree"), "sleep 300 &", "echo $!", "wait");
    const outcome = await runChild(request(machine, command, { timeoutMs: 300 }));
    expect(outcome).toMatchObject({ ended: "timed-out", exitCode: null });
    await expect.poll(() => isRunning(Number(outcome.stdout))).toBe(false);
  });

  test("kills one that ignores the polite signal", async ({ machine }) => {
    const command = await script(join(machine.folder, "deaf"), "trap '' TERM", "echo $$", "while :; do sleep 1; done");
    const controller = new AbortController();
    const stop = (): void => {
      controller.abort();
    };
    const outcome = await runChild(request(machine, command, { signal: controller.signal, onLine: stop }));
    expect(outcome.ended).toBe("cancelled");
    await expect.poll(() => isRunning(Number(outcome.stdout))).toBe(false);
  });
});
