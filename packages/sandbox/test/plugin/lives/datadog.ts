import { dashboardLives } from "./datadog-dashboard.ts";
import { monitorLives } from "./datadog-monitor.ts";
import { latency, objectiveLives, types } from "./datadog-objectives.ts";
import { sharedLives } from "./datadog-shared.ts";
import { syntheticsLives } from "./datadog-synthetics.ts";
import type { VendorLives } from "./life.ts";

/** Every type of Datadog that the plugin serves. */
export const datadogLives: VendorLives = {
  vendor: "datadog",
  async prepare(engine) {
    const load = { message: "m", name: "m", type: "query alert", query: "avg(last_5m):avg:system.load.1{*} > 4" };
    const variable = { name: "WEB__PROD__VERCEL_BYPASS", secure: true, value: "canary" };
    return {
      monitor: await engine.made("datadog:index/monitor:Monitor", "load", load),
      latency: await engine.made(types.objective, "latency", latency),
      bypass: await engine.made("datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable", "bypass", variable),
    };
  },
  lives: (ids) => ({
    ...monitorLives(),
    ...objectiveLives(ids),
    ...dashboardLives(),
    ...sharedLives(),
    ...syntheticsLives(ids),
  }),
};
