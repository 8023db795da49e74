/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any --
   bodies of the official client are any: the contract check and the expectations judge them */
/** Who is asked when, by the official client and the Events API. (O2, O4) */
import { describe, expect, it } from "vitest";
import { expectedOnCall } from "./brute-force.ts";
import { kindsOf, minute, withDesk } from "./desk.ts";
import { target } from "./plan.ts";

const desk = withDesk();
const { pass, now, serviceOf, send, incidents, read, put, log } = desk;

/** When who is to be asked, by the words of the plan alone; `end`: when the last level has not answered either. */
function computed(policy: any, start: number): { readonly steps: [string, string[]][]; readonly end: number } {
  const steps: [string, string[]][] = [];
  let at = start;
  for (let round = 0; round <= policy.numLoops; round += 1) {
    for (const { targets, escalationDelayInMinutes } of policy.rules) {
      steps.push([new Date(at).toISOString().replace(".000", ""), peopleOf(targets, at)]);
      at += escalationDelayInMinutes * minute;
    }
  }
  return { steps, end: at };
}

/** Ids of the people of a level at a moment. */
function peopleOf(targets: any[], at: number): string[] {
  const names = targets.map(({ id, type }) => {
    if (type === "user_reference") return id;
    const { layers, timeZone } = desk.rotas.find(({ name }) => name === target(id))!.inputs;
    return expectedOnCall(layers, timeZone, at);
  });
  return names.map((name) => desk.organisation.reference(name)).toSorted();
}

function idsOf(all: any[]): string[] {
  return all.map(({ id }) => id).toSorted();
}

describe("an unanswered page", () => {
  it.each([
    ["in an ordinary forenoon", "2026-06-10T10:00:00Z"],
    ["just before the weekly handover", "2026-06-15T06:53:00Z"],
    ["just before the evening's people take over", "2026-06-12T15:55:00Z"],
    ["through the hour that comes twice in Berlin", "2026-10-24T23:50:00Z"],
    ["in the hour that comes twice in Berlin", "2026-10-25T00:30:00Z"],
    ["through the hour that is left out in Berlin", "2026-03-29T00:45:00Z"],
    ["up to the morning after that night", "2026-03-29T04:40:00Z"],
  ])("%s reaches every level of every policy at its minute, loops included", async (_, start) => {
    for (const policy of desk.policies) {
      desk.sandbox.restore("ready");
      desk.sandbox.clock.set(Date.parse(start));
      const { key, id: service } = await serviceOf({ auto_resolve_timeout: 0 }, policy.made.id);
      expect((await send(key, "trigger", "a")).status).toBe(202);
      const [incident] = await incidents(`date_range=all&service_ids[]=${service}`);
      const { steps, end } = computed(policy.inputs, Date.parse(start));
      await pass(end - Date.parse(start) + 60 * minute);
      const lines = await log(incident.id);
      const asked = lines.filter(({ type }) => type === "assign_log_entry");
      expect(asked.map((each) => [each.created_at, idsOf(each.assignees)])).toEqual(steps);
      expect(kindsOf(lines).at(-1)).toBe("exhaust_escalation_path");
    }
  });

  it("tells each person by each of their ways after its delay, and nobody once it is taken", async () => {
    const { key } = await serviceOf();
    await send(key, "trigger", "a");
    const start = desk.sandbox.clock.now();
    await pass(4 * minute);
    const told = async (): Promise<[string, number][]> => {
      const range = `since=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z&limit=100`;
      const { notifications } = (await desk.client.call("get", `/notifications?${range}`)).data;
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
    expect((await desk.client.call("get", "/notifications")).status).toBe(400);
  });

  it("is answered by people who answer, late or not at all, as the script says", async () => {
    const { control, adminToken } = desk.sandbox;
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
