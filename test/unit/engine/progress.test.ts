import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startProgress } from "../../../packages/cli/src/engine/progress.ts";
import type { InstallProgress } from "../../../packages/cli/src/engine/progress.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("startProgress", () => {
  test("tells a step at once, then at least every 2 s, with the newest note", () => {
    const events: InstallProgress[] = [];
    const progress = startProgress((event) => events.push(event));
    progress.step("build", "Building.");
    progress.note("a");
    progress.note("b");
    vi.advanceTimersByTime(2_000);
    expect(events[0]).toEqual({ phase: "build", message: "Building.", elapsedSeconds: 0 });
    expect(events.at(-1)).toEqual({ phase: "build", message: "b", elapsedSeconds: 2 });
    expect(events.map((event) => event.message)).not.toContain("a");
    progress.stop();
  });

  test("is silent before the first step and after the stop", () => {
    const listener = vi.fn();
    const progress = startProgress(listener);
    progress.note("nothing runs yet");
    vi.advanceTimersByTime(5_000);
    progress.stop();
    vi.advanceTimersByTime(5_000);
    expect(listener).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("drops a listener that throws, and goes on", () => {
    const listener = vi.fn(() => {
      throw new Error("terminal closed");
    });
    const progress = startProgress(listener);
    progress.step("look", "Looking.");
    progress.step("done", "Done.");
    vi.advanceTimersByTime(3_000);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(progress.elapsedSeconds()).toBe(3);
    progress.stop();
  });
});
