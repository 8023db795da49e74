/** Groups of monitors, and how monitors are found. (O2) */
import { describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { times } from "./told.ts";
import { minute } from "./traffic.ts";
import { Watch } from "./watch.ts";

const watch = new Watch();
const { make, changes, values } = watch;

describe("groups", () => {
  it("stand for themselves, and are shown with their moments", async () => {
    const id = await make({}, { query: `avg(last_5m):avg:${watch.metric}{*} by {version} > 10` });
    const { world } = watch.sandbox;
    const points = (value: number): readonly (readonly [number, number])[] =>
      times(10, value).map((each, index) => [watch.start + index * minute, each] as const);
    submit(world, [
      { metric: watch.metric, kind: "gauge", tags: ["version:a"], points: points(1) },
      { metric: watch.metric, kind: "gauge", tags: ["version:b"], points: points(20) },
    ]);
    await world.agenda.passTo(watch.start + 10 * minute);
    const { state, overallState, multi } = await watch.monitors.getMonitor({ monitorId: id, groupStates: "all" });
    expect([overallState, multi]).toEqual(["Alert", true]);
    const second = (watch.start + minute) / 1000;
    expect(state?.groups).toMatchObject({
      "version:a": { name: "version:a", status: "OK", lastTriggeredTs: 0 },
      "version:b": { name: "version:b", status: "Alert", lastTriggeredTs: second, lastNotifiedTs: second },
    });
    const alone = await watch.monitors.getMonitor({ monitorId: id, groupStates: "alert" });
    expect(Object.keys(alone.state?.groups ?? {})).toEqual(["version:b"]);
    expect(watch.pages.at(-1)?.payload).toMatchObject({
      summary: `[P2] [Triggered on {version:b}] ${watch.metric}`,
      source: "version:b",
    });
    await world.agenda.passTo(watch.start + 26 * 60 * minute);
    const later = await watch.monitors.getMonitor({ monitorId: id, groupStates: "all" });
    expect(Object.keys(later.state?.groups ?? {})).toEqual([]);
  });

  it("that are new are left alone for a while", async () => {
    const query = `avg(last_5m):avg:${watch.metric}{*} by {version} > 10`;
    const id = await make({ newGroupDelay: 300 }, { query });
    await values(times(10, 20), ["version:new"]);
    expect(changes(id)).toEqual(["5 version:new Alert"]);
  });
});

describe("searches", () => {
  it("find monitors and groups by tag, status, type and words", async () => {
    const tags = ["env:prod", `of:${watch.metric}`];
    const id = await make({}, { name: `Search of ${watch.metric}`, tags });
    await values([0, ...times(5, 60)]);
    const found = async (query: string): Promise<readonly (number | undefined)[]> =>
      ((await watch.monitors.searchMonitors({ query })).monitors ?? []).map((each) => each.id);
    const own = `of:${watch.metric}`;
    for (const query of [
      `tag:("env:prod" AND "${own}")`,
      `${own} status:alert`,
      `tag:"${own}" type:metric`,
      `Search ${own} -status:ok`,
      `${own} (status:warn OR status:alert)`,
      `${own} priority:p2 metric:${watch.metric} notification:pagerduty-web-prod`,
    ]) {
      expect(await found(query), query).toEqual([id]);
    }
    expect(await found(`${own} status:ok`)).toEqual([]);
    expect(await found(`${own} NOT tag:"env:prod"`)).toEqual([]);
    const { counts, metadata } = await watch.monitors.searchMonitors({ query: own });
    expect([counts?.status, metadata?.totalCount]).toMatchObject([[{ name: "Alert", count: 1 }], 1]);
    const groups = await watch.monitors.searchMonitorGroups({ query: own });
    expect(groups.groups).toMatchObject([
      { group: "*", monitorId: id, status: "Alert", lastTriggeredTs: (watch.start + 2 * minute) / 1000 },
    ]);
  });
});
