/** A simulated week of clean traffic: no monitor of the reference organisation says a word (O2). All stages with LAUNCHGATE_FULL=1, else production. */
import { beforeAll, describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { monitorsOf, transitionsOf } from "../../src/vendors/datadog/monitors/state.ts";
import { makePlan, planned } from "../datadog/plan.ts";
import { clean, minute, pass, stopAt, traffic, type Minute } from "../datadog/traffic.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { stages as everyStage } from "./stages.ts";

const handle = withSandbox();
const start = Date.parse("2026-11-30T00:00:00Z");
const day = 1440;
const week = 7 * day;
const stages = process.env["LAUNCHGATE_FULL"] === "1" ? everyStage : ["prod"];

/** Traffic as a day has it: by night a fifth of the noon's, one failure in ten thousand requests, one slow one in a thousand. */
function ordinary(index: number): Minute {
  const tide = 0.6 - 0.4 * Math.cos((2 * Math.PI * (index % 1440)) / 1440);
  const requests = Math.round(500 * tide);
  return {
    ...clean,
    requests,
    failed: index % 25 === 0 ? 1 : 0,
    slow: index % 4 === 0 ? 1 : 0,
    denied: index % 7 === 0 ? 1 : 0,
  };
}

/** Half of a monitor of low traffic: failures by themselves, which clean traffic has too, tell nobody. */
const isPart = (name: string): boolean => name.endsWith(": low traffic (failures)");

let [milliseconds, busy] = [0, 0];
beforeAll(async () => {
  const { sandbox } = handle;
  stopAt(sandbox, new Date(start - 60 * minute).toISOString());
  // What the hour before the first evaluation is compared with lies a week and two hours back.
  const before = (index: number): Minute => ordinary(index + day - 180);
  submit(sandbox.world, traffic(start - (week + 180) * minute, week + 120, before, stages));
  for (const stage of stages) await makePlan(sandbox, stage);
  await pass(sandbox, 60, (index) => ordinary(index + day - 60), stages);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  // A day at a time: what comes early makes the sandbox forget minutes that a comparison with the week before needs.
  for (let each = 0; each < 7; each += 1) await pass(sandbox, day, (index) => ordinary(each * day + index), stages);
  milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  busy = (user + system) / 1e6;
}, 1_800_000);

describe("a week of ordinary traffic", () => {
  it("leaves every monitor quiet", () => {
    const { world } = handle.sandbox;
    const all = monitorsOf(world);
    expect(all).toHaveLength(stages.flatMap((stage) => planned(stage, "datadog:index/monitor:Monitor")).length);
    expect(all.length).toBeGreaterThan(70);
    const whole = all.filter(({ data }) => !isPart(data.name));
    const changed = whole.flatMap(({ key, data }) =>
      transitionsOf(world, key)
        .filter(({ status }) => status !== "OK")
        .map(({ at, status }) => `${data.name} ${new Date(at).toISOString()} ${status}`),
    );
    expect(changed).toEqual([]);
    expect(whole.filter(({ data }) => data.overall_state !== "OK").map(({ data }) => data.name)).toEqual([]);
  });

  it("passes ten thousand minutes of all monitors", () => {
    const { length } = monitorsOf(handle.sandbox.world);
    process.stdout.write(
      `a simulated week of ${String(length)} monitors: ${(milliseconds / 1000).toFixed(1)} s, ${busy.toFixed(1)} s of one core\n`,
    );
    expect(handle.sandbox.clock.now()).toBe(start + week * minute);
  });
});
