import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Host } from "../../../packages/cli/src/host.ts";
import { withProgress } from "../../../packages/cli/src/progress.ts";

const recorder = (): { host: Host; said: string[] } => {
  const said: string[] = [];
  const host: Host = {
    cwd: "/",
    columns: 80,
    colour: false,
    liveProgress: false,
    now: () => new Date(0),
    out: () => undefined,
    err: (text) => said.push(text),
  };
  return { host, said };
};

describe("withProgress", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("says nothing about work of up to two seconds", async () => {
    const { host, said } = recorder();
    const work = Promise.withResolvers<string>();
    const waiting = withProgress(host, "Planning", work.promise);
    await vi.advanceTimersByTimeAsync(1_999);
    work.resolve("done");
    expect(await waiting).toBe("done");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(said).toEqual([]);
  });

  it("names what is waited for after two seconds, once, where there is no terminal", async () => {
    const { host, said } = recorder();
    const work = Promise.withResolvers<string>();
    const waiting = withProgress(host, "Planning prod", work.promise);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said).toEqual(["Planning prod ...\n"]);
    work.resolve("done");
    expect(await waiting).toBe("done");
  });

  it("passes on the failure of the work", async () => {
    const { host } = recorder();
    await expect(withProgress(host, "x", Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
});
