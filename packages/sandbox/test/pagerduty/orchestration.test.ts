import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { Client } from "./client.ts";
import { planned } from "./plan.ts";

const handle = withSandbox();
const ids = { service: "", team: "" };

beforeAll(async () => {
  const client = new Client(handle.sandbox);
  const owner = (await client.call("get", "/users?query=account@")).data.users[0].id;
  ids.team = (await client.make("/teams", "team", { name: "Platform" })).id;
  const rule = { escalation_delay_in_minutes: 5, targets: [{ id: owner, type: "user_reference" }] };
  const policy = await client.make("/escalation_policies", "escalation_policy", {
    name: "P",
    escalation_rules: [rule],
  });
  ids.service = (await client.make("/services", "service", { name: "S", escalation_policy: { id: policy.id } })).id;
});

describe("orchestrations of the captured plan", () => {
  it("are made with a routing key, route by name, and are emptied", async () => {
    const client = new Client(handle.sandbox);
    const [planOf] = planned("shared", "EventOrchestration");
    const { name, description } = planOf?.inputs ?? {};
    const team = { id: ids.team };
    const made = await client.make("/event_orchestrations", "orchestration", { name, description, team });
    expect(made).toMatchObject({
      name,
      description,
      team,
      routes: 0,
      integrations: [{ parameters: { type: "global" } }],
    });
    const path = `/event_orchestrations/${String(made.id)}`;
    const [router] = planned("shared", "EventOrchestrationRouter");
    const [{ label, actions }] = router?.inputs.set.rules ?? [];
    const [{ lookupBy: lookup_by, regex, source }] = actions.dynamicRouteTos;
    const rules = [{ label, actions: { dynamic_route_to: { lookup_by, regex, source } }, conditions: [] }];
    const catch_all = { actions: { route_to: router?.inputs.catchAll.actions.routeTo } };
    const set = { sets: [{ id: "start", rules }], catch_all };
    const read = await client.change(`${path}/router`, "orchestration_path", set);
    expect(read).toMatchObject({ ...set, type: "router", parent: { id: made.id } });
    expect(read.sets[0].rules[0].id).toMatch(/^[0-9a-f]{8}$/);
    expect((await client.read(path, "orchestration")).routes).toBe(1);
    const empty = { sets: [{ id: "start", rules: [] }], catch_all: { actions: { route_to: "unrouted" } } };
    expect(await client.change(`${path}/router`, "orchestration_path", empty)).toMatchObject(empty);
    const changes = { name: "n", description: "d" };
    expect(await client.change(path, "orchestration", changes)).toMatchObject(changes);
    expect((await client.call("get", "/event_orchestrations")).data.orchestrations).toContainEqual(
      expect.objectContaining(changes),
    );
    expect((await client.call("delete", path)).status).toBe(204);
    expect((await client.call("get", `${path}/router`)).status).toBe(404);
  });

  it("follow a service's rules when they are active", async () => {
    const client = new Client(handle.sandbox);
    const path = `/event_orchestrations/services/${ids.service}`;
    expect((await client.call("get", `${path}/active`)).data).toEqual({ active: false });
    for (const { inputs } of planned("prod", "EventOrchestrationService")) {
      const { sets, catchAll: catch_all } = inputs;
      const read = await client.change(path, "orchestration_path", { sets, catch_all });
      expect(read).toMatchObject({
        sets,
        catch_all,
        type: "service",
        parent: { id: ids.service, type: "service_reference" },
      });
    }
    expect((await client.call("put", `${path}/active`, { active: true })).data).toEqual({ active: true });
    expect((await client.call("get", `${path}/active`)).data).toEqual({ active: true });
  });
});

describe("the other paths of an orchestration", () => {
  it("keep rules and further integrations, and refuse what leads nowhere", async () => {
    const client = new Client(handle.sandbox);
    const made = await client.make("/event_orchestrations", "orchestration", { name: "O", team: { id: null } });
    const path = `/event_orchestrations/${String(made.id)}`;
    const catch_all = { actions: {} };
    for (const kind of ["global", "unrouted"]) {
      expect((await client.read(`${path}/${kind}`, "orchestration_path")).sets).toEqual([{ id: "start", rules: [] }]);
      const rules = [
        { label: "l", actions: { route_to: "next" }, conditions: [{ expression: "event.severity matches 'info'" }] },
      ];
      const sets = [
        { id: "start", rules },
        { id: "next", rules: [{ actions: { severity: "info" } }] },
      ];
      expect(await client.change(`${path}/${kind}`, "orchestration_path", { sets, catch_all })).toMatchObject({ sets });
    }
    for (const kind of ["router", "global", "unrouted"]) {
      const sets = [{ id: "start", rules: [{ actions: { route_to: "PNOWHERE" } }] }];
      const reply = await client.call("put", `${path}/${kind}`, { orchestration_path: { sets, catch_all } });
      expect([reply.status, reply.data.error.errors]).toEqual([400, ["There is nothing to route to: PNOWHERE"]]);
    }
    const integration = await client.make(`${path}/integrations`, "integration", { label: "two" });
    const at = `${path}/integrations/${String(integration.id)}`;
    const { parameters } = integration;
    expect(await client.change(at, "integration", { label: "three" })).toMatchObject({ label: "three", parameters });
    expect((await client.call("delete", at)).status).toBe(204);
    expect((await client.call("get", at)).status).toBe(404);
  });
});
