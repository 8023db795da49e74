/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any --
   bodies of the official client are any: the contract check and the expectations judge them */
/** The life of incidents, by the official client and the Events API. (O2, O4) */
import { describe, expect, it } from "vitest";
import type { Reply } from "./client.ts";
import { kindsOf, minute, withDesk } from "./desk.ts";

const desk = withDesk();
const { pass, serviceOf, send, incidents, read, put, log } = desk;

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
    expect((await desk.client.call("get", `/incidents/${id}/notes`)).data.notes).toMatchObject([
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
    const { status, data } = await desk.client.call("post", `/incidents/${id}/snooze`, { duration: 7200 }, desk.from);
    expect([status, data.incident.status]).toEqual([201, "acknowledged"]);
    await pass(119 * minute);
    expect((await read(id)).status).toBe("acknowledged");
    await pass(minute);
    expect((await read(id)).status).toBe("triggered");
    expect((await desk.client.call("post", `/incidents/${id}/snooze`, { duration: 0 }, desk.from)).status).toBe(400);
  });

  it("given to a person it escalates no more; given to a level or another policy it does", async () => {
    const { id } = await opened();
    const to = desk.organisation.id(desk.person);
    await put(id, { assignments: [{ assignee: { id: to, type: "user_reference" } }] });
    await pass(60 * minute);
    expect(await read(id)).toMatchObject({
      assigned_via: "direct_assignment",
      assignments: [{ assignee: { id: to } }],
    });
    await put(id, { escalation_level: 2 });
    expect(await read(id)).toMatchObject({ assigned_via: "escalation_policy" });
    const [, other] = desk.policies;
    await put(id, { escalation_policy: { id: other!.made.id, type: "escalation_policy_reference" } });
    expect((await read(id)).escalation_policy.id).toBe(other!.made.id);
    expect((await read(id)).pending_actions.map((each: any) => each.type)).toContain("escalate");
  });

  it("made by hand, listed by what it is, renamed, merged", async () => {
    const { id: service } = await serviceOf();
    const make = (title: string, more: object = {}): Promise<Reply> =>
      desk.client.call(
        "post",
        "/incidents",
        { incident: { type: "incident", title, service: { id: service, type: "service_reference" }, ...more } },
        desk.from,
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
    const merged = await desk.client.call(
      "put",
      `/incidents/${first.id}/merge`,
      { source_incidents: [{ id: second.id }] },
      desk.from,
    );
    expect([merged.status, (await read(second.id)).status]).toEqual([200, "resolved"]);
    const both = await desk.client.call(
      "put",
      "/incidents",
      { incidents: [{ id: first.id, type: "incident_reference", status: "acknowledged" }] },
      desk.from,
    );
    expect(both.data.incidents).toMatchObject([{ id: first.id, status: "acknowledged" }]);
  });

  it.each([
    ["without From", {}, 400],
    ["From nobody", { From: "nobody@example.com" }, 400],
  ])("is not changed %s", async (_, headers, status) => {
    const { id } = await opened();
    expect(
      (await desk.client.call("put", `/incidents/${id}`, { incident: { status: "resolved" } }, headers)).status,
    ).toBe(status);
    expect((await read(id)).status).toBe("triggered");
  });
});
