/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call --
   bodies of the official client are any: the contract check and the expectations judge them */
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { Client } from "./client.ts";
import { planned, target } from "./plan.ts";

const handle = withSandbox();
const ids = { policy: "", business: "", team: "" };

beforeAll(async () => {
  const client = new Client(handle.sandbox);
  const owner = (await client.call("get", "/users?query=account@")).data.users[0].id;
  ids.team = (await client.make("/teams", "team", { name: "Platform" })).id;
  const rule = { escalation_delay_in_minutes: 5, targets: [{ id: owner, type: "user_reference" }] };
  const policy = { name: "P", escalation_rules: [rule], teams: [{ id: ids.team }] };
  ids.policy = (await client.make("/escalation_policies", "escalation_policy", policy)).id;
});

const toPolicy = (): object => ({ escalation_policy: { id: ids.policy, type: "escalation_policy_reference" } });

const byName = new Map<string, string>();
const idOf = (reference: string): string => byName.get(target(reference)) ?? "";

describe("services of the captured plan", () => {
  it("are made with integrations, grouping and dependencies", async () => {
    const client = new Client(handle.sandbox);
    const vendors = (await client.call("get", "/vendors?limit=100")).data.vendors;
    const datadog = vendors.find((each: { name: string }) => each.name === "Datadog");
    const [{ inputs: business }] = planned("shared", "BusinessService") as [ReturnType<typeof planned>[number]];
    const about = { name: business.name, description: business.description, point_of_contact: business.pointOfContact };
    const made = await client.make("/business_services", "business_service", { ...about, team: { id: ids.team } });
    ids.business = made.id;
    expect(made).toMatchObject({ ...about, team: { id: ids.team } });
    for (const { name, inputs } of planned("prod", "Service")) {
      const fields = {
        name: inputs.name,
        description: inputs.description,
        acknowledgement_timeout: Number(inputs.acknowledgementTimeout),
        auto_resolve_timeout: null,
        alert_creation: inputs.alertCreation,
        auto_pause_notifications_parameters: inputs.autoPauseNotificationsParameters ?? { enabled: false },
        incident_urgency_rule: inputs.incidentUrgencyRule,
      };
      const service = await client.make("/services", "service", { type: "service", ...fields, ...toPolicy() });
      const path = `/services/${service.id}`;
      const { auto_resolve_timeout: never, ...kept } = fields;
      const read = await client.read(`${path}?include[]=auto_pause_notifications_parameters`, "service");
      expect([never, read.auto_resolve_timeout]).toEqual([null, undefined]);
      expect(read).toMatchObject({ ...kept, ...toPolicy(), status: "active", teams: [{ id: ids.team }] });
      byName.set(name, service.id);
    }
    for (const { inputs } of planned("prod", "ServiceIntegration")) {
      const path = `/services/${idOf(inputs.service)}/integrations`;
      const how = inputs.vendor ? { vendor: { id: datadog.id, type: "vendor_reference" } } : { type: inputs.type };
      const integration = await client.make(path, "integration", { name: inputs.name, ...how });
      const read = await client.read(`${path}/${integration.id}`, "integration");
      expect(read).toMatchObject({
        name: inputs.name,
        integration_key: expect.stringMatching(/^[0-9a-f]{32}$/),
        ...how,
      });
    }
    for (const { inputs } of planned("prod", "AlertGroupingSetting")) {
      const id = idOf(inputs.services[0]);
      const services = [{ id, type: "service_reference" }];
      const { name, description, type, config } = inputs;
      const fields = { name, description, type, config, services };
      const setting = await client.make("/alert_grouping_settings", "alert_grouping_setting", fields);
      expect(await client.read(`/alert_grouping_settings/${setting.id}`, "alert_grouping_setting")).toMatchObject(
        fields,
      );
      const service = await client.read(`/services/${id}`, "service");
      expect(service.alert_grouping_parameters).toMatchObject({ id: setting.id });
    }
    for (const [index, { inputs }] of planned("prod", "ServiceDependency").entries()) {
      const id = idOf(inputs.dependency.supportingServices[0].id);
      const supporting_service = { id, type: "service" };
      const dependent_service = { id: ids.business, type: "business_service" };
      const body = { relationships: [{ supporting_service, dependent_service }] };
      const { relationships } = (await client.call("post", "/service_dependencies/associate", body)).data;
      expect(relationships).toMatchObject([
        {
          supporting_service: { id, type: "technical_service_reference" },
          type: "service_dependency",
        },
      ]);
      const list = (await client.call("get", `/service_dependencies/business_services/${ids.business}`)).data;
      expect(list.relationships).toHaveLength(index + 1);
      const below = (await client.call("get", `/service_dependencies/technical_services/${id}`)).data;
      expect(below.relationships).toEqual(relationships);
    }
  });
});

describe("a service", () => {
  it("changes in each field, lists, and goes with what stands on it", async () => {
    const client = new Client(handle.sandbox);
    const made = await client.make("/services", "service", { name: "S", ...toPolicy() });
    expect(made).toMatchObject({
      auto_resolve_timeout: 14_400,
      acknowledgement_timeout: 1800,
      incident_urgency_rule: { type: "constant", urgency: "high" },
      alert_grouping_parameters: { type: null },
    });
    const path = `/services/${String(made.id)}`;
    const constant = (urgency: string): object => ({ type: "constant", urgency });
    const changes = {
      name: "T",
      description: "d",
      auto_resolve_timeout: 60,
      acknowledgement_timeout: 120,
      alert_creation: "create_incidents",
      incident_urgency_rule: constant("low"),
      auto_pause_notifications_parameters: { enabled: true, timeout: 300 },
    };
    expect(await client.change(path, "service", changes)).toMatchObject(changes);
    const reply = await client.call("get", `/services?query=t&team_ids[]=${ids.team}&limit=100`);
    expect(reply.data.services).toContainEqual(expect.objectContaining({ id: made.id }));
    const business = await client.make("/business_services", "business_service", { name: "B", team: {} });
    expect(business.team).toBeNull();
    const at = `/business_services/${String(business.id)}`;
    const next = { name: "C", description: "d", point_of_contact: "me" };
    expect(await client.change(at, "business_service", { ...next, team: { id: ids.team } })).toMatchObject(next);
    const relationship = {
      supporting_service: { id: made.id, type: "service_reference" },
      dependent_service: { id: business.id, type: "business_service_reference" },
    };
    const act = (name: string): ReturnType<Client["call"]> =>
      client.call("post", `/service_dependencies/${name}`, { relationships: [relationship] });
    const [first, again] = [await act("associate"), await act("associate")];
    expect(again.data).toEqual(first.data);
    const circle = {
      supporting_service: relationship.dependent_service,
      dependent_service: relationship.supporting_service,
    };
    expect((await client.call("post", "/service_dependencies/associate", { relationships: [circle] })).status).toBe(
      400,
    );
    expect((await act("disassociate")).data).toEqual(first.data);
    expect((await act("disassociate")).status).toBe(404);
    expect((await client.call("delete", `/escalation_policies/${ids.policy}`)).status).toBe(400);
    await act("associate");
    expect((await client.call("delete", path)).status).toBe(204);
    const list = await client.call("get", `/service_dependencies/business_services/${String(business.id)}`);
    expect(list.data.relationships).toEqual([]);
    expect((await client.call("delete", at)).status).toBe(204);
  });

  it("has integrations and grouping that change and go", async () => {
    const client = new Client(handle.sandbox);
    const made = await client.make("/services", "service", { name: "I", ...toPolicy() });
    const at = `/services/${String(made.id)}/integrations`;
    const integration = await client.make(at, "integration", { type: "events_api_v2_inbound_integration", name: "E" });
    const path = `${at}/${String(integration.id)}`;
    expect(await client.change(path, "integration", { name: "F" })).toMatchObject({
      name: "F",
      integration_key: integration.integration_key,
    });
    expect((await client.call("delete", path)).status).toBe(204);
    const fields = { type: "content_based", config: { aggregate: "all", fields: ["class"], time_window: 300 } };
    const services = [{ id: made.id }];
    const setting = await client.make("/alert_grouping_settings", "alert_grouping_setting", { ...fields, services });
    const where = `/alert_grouping_settings/${String(setting.id)}`;
    const next = { name: "n", description: "d", type: "intelligent", config: { time_window: 600 } };
    expect(await client.change(where, "alert_grouping_setting", next)).toMatchObject(next);
    const listed = await client.call("get", `/alert_grouping_settings?service_ids[]=${String(made.id)}`);
    expect(listed.data.alert_grouping_settings).toHaveLength(1);
    expect((await client.call("delete", where)).status).toBe(204);
  });

  it.each([
    ["/services", { service: { name: "X" } }, "Escalation policy can't be blank"],
    ["/services", { service: { name: "X", escalation_policy: { id: "P" } } }, "Escalation policy not found"],
    [
      "/services",
      { service: { name: "T2", escalation_policy: { id: "*" }, incident_urgency_rule: { type: "use_support_hours" } } },
      "Support hours can't be blank",
    ],
    [
      "/services",
      {
        service: {
          name: "X",
          escalation_policy: { id: "*" },
          auto_pause_notifications_parameters: { enabled: true, timeout: 7 },
        },
      },
      /timeout is invalid/,
    ],
    ["/business_services", { business_service: { name: "B", team: { id: "P" } } }, "Team not found"],
    [
      "/alert_grouping_settings",
      { alert_grouping_setting: { type: "content_based", config: {}, services: [{ id: "P" }] } },
      "Service not found",
    ],
    [
      "/maintenance_windows",
      { maintenance_window: { start_time: "x", end_time: "2099-01-01T00:00:00Z", services: [{ id: "P" }] } },
      "Time is invalid",
    ],
  ])("refuses at %s %j", async (path, body, message) => {
    const client = new Client(handle.sandbox);
    const filled = JSON.parse(JSON.stringify(body).replace('"*"', `"${ids.policy}"`)) as object;
    const reply = await client.call("post", path, filled);
    expect(reply.status).toBe(400);
    expect(reply.data.error.errors[0]).toEqual(expect.stringMatching(message));
  });
});

describe("a maintenance window", () => {
  it("begins now at the earliest, holds its services, changes, and stays when it is over", async () => {
    const { sandbox } = handle;
    const client = new Client(sandbox);
    const service = await client.make("/services", "service", { name: "M", ...toPolicy() });
    const at = (minutes: number): string => new Date(sandbox.clock.now() + minutes * 60_000).toISOString();
    const fields = {
      description: "d",
      start_time: at(-60),
      end_time: at(60),
      services: [{ id: service.id, type: "service_reference" }],
    };
    const from = { from: "account@motion-mavericks.example" };
    const reply = await client.call("post", "/maintenance_windows", { maintenance_window: fields }, from);
    const made = reply.data.maintenance_window;
    expect(Date.parse(made.start_time)).toBeGreaterThan(Date.parse(fields.start_time));
    expect(made).toMatchObject({
      description: "d",
      created_by: { type: "user_reference" },
      services: [{ id: service.id }],
    });
    expect((await client.read(`/services/${String(service.id)}`, "service")).status).toBe("maintenance");
    const path = `/maintenance_windows/${String(made.id)}`;
    const end = `${at(120).slice(0, 16)}:00Z`;
    const next = { ...fields, description: "e", start_time: made.start_time, end_time: end };
    expect(await client.change(path, "maintenance_window", next)).toMatchObject({ description: "e", end_time: end });
    const ongoing = await client.call("get", `/maintenance_windows?filter=ongoing&service_ids[]=${String(service.id)}`);
    expect(ongoing.data.maintenance_windows).toHaveLength(1);
    sandbox.clock.advance(3 * 3_600_000);
    expect((await client.call("delete", path)).status).toBe(405);
    const later = { ...fields, start_time: at(60), end_time: at(90) };
    const future = await client.make("/maintenance_windows", "maintenance_window", later);
    expect((await client.call("delete", `/maintenance_windows/${String(future.id)}`)).status).toBe(204);
  });
});
