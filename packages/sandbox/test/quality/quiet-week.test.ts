/** A simulated week of clean traffic: no monitor of any stage of the reference organisation says a word (O2). */
import { beforeAll, describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { monitorsOf, transitionsOf } from "../../src/vendors/datadog/monitors/state.ts";
import { makePlan } from "../datadog/plan.ts";
import { clean, minute, pass, stopAt, traffic, type Minute } from "../datadog/traffic.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { stages } from "./stages.ts";

const handle = withSandbox();
const start = Date.parse("2026-11-30T00:00:00Z");
const week = 7 * 1440;

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
  submit(sandbox.world, traffic(start - (week + 60) * minute, week, ordinary, stages));
  for (const stage of stages) await makePlan(sandbox, stage);
  await pass(sandbox, 60, ordinary, stages);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await pass(sandbox, week, ordinary, stages);
  milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  busy = (user + system) / 1e6;
}, 900_000);

describe("a week of ordinary traffic", () => {
  it("leaves every monitor quiet", () => {
    const { world } = handle.sandbox;
    const all = monitorsOf(world);
    expect(all).toHaveLength(281);
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
