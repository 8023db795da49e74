import { v1, v2 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { headersOf } from "../helpers/headers.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused } from "./client.ts";

const handle = withSandbox();

describe("downtimes", () => {
  const api = (): v2.DowntimesApi => new v2.DowntimesApi(configuration(handle.sandbox));
  const body = (attributes: object, id?: string): never => plain({ data: { type: "downtime", id, attributes } });
  const weekly = {
    scope: "*",
    monitorIdentifier: { monitorTags: ["env:prod"] },
    displayTimezone: "",
    schedule: {
      timezone: "Europe/Berlin",
      recurrences: [{ rrule: "FREQ=WEEKLY;BYDAY=SU", duration: "30m", start: "2026-11-22T04:00:00" }],
    },
  };

  it("are made with defaults, read, changed, listed, cancelled", async () => {
    const made = await api().createDowntime({ body: body(weekly) });
    const downtimeId = made.data?.id ?? "";
    const filled = { displayTimezone: "UTC", status: "scheduled", notifyEndTypes: ["expired"], canceled: null };
    expect(made.data?.attributes).toMatchObject({ ...weekly, ...filled });
    const changes = {
      message: "Work",
      notifyEndStates: ["alert"],
      displayTimezone: "Europe/Berlin",
      scope: "env:prod",
    };
    await api().updateDowntime({ downtimeId, body: body(changes, downtimeId) });
    expect((await api().getDowntime({ downtimeId })).data?.attributes).toMatchObject(changes);
    const once = await api().createDowntime({ body: body({ ...weekly, schedule: undefined }) });
    expect(once.data?.attributes?.status).toBe("active");
    expect((await api().listDowntimes({ currentOnly: true })).data?.map(({ id }) => id)).toEqual([once.data?.id]);
    await api().cancelDowntime({ downtimeId });
    expect((await api().getDowntime({ downtimeId })).data?.attributes?.status).toBe("canceled");
    await refused(api().cancelDowntime({ downtimeId }), 404, "Downtime not found");
  });

  it("by a rule are scheduled, active and scheduled again as the clock goes, and end with their rule", async () => {
    const { clock } = handle.sandbox;
    const rule = {
      rrule: "FREQ=WEEKLY;BYDAY=SU;UNTIL=20300120T235959Z",
      duration: "30m",
      start: "2030-01-06T04:00:00",
    };
    const schedule = { timezone: "Europe/Berlin", recurrences: [rule] };
    const made = await api().createDowntime({ body: body({ ...weekly, schedule }) });
    const downtimeId = made.data?.id ?? "";
    const at = async (moment: string): Promise<readonly unknown[]> => {
      clock.set(Date.parse(moment));
      const attributes = (await api().getDowntime({ downtimeId })).data?.attributes;
      const { currentDowntime } = attributes?.schedule as v2.DowntimeScheduleRecurrencesResponse;
      return [attributes?.status, currentDowntime?.start?.toISOString(), currentDowntime?.end?.toISOString()];
    };
    const now = clock.now();
    const first = ["2030-01-06T03:00:00.000Z", "2030-01-06T03:30:00.000Z"];
    expect(await at("2030-01-06T02:59:59Z")).toEqual(["scheduled", ...first]);
    expect(await at("2030-01-06T03:29:59Z")).toEqual(["active", ...first]);
    expect((await api().listDowntimes({ currentOnly: true })).data?.map(({ id }) => id)).toContain(downtimeId);
    expect(await at("2030-01-06T03:30:00Z")).toEqual([
      "scheduled",
      "2030-01-13T03:00:00.000Z",
      "2030-01-13T03:30:00.000Z",
    ]);
    expect(await at("2030-01-21T00:00:00Z")).toEqual(["ended", undefined, undefined]);
    clock.set(now);
    const never = { ...rule, rrule: "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2" };
    const odd = { ...weekly, schedule: { ...schedule, recurrences: [never] } };
    await refused(api().createDowntime({ body: body(odd) }), 400, "Invalid recurrence");
  });

  it("are refused for a monitor that is not there", async () => {
    const one = { ...weekly, monitorIdentifier: { monitorId: 7 } };
    await refused(api().createDowntime({ body: body(one) }), 400, "Monitor not found");
  });
});

describe("the link to PagerDuty", () => {
  const api = (): v1.PagerDutyIntegrationApi => new v1.PagerDutyIntegrationApi(configuration(handle.sandbox));
  const link = (method: string, fields?: object): Promise<Response> =>
    fetch(`${handle.sandbox.urls.datadog}/api/v1/integration/pagerduty`, {
      method,
      headers: headersOf(handle.sandbox, "datadog"),
      ...(fields ? { body: JSON.stringify(fields) } : {}),
    });

  it("comes before its services; keys are never shown", async () => {
    const body = plain({ serviceName: "web-prod", serviceKey: "canary" });
    await refused(api().createPagerDutyIntegrationService({ body }), 400, "not active");
    expect((await link("GET")).status).toBe(404);
    expect((await link("PUT", { subdomain: "motion-mavericks", api_token: "canary" })).status).toBe(204);
    expect(await (await link("GET")).json()).toEqual({ subdomain: "motion-mavericks", schedules: [], services: [] });
    expect(await api().createPagerDutyIntegrationService({ body })).toEqual({ serviceName: "web-prod" });
    await refused(api().createPagerDutyIntegrationService({ body }), 400, "already exists");
    expect(await (await link("GET")).json()).toMatchObject({ services: [{ service_name: "web-prod" }] });
    expect(await (await link("GET")).text()).not.toContain("canary");
    const at = { serviceName: "web-prod" };
    await api().updatePagerDutyIntegrationService({ ...at, body: plain({ serviceKey: "other" }) });
    expect(await api().getPagerDutyIntegrationService(at)).toEqual(at);
    await api().deletePagerDutyIntegrationService(at);
    await refused(api().getPagerDutyIntegrationService(at), 404);
    expect((await link("DELETE")).status).toBe(204);
  });
});

describe("logs", () => {
  it("indexes are made, read, changed, ordered, deleted", async () => {
    const api = new v1.LogsIndexesApi(configuration(handle.sandbox));
    const index = (name: string): never =>
      plain({ name, filter: { query: "env:dev" }, numRetentionDays: 30, tags: ["env:dev"], disableDailyLimit: true });
    const made = await api.createLogsIndex({ body: index("one") });
    expect(made).toMatchObject({ name: "one", numRetentionDays: 30, exclusionFilters: [], isRateLimited: false });
    await api.createLogsIndex({ body: index("two") });
    await refused(api.createLogsIndex({ body: index("one") }), 400, "already exists");
    const changes = { filter: { query: "env:prod" }, numRetentionDays: 90, dailyLimit: 1000, tags: [] };
    await api.updateLogsIndex({ name: "one", body: plain(changes) });
    expect(await api.getLogsIndex({ name: "one" })).toMatchObject({ ...changes, name: "one" });
    const order = (...indexNames: string[]): Promise<v1.LogsIndexesOrder> =>
      api.updateLogsIndexOrder({ body: plain({ indexNames }) });
    await refused(order("one", "main"), 400, "Index two is missing in the order");
    await refused(order("one", "two", "main", "three"), 400, "Index three does not exist");
    await order("two", "one", "main");
    expect((await api.getLogsIndexOrder()).indexNames).toEqual(["two", "one", "main"]);
    await api.deleteLogsIndex({ name: "two" });
    expect((await api.listLogIndexes()).indexes?.map(({ name }) => name)).toEqual(["main", "one"]);
  });

  it("metrics are made, read, changed, listed, deleted", async () => {
    const api = new v2.LogsMetricsApi(configuration(handle.sandbox));
    const body = (attributes: object, id = "app.duration"): never =>
      plain({ data: { type: "logs_metrics", id, attributes } });
    const compute = { aggregationType: "distribution", path: "@duration_ms", includePercentiles: true };
    const groupBy = [{ path: "service" }];
    const made = await api.createLogsMetric({ body: body({ compute, groupBy }) });
    const named = [{ path: "service", tagName: "service" }];
    expect(made.data?.attributes).toMatchObject({ compute, filter: { query: "*" }, groupBy: named });
    await refused(api.createLogsMetric({ body: body({ compute }) }), 409, "already exists");
    await refused(api.createLogsMetric({ body: body({ compute: { ...compute, path: undefined } }, "x") }), 400, "path");
    const changes = { filter: { query: "@event:request" }, groupBy: [], compute: { includePercentiles: false } };
    await api.updateLogsMetric({ metricId: "app.duration", body: body(changes) });
    const read = await api.getLogsMetric({ metricId: "app.duration" });
    expect(read.data?.attributes).toMatchObject({ ...changes, compute: { ...compute, includePercentiles: false } });
    expect((await api.listLogsMetrics()).data).toHaveLength(1);
    await api.deleteLogsMetric({ metricId: "app.duration" });
    await refused(api.getLogsMetric({ metricId: "app.duration" }), 404);
  });
});
