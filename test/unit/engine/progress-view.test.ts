import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { quietLimit, startProgressView } from "../../../packages/cli/src/engine/progress-view.ts";
import { step } from "./engine-double.ts";

const lines: string[] = [];
const host = {
  cwd: "/",
  columns: 100,
  colour: false,
  liveProgress: false,
  now: () => new Date(),
  out: () => undefined,
  err: (text: string) => void lines.push(text),
};
beforeEach(() => {
  lines.length = 0;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(() => void vi.useRealTimers());

test("one line for each vendor object that something happened to; none for what stays, components and providers", () => {
  const view = startProgressView(host, "drill");
  const done = (resource: ReturnType<typeof step>) => view.take({ kind: "resource", phase: "done", resource });
  done(step("create", "web"));
  done({ ...step("update", "api"), changed: ["name", "region"] });
  done(step("same", "db"));
  done({ ...step("create", "part"), custom: false });
  done(step("create", "neon", "pulumi:providers:neon"));
  view.take({ kind: "resource", phase: "failed", resource: step("create", "role") });
  view.take({ kind: "message", severity: "warning", text: "slow", urn: "urn:a::b::c::web" });
  view.take({ kind: "message", severity: "info", text: "chatter" });
  view.stop();
  expect(lines).toEqual([
    "+ neon:index:Project web\n",
    "~ neon:index:Project api [name, region]\n",
    "! neon:index:Project role failed\n",
    "warning: web: slow\n",
  ]);
});

test("without a terminal a sign of life comes at least every ten seconds, and names what is under way", () => {
  const view = startProgressView(host, "drill");
  view.take({ kind: "resource", phase: "began", resource: step("create", "web") });
  for (let seconds = 0; seconds < 60; seconds += 1) {
    vi.advanceTimersByTime(1_000);
    if (seconds * 1_000 >= quietLimit)
      expect(lines.length).toBeGreaterThanOrEqual(Math.floor((seconds * 1_000) / quietLimit));
  }
  expect(lines.length).toBeGreaterThanOrEqual(6);
  expect(lines[0]).toMatch(/^drill: 0 resources, \d+ s, at web\n$/);
  view.stop();
  const said = lines.length;
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(said);
});

test("on a terminal a live line is redrawn in place, lines of their own stand above it, and it goes at the end", () => {
  for (const columns of [100, 0]) {
    lines.length = 0;
    const view = startProgressView({ ...host, liveProgress: true, columns }, "drill");
    vi.advanceTimersByTime(1_000);
    view.line("Preview ...");
    view.stop();
    vi.advanceTimersByTime(5_000);
    expect(lines[0]).toMatch(/^\r\u001b\[Kdrill: 0 resources/);
    expect(lines.slice(1, 2)).toEqual(["\r\u001b[KPreview ...\n"]);
    expect(lines.at(-1)).toBe("\r\u001b[K");
    expect(lines).toHaveLength(4);
  }
});
