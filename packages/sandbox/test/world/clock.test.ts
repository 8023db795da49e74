import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Clock } from "../../src/index.ts";
import { Store } from "../../src/world/store.ts";

const start = Date.parse("2026-03-01T12:00:00Z");
let folder = "";
let store: Store;
let real = start;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clock-"));
  store = new Store(join(folder, "state.sqlite"));
  real = start;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const clock = (): Clock => new Clock(store, () => real);

describe("the clock", () => {
  it("goes with real time, and ahead of it by what it was moved", () => {
    const sandbox = clock();
    sandbox.advance(3_600_000);
    real += 1000;
    expect(sandbox.reading()).toEqual({ now: "2026-03-01T13:00:01.000Z", mode: "running", offset: 3_600_000 });
  });

  it("stands still when paused, moves when told, and goes on from there", () => {
    const sandbox = clock();
    sandbox.pause();
    real += 60_000;
    expect(sandbox.now()).toBe(start);
    sandbox.set(start - 1000);
    expect(sandbox.iso()).toBe("2026-03-01T11:59:59.000Z");
    sandbox.run();
    real += 5000;
    expect(sandbox.now()).toBe(start + 4000);
  });

  it("keeps its state over a restart", () => {
    clock().advance(86_400_000);
    store.close();
    store = new Store(join(folder, "state.sqlite"));
    expect(clock().now()).toBe(start + 86_400_000);
  });

  it("tells listeners of every jump until they stop", () => {
    const heard: number[] = [];
    const sandbox = clock();
    const stop = sandbox.onChange((now) => heard.push(now));
    sandbox.advance(1000);
    stop();
    sandbox.advance(1000);
    expect(heard).toEqual([start + 1000]);
  });
});
