import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { liveThrough, type Lifecycle } from "../lifecycle.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { findsDrift } from "../finds-drift.ts";

const handle = withSandbox();
const types = {
  user: "pagerduty:index/user:User",
  policy: "pagerduty:index/escalationPolicy:EscalationPolicy",
  service: "pagerduty:index/service:Service",
  integration: "pagerduty:index/serviceIntegration:ServiceIntegration",
  business: "pagerduty:index/businessService:BusinessService",
  dependency: "pagerduty:index/serviceDependency:ServiceDependency",
  maintenance: "pagerduty:index/maintenanceWindow:MaintenanceWindow",
  grouping: "pagerduty:index/alertGroupingSetting:AlertGroupingSetting",
} as const;

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

const constant = (urgency: string): object => ({ type: "constant", urgency });
const hours = {
  type: "fixed_time_per_day",
  timeZone: "Europe/Berlin",
  startTime: "09:00:00",
  endTime: "17:00:00",
  daysOfWeeks: [1, 2, 3],
};
const byHours = {
  type: "use_support_hours",
  duringSupportHours: constant("high"),
  outsideSupportHours: constant("low"),
};
const raised = [
  { type: "urgency_change", toUrgency: "high", ats: [{ type: "named_time", name: "support_hours_start" }] },
];

const lives: Readonly<Record<string, () => Lifecycle>> = {
  service: () => ({
    type: types.service,
    inputs: {
      name: "bridge-api-prod",
      description: "Bridge API, Production. (managed-by: launchgate)",
      escalationPolicy: ids["policy"],
      alertCreation: "create_alerts_and_incidents",
      acknowledgementTimeout: "1800",
      autoResolveTimeout: "null",
      incidentUrgencyRule: { type: "constant", urgency: "high" },
      autoPauseNotificationsParameters: { enabled: true, timeout: 120 },
    },
    changes: {
      name: { to: "bridge-api" },
      description: [{ to: "Another" }, { to: undefined }],
      escalationPolicy: { to: ids["other policy"] },
      alertCreation: { to: "create_incidents" },
      acknowledgementTimeout: [{ to: "null" }, { to: "3600" }],
      autoResolveTimeout: [{ to: "600" }, { to: undefined }],
      incidentUrgencyRule: [
        { to: { type: "constant", urgency: "severity_based" } },
        { to: byHours, with: { supportHours: hours } },
      ],
      supportHours: { to: hours },
      scheduledActions: { to: raised, with: { incidentUrgencyRule: byHours, supportHours: hours } },
      autoPauseNotificationsParameters: [{ to: { enabled: true, timeout: 900 } }, { to: { enabled: false } }],
    },
  }),
  "integration by vendor": () => ({
    type: types.integration,
    inputs: { service: ids["web"], name: "Datadog", vendor: ids["datadog"] },
    changes: {
      name: { to: "Datadog monitors" },
      vendor: { to: ids["sentry"], act: "replace" },
      service: { to: ids["api"], act: "replace" },
    },
    unchanged: { type: "conflicts with a vendor: tested below", ...noEmail },
    importId: (state, id) => `${String(state["service"])}.${id}`,
  }),
  "integration by kind": () => ({
    type: types.integration,
    inputs: { service: ids["web"], name: "Events API v2", type: "events_api_v2_inbound_integration" },
    changes: {
      name: { to: "Events" },
      type: { to: "generic_events_api_inbound_integration", act: "replace" },
      service: { to: ids["api"], act: "replace" },
    },
    unchanged: { vendor: "conflicts with a kind", ...noEmail },
    importId: (state, id) => `${String(state["service"])}.${id}`,
  }),
  dependency: () => ({
    type: types.dependency,
    inputs: { dependency: between("web", "app") },
    changes: { dependency: { to: between("api", "app"), act: "replace" } },
    importId: (_state, id) => `${ids["web"] ?? ""}.service.${id}`,
  }),
  "maintenance window": () => ({
    type: types.maintenance,
    inputs: {
      description: "Rehearsal of the Postgres upgrade (managed-by: launchgate)",
      startTime: "2037-01-16T07:00:00Z",
      endTime: "2037-01-16T11:00:00Z",
      services: [ids["web"], ids["tickets"]],
    },
    changes: {
      description: [{ to: "Another" }, { to: undefined }],
      startTime: [{ to: "2037-01-16T08:00:00Z" }, { to: "2037-01-16T08:00:00+01:00", act: "same" }],
      endTime: { to: "2037-01-16T12:00:00Z" },
      services: { to: [ids["api"]] },
    },
  }),
  "alert grouping": () => ({
    type: types.grouping,
    inputs: { name: "web", description: "Grouped", type: "time", services: [ids["web"]], config: { timeout: 300 } },
    changes: {
      name: { to: "web alerts" },
      description: [{ to: "Another" }, { to: undefined }],
      services: { to: [ids["tickets"]] },
      config: [{ to: { timeout: 600 } }, { to: undefined }],
      type: [
        { to: "intelligent", with: { config: { timeWindow: 600, iagFields: ["summary", "source"] } } },
        {
          to: "content_based",
          with: { config: { aggregate: "all", fields: ["source", "severity"], timeWindow: 3600 } },
        },
        { to: "content_based_intelligent", with: { config: { aggregate: "any", fields: ["source"] } } },
      ],
    },
  }),
};

const noEmail = Object.fromEntries(
  [
    "emailFilterMode",
    "emailFilters",
    "emailIncidentCreation",
    "emailParsers",
    "emailParsingFallback",
    "integrationEmail",
  ].map((key) => [key, "e-mail integrations are not part of the product"]),
);
noEmail["integrationKey"] = "read-only at the vendor";

function between(below: string, above: string): object {
  return {
    supportingServices: [{ id: ids[below] ?? below, type: "service" }],
    dependentServices: [{ id: ids[above] ?? above, type: "business_service" }],
  };
}

describe("services and what belongs to them", () => {
  it.each(Object.keys(lives))("%s lives through every change", async (name) => {
    await liveThrough(engine, lives[name]!(), `${name} through life`);
  });

  // Of a dependency nothing can be changed: it is there or gone.
  it.each(Object.keys(lives).filter((name) => name !== "dependency"))(
    "%s shows whatever is changed outside",
    async (name) => {
      await findsDrift(engine, lives[name]!(), `${name} drifting`);
    },
  );

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
    await engine.up(types.dependency, "one way", { dependency: between("web", "app") });
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
