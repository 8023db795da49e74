/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any --
   bodies of the official client are any: the contract check and the expectations judge them */
/** Events, incidents and who is asked when, by the official client and the Events API. (O2, O4) */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { Client, type Reply } from "./client.ts";
import { emailOf, Organisation } from "./organisation.ts";
import { planned } from "./plan.ts";

const handle = withSandbox();
const minute = 60_000;
let client: Client;
let organisation: Organisation;
let policies: readonly { name: string; made: any }[];
let from: Record<string, string>;
let person: string;

beforeAll(async () => {
  handle.sandbox.clock.set(Date.parse("2025-12-01T00:00:00Z"));
  handle.sandbox.clock.pause();
  client = new Client(handle.sandbox);
  organisation = await (await new Organisation(client).people()).phones();
  await organisation.rotas();
  policies = await organisation.policies();
  person = planned("shared", "User")[0]!.name;
  from = { From: emailOf(person) };
  handle.sandbox.clock.set(Date.parse("2026-06-10T10:00:00Z"));
  handle.sandbox.snapshot("ready");
});
beforeEach(() => {
  handle.sandbox.restore("ready");
});

const pass = (milliseconds: number): Promise<void> =>
  handle.sandbox.world.agenda.passTo(handle.sandbox.clock.now() + milliseconds);
const now = (): string => new Date(handle.sandbox.clock.now()).toISOString().replace(".000", "");

async function serviceOf(more: object = {}, policy = policies[0]!.made.id): Promise<{ id: string; key: string }> {
  const fields = { name: "pilot", escalation_policy: { id: policy, type: "escalation_policy_reference" }, ...more };
  const { id } = await client.make("/services", "service", fields);
  const entrance = { name: "Events", type: "events_api_v2_inbound_integration" };
  const { integration_key: key } = await client.make(`/services/${id}/integrations`, "integration", entrance);
  return { id, key };
}

async function send(key: string, action: string, dedup: string, payload: object = {}): Promise<Reply> {
  const answer = await fetch(`${handle.sandbox.urls.pagerduty}/v2/enqueue`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...{ routing_key: key, event_action: action, dedup_key: dedup },
      payload: { summary: "Orders fail", source: "monitor", severity: "critical", ...payload },
    }),
  });
  return { status: answer.status, data: await answer.json() };
}

const incidents = async (query = "date_range=all"): Promise<any[]> =>
  (await client.call("get", `/incidents?${query}`)).data.incidents;
const read = (id: string): Promise<any> => client.read(`/incidents/${id}`, "incident");
const put = (id: string, fields: object): Promise<Reply> =>
  client.call("put", `/incidents/${id}`, { incident: { type: "incident_reference", ...fields } }, from);
const log = async (id: string): Promise<any[]> =>
  (await client.call("get", `/incidents/${id}/log_entries?limit=100`)).data.log_entries.toReversed();
const kindsOf = (lines: readonly any[]): string[] => lines.map(({ type }) => type.replace("_log_entry", ""));

describe("an unanswered page", () => {
  it.each(["2026-06-10T10:00:00Z", "2026-10-25T00:30:00Z", "2026-03-29T00:45:00Z"])(
    "reaches every level of every policy at its minute, loops included, from %s",
    async (start) => {
      for (const { made } of policies) {
        handle.sandbox.restore("ready");
        handle.sandbox.clock.set(Date.parse(start));
        const { key, id: service } = await serviceOf({ auto_resolve_timeout: 0 }, made.id);
        expect((await send(key, "trigger", "a")).status).toBe(202);
        const [incident] = await incidents(`date_range=all&service_ids[]=${service}`);
        const delays: number[] = made.escalation_rules.map((rule: any) => rule.escalation_delay_in_minutes);
        const rounds = Number(made.num_loops) + 1;
        const due: { at: number; level: number }[] = [];
        let at: number = Date.parse(start);
        for (let step = 0; step < rounds * delays.length; step += 1) {
          due.push({ at, level: (step % delays.length) + 1 });
          at += (delays[step % delays.length] ?? 0) * minute;
        }
        await pass(at - Date.parse(start) + 60 * minute);
        const lines = (await log(incident.id)).filter(({ type }) => type === "assign_log_entry");
        expect(lines.map(({ created_at }) => Date.parse(created_at))).toEqual(due.map((each) => each.at));
        for (const [index, { at: when, level }] of due.entries()) {
          const instant = new Date(when).toISOString();
          const until = new Date(when + 1000).toISOString();
          const query = `escalation_policy_ids[]=${made.id}&since=${instant}&until=${until}&limit=100`;
          const { oncalls } = (await client.call("get", `/oncalls?${query}`)).data;
          const people = oncalls
            .filter((each: any) => each.escalation_level === level)
            .map((each: any) => each.user.id);
          expect(new Set(lines[index].assignees.map(({ id }: any) => id))).toEqual(new Set(people));
        }
        expect(kindsOf(await log(incident.id)).at(-1)).toBe("exhaust_escalation_path");
      }
    },
  );

  it("tells each person by each of their ways after its delay, and nobody once it is taken", async () => {
    const { key } = await serviceOf();
    await send(key, "trigger", "a");
    const start = handle.sandbox.clock.now();
    await pass(4 * minute);
    const told = async (): Promise<[string, number][]> => {
      const range = `since=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z&limit=100`;
      const { notifications } = (await client.call("get", `/notifications?${range}`)).data;
      return notifications.map((each: any) => [each.type, (Date.parse(each.started_at) - start) / minute]);
    };
    expect((await told()).toSorted()).toEqual([
      ["email_notification", 0],
      ["phone_notification", 3],
      ["sms_notification", 0],
    ]);
    await pass(minute);
    const [incident] = await incidents();
    const { id } = incident.assignments[0].assignee;
    await put(incident.id, { status: "acknowledged" });
    const before = (await told()).length;
    await pass(29 * minute);
    expect((await told()).length).toBe(before);
    expect((await read(incident.id)).assignments.map((each: any) => each.assignee.id)).toEqual([id]);
    expect((await client.call("get", "/notifications")).status).toBe(400);
  });

  it("is answered by people who answer, late or not at all, as the script says", async () => {
    const { control, adminToken } = handle.sandbox;
    const script = { "*": { mode: "answers", afterSeconds: 240 } };
    const set = await fetch(`${control}/__sandbox/pagerduty/responders`, {
      method: "PUT",
      headers: { authorization: `Bearer ${adminToken}` },
      body: JSON.stringify(script),
    });
    expect([set.status, await set.json()]).toEqual([200, script]);
    const { key } = await serviceOf();
    await send(key, "trigger", "a");
    await pass(3 * minute);
    expect((await incidents())[0].status).toBe("triggered");
    await pass(minute);
    const [incident] = await incidents();
    expect(incident).toMatchObject({ status: "acknowledged", acknowledgements: [{ at: now() }] });
    expect(incident.acknowledgements[0].acknowledger.id).toBe(incident.assignments[0].assignee.id);
  });
});

describe("the life of an incident", () => {
  const opened = async (more: object = {}): Promise<any> => {
    const { key } = await serviceOf({ acknowledgement_timeout: 1800, auto_resolve_timeout: 14_400, ...more });
    await send(key, "trigger", "a");
    return (await incidents())[0];
  };

  it("taken, not resolved in time: triggered again and asked again; resolved at last with its alerts", async () => {
    const { id } = await opened();
    const taken = (await put(id, { status: "acknowledged" })).data.incident;
    expect(taken.pending_actions.map((each: any) => each.type)).toEqual(["unacknowledge", "resolve"]);
    await pass(30 * minute);
    expect(await read(id)).toMatchObject({ status: "triggered", acknowledgements: [] });
    await put(id, { status: "resolved", resolution: "The old version is back." });
    const ended = await read(id);
    expect(ended).toMatchObject({
      status: "resolved",
      alert_counts: { all: 1, triggered: 0, resolved: 1 },
      pending_actions: [],
    });
    expect((await client.call("get", `/incidents/${id}/notes`)).data.notes).toMatchObject([
      { content: "The old version is back." },
    ]);
    expect(kindsOf(await log(id)).filter((kind) => !["notify", "assign"].includes(kind))).toEqual([
      ...["trigger", "annotate", "acknowledge", "unacknowledge", "resolve", "annotate"].filter(
        (each, index) => each !== "annotate" || index > 1,
      ),
    ]);
    await pass(240 * minute);
    expect(kindsOf(await log(id)).filter((kind) => kind === "resolve")).toHaveLength(1);
  });

  it("ends by itself after the service's time", async () => {
    const { id } = await opened({ auto_resolve_timeout: 3600 });
    await pass(59 * minute);
    expect((await read(id)).status).not.toBe("resolved");
    await pass(minute);
    expect(await read(id)).toMatchObject({ status: "resolved", last_status_change_by: { type: "service_reference" } });
  });

  it("snoozed: quiet until its time, then triggered", async () => {
    const { id } = await opened();
    const { status, data } = await client.call("post", `/incidents/${id}/snooze`, { duration: 7200 }, from);
    expect([status, data.incident.status]).toEqual([201, "acknowledged"]);
    await pass(119 * minute);
    expect((await read(id)).status).toBe("acknowledged");
    await pass(minute);
    expect((await read(id)).status).toBe("triggered");
    expect((await client.call("post", `/incidents/${id}/snooze`, { duration: 0 }, from)).status).toBe(400);
  });

  it("given to a person it escalates no more; given to a level or another policy it does", async () => {
    const { id } = await opened();
    const to = organisation.id(person);
    await put(id, { assignments: [{ assignee: { id: to, type: "user_reference" } }] });
    await pass(60 * minute);
    expect(await read(id)).toMatchObject({
      assigned_via: "direct_assignment",
      assignments: [{ assignee: { id: to } }],
    });
    await put(id, { escalation_level: 2 });
    expect(await read(id)).toMatchObject({ assigned_via: "escalation_policy" });
    const [, other] = policies;
    await put(id, { escalation_policy: { id: other!.made.id, type: "escalation_policy_reference" } });
    expect((await read(id)).escalation_policy.id).toBe(other!.made.id);
    expect((await read(id)).pending_actions.map((each: any) => each.type)).toContain("escalate");
  });

  it("made by hand, listed by what it is, renamed, merged", async () => {
    const { id: service } = await serviceOf();
    const make = (title: string, more: object = {}): Promise<Reply> =>
      client.call(
        "post",
        "/incidents",
        { incident: { type: "incident", title, service: { id: service, type: "service_reference" }, ...more } },
        from,
      );
    const first = (await make("By hand", { incident_key: "k", body: { type: "incident_body", details: "All of it" } }))
      .data.incident;
    expect(first).toMatchObject({
      status: "triggered",
      urgency: "high",
      incident_key: "k",
      body: { details: { details: "All of it" } },
    });
    expect((await make("Again", { incident_key: "k" })).status).toBe(400);
    const second = (await make("Low", { urgency: "low" })).data.incident;
    expect(second.pending_actions.map((each: any) => each.type)).not.toContain("escalate");
    expect((await incidents("urgencies[]=low")).map(({ id }) => id)).toEqual([second.id]);
    expect((await incidents("incident_key=k")).map(({ id }) => id)).toEqual([first.id]);
    expect((await incidents("sort_by=incident_number:desc")).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await incidents("statuses[]=resolved")).toEqual([]);
    await put(second.id, { title: "Renamed", urgency: "high" });
    expect(await read(second.id)).toMatchObject({
      title: "Renamed",
      urgency: "high",
      pending_actions: expect.arrayContaining([expect.objectContaining({ type: "escalate" })]),
    });
    const merged = await client.call(
      "put",
      `/incidents/${first.id}/merge`,
      { source_incidents: [{ id: second.id }] },
      from,
    );
    expect([merged.status, (await read(second.id)).status]).toEqual([200, "resolved"]);
    const both = await client.call(
      "put",
      "/incidents",
      { incidents: [{ id: first.id, type: "incident_reference", status: "acknowledged" }] },
      from,
    );
    expect(both.data.incidents).toMatchObject([{ id: first.id, status: "acknowledged" }]);
  });

  it.each([
    ["without From", {}, 400],
    ["From nobody", { From: "nobody@example.com" }, 400],
  ])("is not changed %s", async (_, headers, status) => {
    const { id } = await opened();
    expect((await client.call("put", `/incidents/${id}`, { incident: { status: "resolved" } }, headers)).status).toBe(
      status,
    );
    expect((await read(id)).status).toBe("triggered");
  });
});

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
    const [alert] = (await client.call("get", `/incidents/${incident.id}/alerts`)).data.alerts;
    expect(alert).toMatchObject({ alert_key: "a", severity: "critical", status: "triggered", summary: "Orders fail" });
    expect((await client.call("get", `/incidents/${incident.id}/alerts/${alert.id}`)).data.alert.id).toBe(alert.id);
    await send(key, "resolve", "a");
    expect((await read(incident.id)).status).toBe("resolved");
    await send(key, "trigger", "a");
    expect(await incidents()).toHaveLength(2);
  });

  it("are grouped by time where the service says so; the incident ends with the last alert", async () => {
    const { key, id } = await serviceOf();
    const config = { type: "time", config: { timeout: 300 }, services: [{ id, type: "service_reference" }] };
    await client.make("/alert_grouping_settings", "alert_grouping_setting", config);
    await send(key, "trigger", "a");
    await pass(4 * minute);
    await send(key, "trigger", "b");
    await pass(2 * minute);
    await send(key, "trigger", "c");
    expect((await incidents()).map((each) => each.alert_counts.all)).toEqual([2, 1]);
    await send(key, "resolve", "a");
    expect((await incidents())[0].status).toBe("triggered");
    const [{ id: incident }] = await incidents();
    const [, second] = (await client.call("get", `/incidents/${incident}/alerts`)).data.alerts;
    await client.call(
      "put",
      `/incidents/${incident}/alerts/${second.id}`,
      { alert: { type: "alert", status: "resolved" } },
      from,
    );
    expect((await read(incident)).status).toBe("resolved");
  });

  it("are grouped by content where the service says so", async () => {
    const { key, id } = await serviceOf();
    const config = { aggregate: "all", fields: ["summary", "custom_details.stage"], time_window: 300 };
    await client.make("/alert_grouping_settings", "alert_grouping_setting", {
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
    const end = new Date(handle.sandbox.clock.now() + 60 * minute).toISOString();
    if (!("status" in more)) {
      const fields = { type: "maintenance_window", start_time: now(), end_time: end, services };
      await client.call("post", "/maintenance_windows", { maintenance_window: fields }, from);
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
    const answer = await fetch(`${handle.sandbox.urls.pagerduty}/v2/enqueue`, {
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
    const answer = await fetch(`${handle.sandbox.urls.pagerduty}/v2/change/enqueue`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(202);
    const { data } = await client.call("get", "/change_events");
    expect(data.change_events).toMatchObject([
      { summary: "web 1.2.3 is out", services: [{ id }], custom_details: { stage: "prod" } },
    ]);
  });
});

describe("orchestration of the captured plan", () => {
  it("routes by the service that an event names; information opens no incident; what is extracted and noted arrives", async () => {
    const { name, inputs } = planned("prod", "EventOrchestrationService")[0]!;
    const service = name.replace(/-pager-event-rules-orchestration$/, "");
    const { id } = await serviceOf({ name: service });
    const made = await client.make("/event_orchestrations", "orchestration", { name: "Releases" });
    const [{ inputs: router }] = planned("shared", "EventOrchestrationRouter") as [any];
    const [rule] = router.set.rules;
    const [dynamic] = rule.actions.dynamicRouteTos;
    const actions = { dynamic_route_to: { source: dynamic.source, regex: dynamic.regex, lookup_by: dynamic.lookupBy } };
    const path = {
      sets: [{ id: "start", rules: [{ label: rule.label, actions }] }],
      catch_all: { actions: { route_to: "unrouted" } },
    };
    await client.call("put", `/event_orchestrations/${made.id}/router`, { orchestration_path: path });
    const own = { sets: inputs.sets, catch_all: inputs.catchAll };
    await client.call("put", `/event_orchestrations/services/${id}`, { orchestration_path: own });
    await client.call("put", `/event_orchestrations/services/${id}/active`, { active: true });
    const { integrations } = (await client.call("get", `/event_orchestrations/${made.id}/integrations`)).data;
    const entrance =
      integrations[0] ??
      (await client.make(`/event_orchestrations/${made.id}/integrations`, "integration", { label: "In" }));
    const key = entrance.parameters.routing_key;
    const to = (to: string): object => ({ custom_details: { pagerduty_service: to } });
    expect((await send(key, "trigger", "nowhere", to("nothing"))).status).toBe(202);
    await send(key, "trigger", "info", { severity: "info", ...to(service) });
    expect(await incidents()).toEqual([]);
    await send(key, "trigger", "real", to(service));
    const [incident] = await incidents();
    expect(incident.service.id).toBe(id);
    const [alert] = (await client.call("get", `/incidents/${incident.id}/alerts`)).data.alerts;
    expect(alert.body.details).toMatchObject({ launchgate_stage: "prod" });
    expect((await client.call("get", `/incidents/${incident.id}/notes`)).data.notes).toMatchObject([
      { content: inputs.catchAll.actions.annotate },
    ]);
  });
});

describe("the time line", () => {
  it("tells it in plain words", async () => {
    const { key } = await serviceOf();
    const { timeline } = handle.sandbox.world;
    const before = timeline.entries().at(-1)?.number ?? 0;
    await send(key, "trigger", "a");
    await pass(10 * minute);
    const told = timeline.entries(before).map(({ text }) => text.replaceAll(/#\d+/g, "#1"));
    expect(told[0]).toBe("Alert on pilot (critical): Orders fail");
    expect(told[1]).toBe("Incident #1 on pilot (high urgency): Orders fail");
    expect(told[2]).toMatch(/^#1 is assigned to .+ \(level 1\)\.$/);
    expect(told).toContainEqual(expect.stringMatching(/is told of #1 by sms\.$/));
    expect(told).toContainEqual(expect.stringMatching(/^Nobody took #1: it goes to level 2\.$/));
  });
});
