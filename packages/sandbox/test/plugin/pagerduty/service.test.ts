import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { between, byHours, hours } from "../lives/pagerduty-service.ts";
import { types } from "../lives/pagerduty-types.ts";
import { PracticeEngine } from "../practice-engine.ts";

const handle = withSandbox();

let engine: PracticeEngine;
const ids: Record<string, string> = {};

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "pagerduty");
  const made = async (key: string, type: string, inputs: object): Promise<void> => {
    ids[key] = await engine.made(type, key, inputs);
  };
  await made("nora", types.user, { name: "Nora Falk", email: "nora@x.example" });
  const rules = [{ escalationDelayInMinutes: 5, targets: [{ id: ids["nora"] }] }];
  for (const key of ["policy", "other policy"]) await made(key, types.policy, { name: key, rules });
  const escalationPolicy = ids["policy"];
  for (const key of ["web", "api", "tickets"]) await made(key, types.service, { name: key, escalationPolicy });
  await made("app", types.business, { name: "app" });
  for (const [key, name] of [["datadog", "Datadog"] as const, ["sentry", "sentr"] as const]) {
    ids[key] = String((await engine.provider.invoke("getVendor", { name }))["id"]);
  }
});

describe("services and what belongs to them", () => {
  it("reads a key with every integration and the address of the service", async () => {
    await engine.up(types.integration, "keyed", { service: ids["web"], name: "D", vendor: ids["datadog"] });
    const { state } = engine.recorded("keyed");
    expect(state["integrationKey"]).toMatch(/^[0-9a-f]{32}$/);
    expect(state["htmlUrl"]).toContain(`/services/${ids["web"] ?? ""}/integrations/`);
    expect(state["type"]).toBeUndefined();
    await engine.down("keyed");
  });

  it("finds a vendor by its very name in any case, else by a part; none is an error", async () => {
    expect(await engine.provider.invoke("getVendor", { name: "DATADOG" })).toMatchObject({ name: "Datadog" });
    expect(await engine.provider.invoke("getVendor", { name: "cloudw" })).toMatchObject({ name: "Amazon CloudWatch" });
    await expect(engine.provider.invoke("getVendor", { name: "Nobody" })).rejects.toThrow('the name "Nobody"');
  });

  it("leaves a maintenance window that is over as it is", async () => {
    const { clock } = handle.sandbox.world;
    const at = (hours: number): string => new Date(clock.now() + hours * 3_600_000).toISOString();
    const inputs = { startTime: at(1), endTime: at(2), services: [ids["web"]] };
    await engine.up(types.maintenance, "short", inputs);
    clock.advance(3 * 3_600_000);
    await engine.down("short");
  });

  it("refuses a second grouping of a service and a circle of services", async () => {
    const config = { timeout: 300 };
    await engine.up(types.grouping, "first", { type: "time", services: [ids["api"]], config });
    const second = engine.up(types.grouping, "second", { type: "time", services: [ids["api"]], config });
    await expect(second).rejects.toThrow("Service already has an alert grouping setting");
    await engine.down("first");
    const dependency = {
      supportingServices: [{ id: ids["app"], type: "business_service" }],
      dependentServices: [{ id: ids["web"], type: "service" }],
    };
    await engine.up(types.dependency, "one way", { dependency: between(ids)("web", "app") });
    await expect(engine.up(types.dependency, "and back", { dependency })).rejects.toThrow("circle");
    await engine.down("one way");
  });
});

const refusals: readonly [string, string, object, readonly string[]][] = [
  [
    "a service in words",
    types.service,
    {
      name: "web ",
      escalationPolicy: "P",
      acknowledgementTimeout: "half an hour",
      alertCreation: "create",
      autoPauseNotificationsParameters: { enabled: true, timeout: 60 },
    },
    ["alertCreation", "autoPauseNotificationsParameters.timeout", "name", "acknowledgementTimeout"],
  ],
  [
    "hours without hours, and an urgency beside them",
    types.service,
    { name: "web", escalationPolicy: "P", incidentUrgencyRule: { ...byHours, urgency: "high" } },
    ["incidentUrgencyRule.urgency", "supportHours"],
  ],
  [
    "support hours in UTC by its short name",
    types.service,
    { name: "web", escalationPolicy: "P", supportHours: { ...hours, timeZone: "UTC" } },
    ["supportHours.timeZone"],
  ],
  ["a service without policy", types.service, { name: "web" }, ["escalationPolicy"]],
  [
    "an integration by vendor and kind",
    types.integration,
    { name: "x", service: "P", vendor: "V", type: "events_api_v2_inbound_integration" },
    ["type"],
  ],
  [
    "an e-mail integration without address",
    types.integration,
    { name: "x", service: "P", type: "generic_email_inbound_integration" },
    ["integrationEmail"],
  ],
  [
    "a dependency of two services on none",
    types.dependency,
    {
      dependency: {
        supportingServices: [
          { id: "A", type: "team" },
          { id: "B", type: "service" },
        ],
        dependentServices: [],
      },
    },
    ["dependency.dependentServices", "dependency.supportingServices[0].type", "dependency.supportingServices"],
  ],
  [
    "a window in words",
    types.maintenance,
    { startTime: "now", endTime: "later", services: ["P"] },
    ["endTime", "startTime"],
  ],
  [
    "a grouping by time of two services",
    types.grouping,
    { name: "x", type: "time", services: ["A", "B"], config: { timeout: 0 } },
    ["services", "config.timeout"],
  ],
  [
    "a grouping by content without content",
    types.grouping,
    { name: "x", type: "content_based", services: ["A"], config: { timeout: 60, timeWindow: 0 } },
    ["config.fields", "config.aggregate", "config.timeWindow", "config.timeout"],
  ],
];

it.each(refusals)("refuses %s", (_what, type, inputs, properties) => {
  const { failures } = engine.check(type, "odd", { ...inputs });
  expect(failures.map(({ property }) => property)).toEqual(properties);
});
