/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-explicit-any --
   bodies of the official client are any: the contract check and the expectations judge them */
/** Where events are led, and what the time line tells of them. (O2, O4) */
import { describe, expect, it } from "vitest";
import { minute, withDesk } from "./desk.ts";
import { planned } from "./plan.ts";

const desk = withDesk();
const { pass, serviceOf, send, incidents } = desk;

describe("orchestration of the captured plan", () => {
  it("routes by the service that an event names; information opens no incident; what is extracted and noted arrives", async () => {
    const { name, inputs } = planned("prod", "EventOrchestrationService")[0]!;
    const service = name.replace(/-pager-event-rules-orchestration$/, "");
    const { id } = await serviceOf({ name: service });
    const made = await desk.client.make("/event_orchestrations", "orchestration", { name: "Releases" });
    const [{ inputs: router }] = planned("shared", "EventOrchestrationRouter") as [any];
    const [rule] = router.set.rules;
    const [dynamic] = rule.actions.dynamicRouteTos;
    const actions = { dynamic_route_to: { source: dynamic.source, regex: dynamic.regex, lookup_by: dynamic.lookupBy } };
    const path = {
      sets: [{ id: "start", rules: [{ label: rule.label, actions }] }],
      catch_all: { actions: { route_to: "unrouted" } },
    };
    await desk.client.call("put", `/event_orchestrations/${made.id}/router`, { orchestration_path: path });
    const own = { sets: inputs.sets, catch_all: inputs.catchAll };
    await desk.client.call("put", `/event_orchestrations/services/${id}`, { orchestration_path: own });
    await desk.client.call("put", `/event_orchestrations/services/${id}/active`, { active: true });
    const { integrations } = (await desk.client.call("get", `/event_orchestrations/${made.id}/integrations`)).data;
    const entrance =
      integrations[0] ??
      (await desk.client.make(`/event_orchestrations/${made.id}/integrations`, "integration", { label: "In" }));
    const key = entrance.parameters.routing_key;
    const to = (to: string): object => ({ custom_details: { pagerduty_service: to } });
    expect((await send(key, "trigger", "nowhere", to("nothing"))).status).toBe(202);
    await send(key, "trigger", "info", { severity: "info", ...to(service) });
    expect(await incidents()).toEqual([]);
    await send(key, "trigger", "real", to(service));
    const [incident] = await incidents();
    expect(incident.service.id).toBe(id);
    const [alert] = (await desk.client.call("get", `/incidents/${incident.id}/alerts`)).data.alerts;
    expect(alert.body.details).toMatchObject({ launchgate_stage: "prod" });
    expect((await desk.client.call("get", `/incidents/${incident.id}/notes`)).data.notes).toMatchObject([
      { content: inputs.catchAll.actions.annotate },
    ]);
  });
});

describe("the time line", () => {
  it("tells it in plain words", async () => {
    const { key } = await serviceOf();
    const { timeline } = desk.sandbox.world;
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
