import { beforeAll, describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { monitorsOf, transitionsOf } from "../../src/vendors/datadog/monitors/state.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { makePlan } from "./plan.ts";
import { clean, minute, pass, stopAt, traffic, type Minute } from "./traffic.ts";

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

let [milliseconds, busy] = [0, 0];
beforeAll(async () => {
  const { sandbox } = handle;
  stopAt(sandbox, new Date(start - 60 * minute).toISOString());
  submit(sandbox.world, traffic(start - (week + 60) * minute, week, ordinary));
  await makePlan(sandbox, "prod");
  await pass(sandbox, 60, ordinary);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await pass(sandbox, week, ordinary);
  milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  busy = (user + system) / 1e6;
}, 300_000);

describe("a week of ordinary traffic", () => {
  it("leaves every monitor that tells people quiet", () => {
    const { world } = handle.sandbox;
    const all = monitorsOf(world);
    expect(all.length).toBeGreaterThan(60);
    const loud = all.filter(({ data }) => data.message.includes("@pagerduty"));
    const changed = loud.flatMap(({ key, data }) =>
      transitionsOf(world, key)
        .filter(({ status }) => status !== "OK")
        .map(({ at, status }) => `${data.name} ${new Date(at).toISOString()} ${status}`),
    );
    expect(changed).toEqual([]);
    expect(loud.filter(({ data }) => data.overall_state !== "OK").map(({ data }) => data.name)).toEqual([]);
  });

  it("passes ten thousand minutes of all monitors", () => {
    process.stdout.write(
      `a simulated week of Datadog: ${(milliseconds / 1000).toFixed(1)} s, ${busy.toFixed(1)} s of one core\n`,
    );
    expect(handle.sandbox.clock.now()).toBe(start + week * minute);
  });
});
