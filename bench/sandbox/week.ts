/** `node bench/sandbox/week.ts <stage> ...`: wall time of a simulated week with everything that these stages watch, one answer a minute of each metric. */
import { makePlan } from "../../packages/sandbox/test/datadog/plan.ts";
import { clean, pass, stopAt } from "../../packages/sandbox/test/datadog/traffic.ts";
import { monitorsOf } from "../../packages/sandbox/src/vendors/datadog/monitors/state.ts";
import { tell, withGround } from "./ground.ts";

const stages = process.argv.slice(2);

await withGround(async (sandbox) => {
  stopAt(sandbox, "2026-11-30T00:00:00Z");
  for (const stage of stages) await makePlan(sandbox, stage);
  const [start, before] = [performance.now(), process.cpuUsage()];
  for (let day = 0; day < 7; day += 1) await pass(sandbox, 1440, () => clean, stages);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  tell({ monitors: monitorsOf(sandbox.world).length, seconds, processor: (user + system) / 1e6 });
});
