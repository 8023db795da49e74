import { describe, expect, it } from "vitest";
import { ServicePager } from "../../../../components/pagerduty/index.ts";
import { capture } from "../../../helpers/capture.ts";
import { pagerArgs, referenceModel, types } from "./fixture.ts";

const model = referenceModel();
const serviceId = "<pagerduty:Service web-prod-pager-service: id>";
const pager = async (stageId: string, changes: Parameters<typeof pagerArgs>[2] = {}) =>
  await capture(() => new ServicePager(`web-${stageId}-pager`, pagerArgs(model, stageId, changes)));

describe("service", () => {
  it("is named by service and stage, pages by the escalation, and says who owns it", async () => {
    const made = await pager("prod");
    expect(made.one(types.service, "web-prod-pager-service")).toMatchObject({
      options: { protect: true, version: "4.34.0" },
      inputs: {
        name: "web-prod",
        description:
          "Web, Production. service: web, stage: prod, owner: product, runbook: https://github.com/motion-mavericks/release-operations/blob/main/docs/runbooks/web (managed-by: launchgate)",
        escalationPolicy: "<id of web>",
        alertCreation: "create_alerts_and_incidents",
        acknowledgementTimeout: "1800",
        autoResolveTimeout: "null",
        incidentUrgencyRule: { type: "constant", urgency: "high" },
        autoPauseNotificationsParameters: { enabled: true, timeout: 120 },
      },
    });
  });

  it("of a drill pages the drill escalation", async () => {
    const made = await pager("drill");
    expect(made.one(types.service, "web-drill-pager-service").inputs).toMatchObject({
      name: "web-drill",
      escalationPolicy: "<id of drill>",
    });
  });

  it("of staging follows its support hours", async () => {
    const made = await pager("staging");
    expect(made.one(types.service, "web-staging-pager-service").inputs["incidentUrgencyRule"]).toMatchObject({
      type: "use_support_hours",
    });
  });

  it("is not protected in an ephemeral stack", async () => {
    const made = await pager("drill", { protect: false });
    expect(made.resources.filter(({ options }) => options.protect === true)).toEqual([]);
  });
});

describe("service for tickets (O2, O5)", () => {
  it("tells the same people with low urgency, and says who owns it", async () => {
    expect((await pager("prod")).one(types.service, "web-prod-pager-tickets")).toMatchObject({
      options: { protect: true, version: "4.34.0" },
      inputs: {
        name: "web-prod-tickets",
        description:
          "Web, Production: what can wait for working hours. service: web, stage: prod, owner: product, runbook: https://github.com/motion-mavericks/release-operations/blob/main/docs/runbooks/web (managed-by: launchgate)",
        escalationPolicy: "<id of web>",
        alertCreation: "create_alerts_and_incidents",
        acknowledgementTimeout: "86400",
        autoResolveTimeout: "null",
        incidentUrgencyRule: { type: "constant", urgency: "low" },
      },
    });
  });

  it.each([
    ["staging", "<id of web>"],
    ["drill", "<id of drill>"],
  ])("of %s tells %s, with low urgency whatever the support hours", async (stageId, escalationPolicy) => {
    const { inputs } = (await pager(stageId)).one(types.service, `web-${stageId}-pager-tickets`);
    expect(inputs).toMatchObject({ escalationPolicy, incidentUrgencyRule: { type: "constant", urgency: "low" } });
    expect(inputs).not.toHaveProperty("supportHours");
  });

  it("lets Datadog in by a secret key of its own", async () => {
    expect((await pager("prod")).one(types.integration, "web-prod-pager-tickets-datadog")).toMatchObject({
      options: { version: "4.34.0", additionalSecretOutputs: ["integrationKey"] },
      inputs: {
        name: "Datadog",
        service: "<pagerduty:Service web-prod-pager-tickets: id>",
        vendor: "<PagerDuty vendor Datadog: id>",
      },
    });
  });
});

describe("integrations", () => {
  it("let Datadog in by its vendor and others by the Events API, both keys secret", async () => {
    const made = await pager("prod");
    const options = { version: "4.34.0", additionalSecretOutputs: ["integrationKey"] };
    expect(made.one(types.integration, "web-prod-pager-datadog")).toMatchObject({
      options,
      inputs: { name: "Datadog", service: serviceId, vendor: "<PagerDuty vendor Datadog: id>" },
    });
    expect(made.one(types.integration, "web-prod-pager-events")).toMatchObject({
      options,
      inputs: { name: "Events API v2", service: serviceId, type: "events_api_v2_inbound_integration" },
    });
  });

  it("come out as secrets, with name and id beside them", async () => {
    const made = await capture(() => {
      const found = new ServicePager("pager", pagerArgs(model, "prod"));
      const { integrationKey, eventsKey, ticketServiceName, ticketIntegrationKey } = found;
      const tickets = { ticketServiceName, ticketIntegrationKey };
      return { name: found.serviceName, id: found.serviceId, integrationKey, eventsKey, ...tickets };
    });
    const secret = (value: string): unknown => expect.objectContaining({ value });
    expect(made.outputs).toEqual({
      name: "web-prod",
      id: "<pagerduty:Service pager-service: id>",
      integrationKey: secret("<pagerduty:ServiceIntegration pager-datadog: integrationKey>"),
      eventsKey: secret("<pagerduty:ServiceIntegration pager-events: integrationKey>"),
      ticketServiceName: "web-prod-tickets",
      ticketIntegrationKey: secret("<pagerduty:ServiceIntegration pager-tickets-datadog: integrationKey>"),
    });
  });
});

describe("dependency", () => {
  it("says in production which business service needs it", async () => {
    const made = await pager("prod");
    expect(made.one(types.dependency, "web-prod-pager-supports-pilot-app").inputs).toEqual({
      dependency: {
        dependentServices: [{ id: "<id of pilot-app>", type: "business_service" }],
        supportingServices: [{ id: serviceId, type: "service" }],
      },
    });
  });

  it("is declared nowhere else", async () => {
    expect((await pager("staging")).all(types.dependency)).toEqual([]);
  });
});

describe("maintenance", () => {
  it("opens its window in its stage, and does not compare the start that PagerDuty moves", async () => {
    const made = await pager("staging");
    expect(made.one(types.maintenance)).toMatchObject({
      name: "web-staging-pager-maintenance-neon-upgrade-rehearsal-20270116t0700z",
      options: { ignoreChanges: ["startTime"], version: "4.34.0" },
      inputs: {
        description: "Rehearsal of the Postgres upgrade (managed-by: launchgate)",
        startTime: "2027-01-16T07:00:00Z",
        endTime: "2027-01-16T11:00:00Z",
        services: [
          "<pagerduty:Service web-staging-pager-service: id>",
          "<pagerduty:Service web-staging-pager-tickets: id>",
        ],
      },
    });
    expect((await pager("prod")).all(types.maintenance)).toEqual([]);
  });

  it("is gone once it is over, and comes from planned work that happens once", async () => {
    const at = new Date("2027-01-16T11:00:00Z");
    expect((await pager("staging", { at })).all(types.maintenance)).toEqual([]);
    const move = { title: "Move", timeZone: "UTC", start: "2027-02-01T08:00", duration: "1 hour" } as const;
    const plannedWork = { move: { ...move, services: ["web"], stages: ["prod"] } };
    expect((await pager("prod", { plannedWork })).one(types.maintenance)).toMatchObject({
      name: "web-prod-pager-maintenance-work-move-20270201t0800z",
      inputs: { startTime: "2027-02-01T08:00:00Z", endTime: "2027-02-01T09:00:00Z" },
    });
  });
});

it("registers nothing where nobody is paged", async () => {
  await expect(pager("dev")).rejects.toMatchObject({
    code: "model.invalid",
    problems: [expect.objectContaining({ code: "pagerduty.nobody-paged" })],
  });
});

it("leaves out what a small plan lacks", async () => {
  const vendors = { ...model.vendors, pagerduty: { ...model.vendors.pagerduty, plan: "free" as const } };
  const made = await pager("staging", { vendors, businessServiceIds: {} });
  const kinds = made.resources.filter(({ custom }) => custom).map(({ type }) => type);
  expect([...new Set(kinds)]).toEqual([types.service, types.integration, types.maintenance]);
  expect(Object.keys(made.one(types.service, "web-staging-pager-service").inputs).sort()).toEqual([
    "acknowledgementTimeout",
    "alertCreation",
    "autoResolveTimeout",
    "description",
    "escalationPolicy",
    "incidentUrgencyRule",
    "name",
  ]);
});
