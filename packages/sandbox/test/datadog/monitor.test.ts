import { v1, v2 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { headersOf } from "../helpers/headers.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused } from "./client.ts";

const handle = withSandbox();
const api = (holder?: string): v1.MonitorsApi => new v1.MonitorsApi(configuration(handle.sandbox, holder));

const query = "avg(last_10m):max:app.queue.backlog{service:web,env:dev} > 80";
const base = { name: "Backlog", type: "query alert", query, message: "Look.", tags: ["env:dev"] };
const body = (changes: object = {}): never => plain({ ...base, ...changes });

describe("monitors", () => {
  it("are made with defaults, read, changed in every field, listed by filter and page, and deleted", async () => {
    const made = await api().createMonitor({ body: body({ options: { thresholds: { critical: 80, warning: 72 } } }) });
    const monitorId = made.id ?? 0;
    expect(made).toMatchObject({ ...base, draftStatus: "published", multi: false, overallState: "No Data" });
    expect(made.options).toMatchObject({
      includeTags: true,
      notifyAudit: false,
      notifyNoData: false,
      newHostDelay: 300,
    });
    expect(made.creator?.handle).toBe("pulumi@machines.motion-mavericks.example");
    const changes = {
      name: "Backlog grows",
      query: query.replace("80", "90"),
      message: "Look now.",
      tags: ["env:dev", "team:platform"],
      priority: 2,
      draftStatus: "draft",
      assets: [{ category: "runbook", name: "Backlog", url: "https://example.com/runbook" }],
      options: {
        thresholds: { critical: 90, warning: 81, criticalRecovery: 70 },
        onMissingData: "resolve",
        evaluationDelay: 60,
        includeTags: false,
        requireFullWindow: false,
        renotifyInterval: 30,
        renotifyStatuses: ["alert"],
      },
    };
    await api().updateMonitor({ monitorId, body: plain(changes) });
    const read = await api().getMonitor({ monitorId, withAssets: true });
    expect(read).toMatchObject({ ...changes, id: monitorId });
    const rest = [await api().createMonitor({ body: body() }), await api().createMonitor({ body: body() })];
    expect(rest[0]?.options?.thresholds?.critical).toBe(80);
    expect((await api().listMonitors({ name: "grows" })).map(({ id }) => id)).toEqual([monitorId]);
    expect((await api().listMonitors({ monitorTags: "team:platform" })).map(({ id }) => id)).toEqual([monitorId]);
    expect((await api().listMonitors({ page: 1, pageSize: 2 })).map(({ id }) => id)).toEqual([rest[1]?.id]);
    for (const id of [monitorId, rest[0]?.id ?? 0, rest[1]?.id ?? 0])
      expect(await api().deleteMonitor({ monitorId: id })).toEqual({ deletedMonitorId: id });
    await refused(api().getMonitor({ monitorId }), 404, "Monitor not found");
  });

  it.each([
    ["no comparison", { query: "avg(last_5m):max:app.queue.backlog{env:dev}" }, "'query' is invalid"],
    ["no window", { query: "max:app.queue.backlog{env:dev} > 1" }, "'query' is invalid"],
    ["an open brace", { query: "avg(last_5m):max:app.queue.backlog{env:dev > 1" }, "'query' is invalid"],
    [
      "another threshold",
      { options: { thresholds: { critical: 90 } } },
      "Alert threshold (90.0) does not match that used in the query (80.0).",
    ],
    ["a warning alone", { options: { thresholds: { warning: 70 } } }, "Alert status is required."],
    ["a warning above the alert", { options: { thresholds: { critical: 80, warning: 85 } } }, "Warning threshold"],
    ["a recovery above it", { options: { thresholds: { critical: 80, criticalRecovery: 85 } } }, "Recovery threshold"],
    ["a priority of 6", { priority: 6 }, "priority"],
    ["two ways for missing data", { options: { onMissingData: "resolve", notifyNoData: true } }, "on_missing_data"],
    ["a timeout of 25 hours", { options: { timeoutH: 25 } }, "timeout_h"],
    ["a composite of nothing", { type: "composite", query: "1 && 2" }, "monitor 1 does not exist"],
    ["a composite of words", { type: "composite", query: "one && two" }, "'query' is invalid"],
    ["an objective that is not there", { type: "slo alert", query: 'error_budget("x").over("7d") > 75' }, "SLO x"],
    ["another form for it", { type: "slo alert", query: "budget > 75" }, "'query' is invalid"],
  ])("are refused with %s, by validate as by create", async (_name, changes, message) => {
    await refused(api().validateMonitor({ body: body(changes) }), 400, message);
    await refused(api().createMonitor({ body: body(changes) }), 400, message);
  });

  it("are refused with a kind that is none", async () => {
    const answer = await fetch(`${handle.sandbox.urls.datadog}/api/v1/monitor/validate`, {
      method: "POST",
      headers: headersOf(handle.sandbox, "datadog"),
      body: JSON.stringify({ ...base, type: "mood alert" }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("Invalid value for type");
  });

  it("are validated without being made", async () => {
    expect(await api().validateMonitor({ body: body() })).toEqual({});
    expect(await api().listMonitors()).toEqual([]);
    const { id: monitorId = 0 } = await api().createMonitor({ body: body() });
    expect(await api().validateExistingMonitor({ monitorId, body: body({ type: "metric alert" }) })).toEqual({});
    const other = body({ type: "log alert", query: 'logs("env:dev").rollup("count").last("5m") > 5' });
    await refused(api().validateExistingMonitor({ monitorId, body: other }), 400, "cannot be changed");
    await refused(api().updateMonitor({ monitorId, body: other }), 400, "cannot be changed");
    await api().deleteMonitor({ monitorId });
  });

  it("of a composite stay until it is gone, or with force", async () => {
    const [one, two] = [await api().createMonitor({ body: body() }), await api().createMonitor({ body: body() })];
    const ids = [one.id ?? 0, two.id ?? 0] as const;
    const both = body({ name: "Both", type: "composite", query: `${String(ids[0])} && !${String(ids[1])}` });
    const composite = await api().createMonitor({ body: both });
    const [id, name] = [String(composite.id), "Both"];
    await refused(
      api().deleteMonitor({ monitorId: ids[0] }),
      400,
      `monitor [${String(ids[0])},Backlog] is referenced in composite monitors: [${id},${name}]`,
    );
    expect(await api().deleteMonitor({ monitorId: ids[0], force: "true" })).toEqual({ deletedMonitorId: ids[0] });
    await api().deleteMonitor({ monitorId: composite.id ?? 0 });
    await api().deleteMonitor({ monitorId: ids[1] });
  });

  it("are not for keys that may only read", async () => {
    await refused(api("drift").createMonitor({ body: body() }), 403, "monitors_write");
    expect(await api("drift").validateMonitor({ body: body() })).toEqual({});
  });
});

describe("policies on monitors", () => {
  const policies = (): v2.MonitorsApi => new v2.MonitorsApi(configuration(handle.sandbox));
  const policy = (fields: object, id?: string): never =>
    plain({ data: { type: "monitor-config-policy", ...(id === undefined ? {} : { id }), attributes: fields } });
  const team = { tagKey: "team", tagKeyRequired: true, validTagValues: ["platform", "product"] };

  it("are made, read, changed, listed, deleted; a monitor has to follow them", async () => {
    const made = await policies().createMonitorConfigPolicy({ body: policy({ policyType: "tag", policy: team }) });
    const policyId = made.data?.id ?? "";
    expect((await policies().getMonitorConfigPolicy({ policyId })).data?.attributes?.policy).toMatchObject(team);
    await refused(api().validateMonitor({ body: body() }), 400, "the tag key team is required");
    await refused(api().createMonitor({ body: body({ tags: ["team:sales"] }) }), 400, "sales is not a valid value");
    const { id: monitorId = 0 } = await api().createMonitor({ body: body({ tags: ["team:platform"] }) });
    const next = { ...team, tagKeyRequired: false, validTagValues: ["sales"] };
    await policies().updateMonitorConfigPolicy({
      policyId,
      body: policy({ policyType: "tag", policy: next }, policyId),
    });
    const [listed] = (await policies().listMonitorConfigPolicies()).data ?? [];
    expect(listed).toMatchObject({ id: policyId, attributes: { policyType: "tag", policy: next } });
    await refused(api().updateMonitor({ monitorId, body: plain({ name: "Again" }) }), 400, "platform is not a valid");
    await policies().deleteMonitorConfigPolicy({ policyId });
    await refused(policies().getMonitorConfigPolicy({ policyId }), 404);
    await api().deleteMonitor({ monitorId });
  });

  it("are refused without a key, and of another type than their rule", async () => {
    const attempt = (fields: object): Promise<unknown> =>
      fetch(`${handle.sandbox.urls.datadog}/api/v2/monitor/policy`, {
        method: "POST",
        headers: headersOf(handle.sandbox, "datadog"),
        body: JSON.stringify({ data: { type: "monitor-config-policy", attributes: fields } }),
      }).then(({ status }) => status);
    expect(await attempt({ policy_type: "tag", policy: { tag_key: "team" } })).toBe(400);
    expect(await attempt({ policy_type: "tag", policy: { max_duration_ms: 1000 } })).toBe(400);
  });
});
