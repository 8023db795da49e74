import { describe, expect, it } from "vitest";
import { AlertGroupingSetting } from "../../../../../components/pagerduty/plugin-4/alert-grouping-setting.ts";
import { EventOrchestration } from "../../../../../components/pagerduty/plugin-4/event-orchestration.ts";
import { EventOrchestrationRouter } from "../../../../../components/pagerduty/plugin-4/event-orchestration-router.ts";
import { EventOrchestrationService } from "../../../../../components/pagerduty/plugin-4/event-orchestration-service.ts";
import { Service } from "../../../../../components/pagerduty/plugin-4/service.ts";
import { capture } from "../../../../helpers/capture.ts";
import { types } from "../fixture.ts";

const service = {
  name: "s",
  description: "d",
  escalationPolicy: "P1",
  alertCreation: "create_alerts_and_incidents",
  acknowledgementTimeout: "null",
  autoResolveTimeout: "null",
  incidentUrgencyRule: { type: "constant", urgency: "severity_based" },
  autoPauseNotificationsParameters: { enabled: true, timeout: 900 },
} as const;
const router = {
  eventOrchestration: "E1",
  set: {
    id: "start",
    rules: [{ conditions: [{ expression: "event.source matches 'x'" }], actions: { routeTo: "P1" } }],
  },
  catchAll: { actions: { routeTo: "unrouted" } },
} as const;
const rules = {
  service: "P1",
  enableEventOrchestrationForService: false,
  sets: [{ id: "start", rules: [{ label: "l", actions: { severity: "critical", suspend: 60, routeTo: "next" } }] }],
  catchAll: { actions: { extractions: [{ target: "event.summary", source: "event.source", regex: "(.*)" }] } },
} as const;
const grouping = {
  name: "g",
  services: ["P1"],
  type: "content_based",
  config: { aggregate: "all", fields: ["source"], timeWindow: 86_400 },
} as const;

describe("classes of plugin 4.x", () => {
  it.each([
    [types.service, service, (options: object) => new Service("it", service, options)],
    [types.router, router, (options: object) => new EventOrchestrationRouter("it", router, options)],
    [types.serviceRules, rules, (options: object) => new EventOrchestrationService("it", rules, options)],
    [types.grouping, grouping, (options: object) => new AlertGroupingSetting("it", grouping, options)],
    [
      types.orchestration,
      { name: "o", team: "T1" },
      (options: object) => new EventOrchestration("it", { name: "o", team: "T1" }, options),
    ],
  ])("%s passes its arguments on, with the version and the given options", async (type, inputs, make) => {
    const made = (await capture(() => make({ protect: true }))).one(type, "it");
    expect(made.inputs).toEqual(inputs);
    expect(made.options).toMatchObject({ version: "4.34.0", protect: true });
  });

  it("keeps the routing keys of an orchestration secret", async () => {
    const made = (await capture(() => new EventOrchestration("it", { name: "o" }))).one(types.orchestration);
    expect(made.options.additionalSecretOutputs).toEqual(["integrations"]);
  });
});
