/** When monitors alert, and who is told. (O2) */
import { describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { headersOf } from "../helpers/headers.ts";
import { times } from "./told.ts";
import { minute } from "./traffic.ts";
import { Watch } from "./watch.ts";

const watch = new Watch();
const { make, told, changes, values } = watch;

describe("an alert", () => {
  it("pages its service under one key, and resolves it", async () => {
    const id = await make();
    await values([...times(5, 0), ...times(5, 60), ...times(10, 0)]);
    expect(changes(id)).toEqual(["1 OK", "6 Alert", "15 OK"]);
    expect(told(id)).toEqual(["6 trigger", "15 resolve"]);
    const [trigger, resolve] = watch.pages.filter(({ dedup_key: key }) => key === `datadog-${String(id)}-*`);
    expect(trigger).toMatchObject({
      routing_key: "key-of-web",
      payload: {
        summary: `[P2] [Triggered] ${watch.metric}`,
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
      at: watch.start + 15 * minute,
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
    const again = watch.pages.filter(({ dedup_key: key }) => key === `datadog-${String(id)}-*`)[1];
    expect(again?.payload).toMatchObject({
      summary: `[P2] [Re-Triggered] ${watch.metric}`,
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
    const failed = watch.sandbox.world.timeline.entries().filter(({ kind }) => kind === "monitor.notification-failed");
    expect(failed.filter(({ data }) => data["monitor"] === id).map(({ text }) => text)).toEqual([
      "Datadog could not page nobody: no such service in the PagerDuty integration",
    ]);
  });

  it("on a change compares with the same window before", async () => {
    const id = await make({}, { query: `change(avg(last_5m),last_10m):avg:${watch.metric}{*} > 10` });
    await values([...times(30, 5), ...times(30, 30)]);
    expect(changes(id)).toEqual(["11 OK", "33 Alert", "43 OK"]);
    const percent = { query: `pct_change(avg(last_5m),last_10m):avg:${watch.metric}{*} > 10` };
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
    const query = `sum(last_5m):sum:${watch.metric}.count{*}.as_count() < 1`;
    const counting = await make({ onMissingData: "default", thresholds: { critical: 1 } }, { query });
    submit(watch.sandbox.world, [
      { metric: `${watch.metric}.count`, kind: "count", tags: [], points: [[watch.start, 5]] },
    ]);
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

describe("service checks", () => {
  it("change by so many runs in a row", async () => {
    const query = `"${watch.metric}.can_connect".over("env:prod").by("service").last(4).count_by_status()`;
    const id = await make({ thresholds: { critical: 3, ok: 2, warning: 1 } }, { type: "service check", query });
    const run = async (status: number): Promise<void> => {
      const body = { check: `${watch.metric}.can_connect`, host_name: "h", status, tags: ["env:prod", "service:web"] };
      const headers = headersOf(watch.sandbox, "datadog");
      const address = `${watch.sandbox.urls.datadog}/api/v1/check_run`;
      const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify([body]) });
      expect(answer.status).toBe(202);
      await watch.sandbox.world.agenda.passTo(watch.sandbox.clock.now() + minute);
    };
    for (const status of [0, 0, 2, 2, 2, 0, 0]) await run(status);
    expect(changes(id)).toEqual(["2 service:web OK", "5 service:web Alert", "7 service:web OK"]);
  });
});
