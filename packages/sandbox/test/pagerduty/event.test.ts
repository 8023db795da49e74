/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-return --
   bodies of the official client are any: the contract check and the expectations judge them */
/** What events come to: alerts, groups of them, urgency, refusals. (O2) */
import { describe, expect, it } from "vitest";
import { minute, withDesk } from "./desk.ts";

const desk = withDesk();
const { pass, now, serviceOf, send, incidents, read } = desk;

describe("events", () => {
  it("of one key are one alert; it ends with a resolve event, and the incident with it", async () => {
    const { key } = await serviceOf();
    for (let time = 0; time < 3; time += 1)
      expect((await send(key, "trigger", "a")).data).toEqual({
        status: "success",
        message: "Event processed",
        dedup_key: "a",
      });
    const [incident, ...others] = await incidents();
    expect([others, incident.alert_counts.all]).toEqual([[], 1]);
    await send(key, "acknowledge", "a");
    expect((await read(incident.id)).status).toBe("acknowledged");
    const [alert] = (await desk.client.call("get", `/incidents/${incident.id}/alerts`)).data.alerts;
    expect(alert).toMatchObject({ alert_key: "a", severity: "critical", status: "triggered", summary: "Orders fail" });
    expect((await desk.client.call("get", `/incidents/${incident.id}/alerts/${alert.id}`)).data.alert.id).toBe(
      alert.id,
    );
    await send(key, "resolve", "a");
    expect((await read(incident.id)).status).toBe("resolved");
    await send(key, "trigger", "a");
    expect(await incidents()).toHaveLength(2);
  });

  it("are grouped by time where the service says so; the incident ends with the last alert", async () => {
    const { key, id } = await serviceOf();
    const config = { type: "time", config: { timeout: 300 }, services: [{ id, type: "service_reference" }] };
    await desk.client.make("/alert_grouping_settings", "alert_grouping_setting", config);
    await send(key, "trigger", "a");
    await pass(4 * minute);
    await send(key, "trigger", "b");
    await pass(2 * minute);
    await send(key, "trigger", "c");
    expect((await incidents()).map((each) => each.alert_counts.all)).toEqual([2, 1]);
    await send(key, "resolve", "a");
    expect((await incidents())[0].status).toBe("triggered");
    const [{ id: incident }] = await incidents();
    const [, second] = (await desk.client.call("get", `/incidents/${incident}/alerts`)).data.alerts;
    await desk.client.call(
      "put",
      `/incidents/${incident}/alerts/${second.id}`,
      { alert: { type: "alert", status: "resolved" } },
      desk.from,
    );
    expect((await read(incident)).status).toBe("resolved");
  });

  it("are grouped by content where the service says so", async () => {
    const { key, id } = await serviceOf();
    const config = { aggregate: "all", fields: ["summary", "custom_details.stage"], time_window: 300 };
    await desk.client.make("/alert_grouping_settings", "alert_grouping_setting", {
      type: "content_based",
      config,
      services: [{ id, type: "service_reference" }],
    });
    const details = (stage: string): object => ({ custom_details: { stage } });
    await send(key, "trigger", "a", details("prod"));
    await send(key, "trigger", "b", details("prod"));
    await send(key, "trigger", "c", details("staging"));
    expect((await incidents()).map((each) => each.alert_counts.all)).toEqual([2, 1]);
  });

  it("wait where an alert of this key has come and gone twice", async () => {
    const { key } = await serviceOf({ auto_pause_notifications_parameters: { enabled: true, timeout: 120 } });
    for (let time = 0; time < 2; time += 1) {
      await send(key, "trigger", "a");
      await pass(minute);
      await send(key, "resolve", "a");
    }
    await send(key, "trigger", "a");
    expect(await incidents()).toHaveLength(2);
    await pass(minute);
    await send(key, "resolve", "a");
    await pass(5 * minute);
    expect(await incidents()).toHaveLength(2);
    await send(key, "trigger", "a");
    await pass(2 * minute);
    expect(await incidents()).toHaveLength(3);
  });

  it.each([
    ["switched off", { status: "disabled" }],
    ["under maintenance", {}],
  ])("make no incident on a service %s", async (_, more) => {
    const { key, id } = await serviceOf(more);
    const services = [{ id, type: "service_reference" }];
    const end = new Date(desk.sandbox.clock.now() + 60 * minute).toISOString();
    if (!("status" in more)) {
      const fields = { type: "maintenance_window", start_time: now(), end_time: end, services };
      await desk.client.call("post", "/maintenance_windows", { maintenance_window: fields }, desk.from);
    }
    expect((await send(key, "trigger", "a")).status).toBe(202);
    expect(await incidents()).toEqual([]);
  });

  it("are urgent by severity, and by support hours, at whose start they become urgent", async () => {
    const bySeverity = await serviceOf({ incident_urgency_rule: { type: "constant", urgency: "severity_based" } });
    for (const severity of ["critical", "error", "warning", "info"])
      await send(bySeverity.key, "trigger", severity, { severity });
    expect((await incidents("sort_by=incident_number:asc")).map(({ urgency }) => urgency)).toEqual([
      "high",
      "high",
      "low",
      "low",
    ]);
    const support_hours = {
      type: "fixed_time_per_day",
      time_zone: "Europe/Berlin",
      days_of_week: [1, 2, 3, 4, 5],
      start_time: "09:00:00",
      end_time: "17:00:00",
    };
    const constant = (urgency: string): object => ({ type: "constant", urgency });
    const byHours = await serviceOf({
      name: "by hours",
      support_hours,
      incident_urgency_rule: {
        type: "use_support_hours",
        during_support_hours: constant("high"),
        outside_support_hours: constant("low"),
      },
      scheduled_actions: [
        { type: "urgency_change", at: { type: "named_time", name: "support_hours_start" }, to_urgency: "high" },
      ],
      auto_resolve_timeout: 0,
    });
    const urgency = async (): Promise<string[]> =>
      (await incidents(`date_range=all&service_ids[]=${byHours.id}`)).map((each) => each.urgency);
    await send(byHours.key, "trigger", "day");
    await pass(8 * 60 * minute);
    await send(byHours.key, "trigger", "evening");
    expect(await urgency()).toEqual(["high", "low"]);
    await pass((12 * 60 + 59) * minute);
    expect(await urgency()).toEqual(["high", "low"]);
    await pass(minute);
    expect(await urgency()).toEqual(["high", "high"]);
  });

  it.each([
    ["no key", { routing_key: undefined }],
    ["a key that leads nowhere", { routing_key: "0".repeat(32) }],
    ["no action", { event_action: "shout" }],
    ["no payload", { payload: undefined }],
    ["a strange severity", { payload: { summary: "s", source: "s", severity: "mild" } }],
    ["a resolve without key", { event_action: "resolve", dedup_key: undefined }],
  ])("are refused: %s", async (_, change) => {
    const { key } = await serviceOf();
    const event = {
      routing_key: key,
      event_action: "trigger",
      payload: { summary: "s", source: "s", severity: "error" },
    };
    const answer = await fetch(`${desk.sandbox.urls.pagerduty}/v2/enqueue`, {
      method: "POST",
      body: JSON.stringify({ ...event, ...change }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: "invalid event", errors: [expect.any(String)] });
  });

  it("of changes are kept and listed", async () => {
    const { key, id } = await serviceOf();
    const body = {
      routing_key: key,
      payload: { summary: "web 1.2.3 is out", source: "launchgate", custom_details: { stage: "prod" } },
    };
    const answer = await fetch(`${desk.sandbox.urls.pagerduty}/v2/change/enqueue`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(202);
    const { data } = await desk.client.call("get", "/change_events");
    expect(data.change_events).toMatchObject([
      { summary: "web 1.2.3 is out", services: [{ id }], custom_details: { stage: "prod" } },
    ]);
  });
});
