/** What downtimes keep from being told. (O2) */
import { v2 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { configuration, plain } from "./client.ts";
import { times } from "./told.ts";
import { minute } from "./traffic.ts";
import { Watch } from "./watch.ts";

const watch = new Watch();
const { make, told, changes, values } = watch;

describe("downtimes", () => {
  const api = (): v2.DowntimesApi => new v2.DowntimesApi(configuration(watch.sandbox));
  const mute = (id: number, minutes: readonly [number, number], more: object = {}): Promise<v2.DowntimeResponse> => {
    const [from, to] = minutes.map((each) => new Date(watch.start + each * minute));
    const attributes = {
      scope: "*",
      monitorIdentifier: { monitorId: id },
      schedule: { start: from, end: to },
      ...more,
    };
    return api().createDowntime({ body: plain({ data: { type: "downtime", attributes } }) });
  };
  const trouble = [...times(5, 0), ...times(30, 60), ...times(10, 0)];

  it("keep an alert from being told until they end", async () => {
    const id = await make();
    await mute(id, [2, 20]);
    await values(trouble);
    expect(changes(id)).toEqual(["1 OK", "6 Alert", "40 OK"]);
    expect(told(id)).toEqual(["20 trigger", "40 resolve"]);
    const shown = await watch.monitors.getMonitor({ monitorId: id, withDowntimes: true });
    expect(shown.matchingDowntimes).toEqual([]);
  });

  it("that tell nothing at their end leave it untold", async () => {
    const id = await make();
    await mute(id, [2, 20], { notifyEndTypes: [] });
    await values(trouble);
    expect([changes(id).length, told(id)]).toEqual([3, []]);
  });

  it("let the first recovery through unless they mute it too", async () => {
    const [heard, unheard] = [await make(), await make()];
    await mute(heard, [10, 60]);
    await mute(unheard, [10, 60], { muteFirstRecoveryNotification: true });
    await values(trouble);
    expect([told(heard), told(unheard)]).toEqual([["6 trigger", "40 resolve"], ["6 trigger"]]);
  });

  it("meet monitors by tags and scope, and show there", async () => {
    const tags = ["service:web", `of:${watch.metric}`];
    const [in1, out] = [await make({}, { tags }), await make({}, { tags: ["service:web"] })];
    await mute(0, [-1, 60], { monitorIdentifier: { monitorTags: [`of:${watch.metric}`] }, scope: "service:web" });
    await mute(0, [-1, 60], { monitorIdentifier: { monitorTags: ["service:web"] }, scope: "env:other" });
    await values(times(5, 60));
    expect([told(in1), told(out)]).toEqual([[], ["1 trigger"]]);
    const { matchingDowntimes } = await watch.monitors.getMonitor({ monitorId: in1, withDowntimes: true });
    expect(matchingDowntimes?.map(({ scope }) => scope)).toEqual([["service:web"]]);
  });

  it("of the monitor's own option hold until their second", async () => {
    const id = await make({ silenced: { "*": Math.floor(watch.start / 1000) + 600 } });
    await values(trouble);
    expect(told(id)).toEqual(["10 trigger", "40 resolve"]);
  });
});
