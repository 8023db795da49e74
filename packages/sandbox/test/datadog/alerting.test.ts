import { v1, v2 } from "@datadog/datadog-api-client";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { headersOf } from "../helpers/headers.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { changesOf } from "./changes.ts";
import { configuration, plain } from "./client.ts";
import { feed, times, writingPages } from "./told.ts";
import { minute, stopAt } from "./traffic.ts";

const handle = withSandbox();
const pages = writingPages();
const monitors = (): v1.MonitorsApi => new v1.MonitorsApi(configuration(handle.sandbox));

let number = 0;
let metric = "";
let start = 0;

beforeAll(async () => {
  stopAt(handle.sandbox, "2026-11-25T09:00:00Z");
  const body = JSON.stringify({ subdomain: "motion-mavericks", api_token: "canary" });
  const address = `${handle.sandbox.urls.datadog}/api/v1/integration/pagerduty`;
  await fetch(address, { method: "PUT", headers: headersOf(handle.sandbox, "datadog"), body });
  const api = new v1.PagerDutyIntegrationApi(configuration(handle.sandbox));
  await api.createPagerDutyIntegrationService({ body: plain({ serviceName: "web-prod", serviceKey: "key-of-web" }) });
});

// Each test has a metric of its own: what is left of the others is of no matter to it.
beforeEach(() => {
  number += 1;
  metric = `t.m${String(number)}`;
  start = handle.sandbox.clock.now();
});

const message =
  "Value {{value}}.\n{{#is_alert}}@pagerduty-web-prod{{/is_alert}}{{#is_recovery}}@pagerduty-web-prod{{/is_recovery}}" +
  "{{#is_no_data}}@pagerduty-web-prod{{/is_no_data}}";

/** Makes a monitor of the test's metric: more than 10 on the mean of five minutes. */
async function make(options: object = {}, more: object = {}): Promise<number> {
  const query = `avg(last_5m):avg:${metric}{*} > 10`;
  const thresholds = { critical: 10 };
  const body = { name: metric, type: "query alert", query, message, priority: 2, ...more };
  const made = await monitors().createMonitor({ body: plain({ ...body, options: { thresholds, ...options } }) });
  return made.id ?? 0;
}

/** What was told of a monitor since the test began: minute and act. */
function told(id: number): readonly string[] {
  return pages
    .filter(({ dedup_key: key }) => key?.startsWith(`datadog-${String(id)}-`))
    .map(({ at, event_action: act }) => `${String((at - start) / minute)} ${act}`);
}
const changes = (id: number): readonly string[] => changesOf(handle.sandbox, id, start);
const values = (list: readonly (number | undefined)[], tags: readonly string[] = []): Promise<void> =>
  feed(handle.sandbox, metric, tags, list);

describe("an alert", () => {
  it("pages its service under one key, and resolves it", async () => {
    const id = await make();
    await values([...times(5, 0), ...times(5, 60), ...times(10, 0)]);
    expect(changes(id)).toEqual(["1 OK", "6 Alert", "15 OK"]);
    expect(told(id)).toEqual(["6 trigger", "15 resolve"]);
    const [trigger, resolve] = pages.filter(({ dedup_key: key }) => key === `datadog-${String(id)}-*`);
    expect(trigger).toMatchObject({
      routing_key: "key-of-web",
      payload: {
        summary: `[P2] [Triggered] ${metric}`,
        severity: "critical",
        source: "datadog",
        class: "query alert",
        custom_details: { body: "Value 12.\n@pagerduty-web-prod" },
      },
    });
    expect(resolve).toEqual({
      routing_key: "key-of-web",
      event_action: "resolve",
      dedup_key: `datadog-${String(id)}-*`,
      at: start + 15 * minute,
    });
  });

  it("that only warns tells nobody; from warning it goes on to alert and back", async () => {
    const id = await make({ thresholds: { critical: 10, warning: 5 } });
    await values([...times(5, 0), ...times(5, 35), ...times(12, 0)]);
    expect(changes(id)).toEqual(["1 OK", "6 Warn", "7 Alert", "14 Warn", "15 OK"]);
    expect(told(id)).toEqual(["7 trigger", "15 resolve"]);
  });

  it("stays until its recovery threshold is passed", async () => {
    const id = await make({ thresholds: { critical: 10, criticalRecovery: 4 } });
    await values([...times(5, 0), ...times(5, 20), ...times(5, 8), ...times(10, 0)]);
    expect(changes(id)).toEqual(["1 OK", "8 Alert", "18 OK"]);
  });

  it("waits for data as late as its evaluation delay, in seconds", async () => {
    const id = await make({ evaluationDelay: 120 });
    await values([...times(5, 0), ...times(5, 60), ...times(10, 0)]);
    expect(changes(id).slice(1)).toEqual(["8 Alert", "17 OK"]);
  });

  it("goes on to be told at its interval, so often, with the words for it", async () => {
    const options = { renotifyInterval: 10, renotifyOccurrences: 2, escalationMessage: "Still! @pagerduty-web-prod" };
    const id = await make(options);
    await values([0, ...times(45, 60), ...times(10, 0)]);
    expect(told(id)).toEqual(["2 trigger", "12 trigger", "22 trigger", "51 resolve"]);
    const again = pages.filter(({ dedup_key: key }) => key === `datadog-${String(id)}-*`)[1];
    expect(again?.payload).toMatchObject({
      summary: `[P2] [Re-Triggered] ${metric}`,
      custom_details: { body: "Still! @pagerduty-web-prod" },
    });
  });

  it("of a draft tells nobody", async () => {
    const id = await make({}, { draftStatus: "draft" });
    await values([0, ...times(10, 60)]);
    expect([changes(id), told(id)]).toEqual([["1 OK", "2 Alert"], []]);
  });

  it("that cannot be delivered stands in the time line", async () => {
    const id = await make({}, { message: "@pagerduty-nobody" });
    await values([0, ...times(5, 60)]);
    expect(told(id)).toEqual([]);
    const failed = handle.sandbox.world.timeline.entries().filter(({ kind }) => kind === "monitor.notification-failed");
    expect(failed.filter(({ data }) => data["monitor"] === id).map(({ text }) => text)).toEqual([
      "Datadog could not page nobody: no such service in the PagerDuty integration",
    ]);
  });

  it("on a change compares with the same window before", async () => {
    const id = await make({}, { query: `change(avg(last_5m),last_10m):avg:${metric}{*} > 10` });
    await values([...times(30, 5), ...times(30, 30)]);
    expect(changes(id)).toEqual(["11 OK", "33 Alert", "43 OK"]);
    const percent = { query: `pct_change(avg(last_5m),last_10m):avg:${metric}{*} > 10` };
    expect(await make({}, percent)).toBeGreaterThan(id);
  });
});

describe("missing data", () => {
  const gone = [...times(5, 60), ...times(20, undefined), ...times(6, 0)];

  it.each([
    ["show_and_notify_no_data", ["1 Alert", "10 No Data", "26 OK"], ["1 trigger", "10 trigger", "26 resolve"]],
    ["show_no_data", ["1 Alert", "10 No Data", "26 OK"], ["1 trigger", "26 resolve"]],
    ["resolve", ["1 Alert", "10 OK"], ["1 trigger", "10 resolve"]],
    ["default", ["1 Alert", "26 OK"], ["1 trigger", "26 resolve"]],
  ])("is met by %s", async (onMissingData, wanted, pagesWanted) => {
    const id = await make({ onMissingData });
    await values(gone);
    expect([changes(id), told(id)]).toEqual([wanted, pagesWanted]);
  });

  it("is told after the older option's minutes, and of counts it is zero", async () => {
    const id = await make({ notifyNoData: true, noDataTimeframe: 15 });
    const query = `sum(last_5m):sum:${metric}.count{*}.as_count() < 1`;
    const counting = await make({ onMissingData: "default", thresholds: { critical: 1 } }, { query });
    submit(handle.sandbox.world, [{ metric: `${metric}.count`, kind: "count", tags: [], points: [[start, 5]] }]);
    await values([...times(5, 0), ...times(25, undefined)]);
    expect(changes(id)).toEqual(["1 OK", "19 No Data"]);
    expect(changes(counting)).toEqual(["1 OK", "6 Alert"]);
  });

  it("from the beginning waits for the window of a new monitor", async () => {
    const id = await make({ onMissingData: "show_and_notify_no_data" });
    await values(times(8, undefined));
    expect([changes(id), told(id)]).toEqual([["5 No Data"], ["5 trigger"]]);
  });
});

describe("groups", () => {
  it("stand for themselves, and are shown with their moments", async () => {
    const id = await make({}, { query: `avg(last_5m):avg:${metric}{*} by {version} > 10` });
    const { world } = handle.sandbox;
    const points = (value: number): readonly (readonly [number, number])[] =>
      times(10, value).map((each, index) => [start + index * minute, each] as const);
    submit(world, [
      { metric, kind: "gauge", tags: ["version:a"], points: points(1) },
      { metric, kind: "gauge", tags: ["version:b"], points: points(20) },
    ]);
    await world.agenda.passTo(start + 10 * minute);
    const { state, overallState, multi } = await monitors().getMonitor({ monitorId: id, groupStates: "all" });
    expect([overallState, multi]).toEqual(["Alert", true]);
    const second = (start + minute) / 1000;
    expect(state?.groups).toMatchObject({
      "version:a": { name: "version:a", status: "OK", lastTriggeredTs: 0 },
      "version:b": { name: "version:b", status: "Alert", lastTriggeredTs: second, lastNotifiedTs: second },
    });
    const alone = await monitors().getMonitor({ monitorId: id, groupStates: "alert" });
    expect(Object.keys(alone.state?.groups ?? {})).toEqual(["version:b"]);
    expect(pages.at(-1)?.payload).toMatchObject({
      summary: `[P2] [Triggered on {version:b}] ${metric}`,
      source: "version:b",
    });
    await world.agenda.passTo(start + 26 * 60 * minute);
    const later = await monitors().getMonitor({ monitorId: id, groupStates: "all" });
    expect(Object.keys(later.state?.groups ?? {})).toEqual([]);
  });

  it("that are new are left alone for a while", async () => {
    const query = `avg(last_5m):avg:${metric}{*} by {version} > 10`;
    const id = await make({ newGroupDelay: 300 }, { query });
    await values(times(10, 20), ["version:new"]);
    expect(changes(id)).toEqual(["5 version:new Alert"]);
  });
});

describe("downtimes", () => {
  const api = (): v2.DowntimesApi => new v2.DowntimesApi(configuration(handle.sandbox));
  const mute = (id: number, minutes: readonly [number, number], more: object = {}): Promise<v2.DowntimeResponse> => {
    const [from, to] = minutes.map((each) => new Date(start + each * minute));
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
    const shown = await monitors().getMonitor({ monitorId: id, withDowntimes: true });
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
    const tags = ["service:web", `of:${metric}`];
    const [in1, out] = [await make({}, { tags }), await make({}, { tags: ["service:web"] })];
    await mute(0, [-1, 60], { monitorIdentifier: { monitorTags: [`of:${metric}`] }, scope: "service:web" });
    await mute(0, [-1, 60], { monitorIdentifier: { monitorTags: ["service:web"] }, scope: "env:other" });
    await values(times(5, 60));
    expect([told(in1), told(out)]).toEqual([[], ["1 trigger"]]);
    const { matchingDowntimes } = await monitors().getMonitor({ monitorId: in1, withDowntimes: true });
    expect(matchingDowntimes?.map(({ scope }) => scope)).toEqual([["service:web"]]);
  });

  it("of the monitor's own option hold until their second", async () => {
    const id = await make({ silenced: { "*": Math.floor(start / 1000) + 600 } });
    await values(trouble);
    expect(told(id)).toEqual(["10 trigger", "40 resolve"]);
  });
});

describe("searches", () => {
  it("find monitors and groups by tag, status, type and words", async () => {
    const tags = ["env:prod", `of:${metric}`];
    const id = await make({}, { name: `Search of ${metric}`, tags });
    await values([0, ...times(5, 60)]);
    const found = async (query: string): Promise<readonly (number | undefined)[]> =>
      ((await monitors().searchMonitors({ query })).monitors ?? []).map((each) => each.id);
    const own = `of:${metric}`;
    for (const query of [
      `tag:("env:prod" AND "${own}")`,
      `${own} status:alert`,
      `tag:"${own}" type:metric`,
      `Search ${own} -status:ok`,
      `${own} (status:warn OR status:alert)`,
      `${own} priority:p2 metric:${metric} notification:pagerduty-web-prod`,
    ]) {
      expect(await found(query), query).toEqual([id]);
    }
    expect(await found(`${own} status:ok`)).toEqual([]);
    expect(await found(`${own} NOT tag:"env:prod"`)).toEqual([]);
    const { counts, metadata } = await monitors().searchMonitors({ query: own });
    expect([counts?.status, metadata?.totalCount]).toMatchObject([[{ name: "Alert", count: 1 }], 1]);
    const groups = await monitors().searchMonitorGroups({ query: own });
    expect(groups.groups).toMatchObject([
      { group: "*", monitorId: id, status: "Alert", lastTriggeredTs: (start + 2 * minute) / 1000 },
    ]);
  });
});

describe("service checks", () => {
  it("change by so many runs in a row", async () => {
    const query = `"${metric}.can_connect".over("env:prod").by("service").last(4).count_by_status()`;
    const id = await make({ thresholds: { critical: 3, ok: 2, warning: 1 } }, { type: "service check", query });
    const run = async (status: number): Promise<void> => {
      const body = { check: `${metric}.can_connect`, host_name: "h", status, tags: ["env:prod", "service:web"] };
      const headers = headersOf(handle.sandbox, "datadog");
      const address = `${handle.sandbox.urls.datadog}/api/v1/check_run`;
      const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify([body]) });
      expect(answer.status).toBe(202);
      await handle.sandbox.world.agenda.passTo(handle.sandbox.clock.now() + minute);
    };
    for (const status of [0, 0, 2, 2, 2, 0, 0]) await run(status);
    expect(changes(id)).toEqual(["2 service:web OK", "5 service:web Alert", "7 service:web OK"]);
  });
});
