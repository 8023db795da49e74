import { describe, expect, it } from "vitest";
import { ServiceEventRules } from "../../../../components/pagerduty/service-event-rules.ts";
import { capture } from "../../../helpers/capture.ts";
import { referenceModel, serviceOf, stageOf, types } from "./fixture.ts";

const model = referenceModel();
const { organization, vendors } = model;
const args = (stageId: string) => ({
  organization,
  vendors,
  serviceId: "web",
  service: serviceOf(model, "web"),
  stageId,
  stage: stageOf(model, stageId),
  pagerDutyServiceId: "<id of web>",
});
const note =
  "service: web, stage: prod, owner: product, runbook: https://github.com/motion-mavericks/release-operations/blob/main/docs/runbooks/web";

describe("rules for events", () => {
  it("keep information quiet and give every page its service, stage, owner and runbook", async () => {
    const made = await capture(() => new ServiceEventRules("rules", args("prod")));
    const field = (name: string, template: string) => ({ target: `event.custom_details.launchgate_${name}`, template });
    expect(made.one(types.serviceRules, "rules-orchestration").inputs).toEqual({
      service: "<id of web>",
      enableEventOrchestrationForService: true,
      sets: [
        {
          id: "start",
          rules: [
            {
              label: "Information is kept and opens no incident",
              conditions: [{ expression: "event.severity matches 'info'" }],
              actions: { suppress: true },
            },
          ],
        },
      ],
      catchAll: {
        actions: {
          annotate: `${note} (managed-by: launchgate)`,
          extractions: [field("service", "web"), field("stage", "prod"), field("owner", "product")],
        },
      },
    });
  });

  it("mark a drill in the summary", async () => {
    const made = await capture(() => new ServiceEventRules("rules", args("drill")));
    expect(JSON.stringify(made.one(types.serviceRules).inputs["catchAll"])).toContain(
      '{"target":"event.summary","template":"[drill] {{event.summary}}"}',
    );
  });
});

describe("alert grouping", () => {
  it("joins the alerts of five minutes, for this one service", async () => {
    const made = await capture(() => new ServiceEventRules("rules", args("prod")));
    expect(made.one(types.grouping, "rules-grouping").inputs).toEqual({
      name: "web-prod",
      description: `${note} (managed-by: launchgate)`,
      type: "time",
      config: { timeout: 300 },
      services: ["<id of web>"],
    });
  });
});

it("declares neither where the plan has neither", async () => {
  const small = { ...vendors, pagerduty: { ...vendors.pagerduty, plan: "professional" as const } };
  const made = await capture(() => new ServiceEventRules("rules", { ...args("prod"), vendors: small }));
  expect(made.resources.filter(({ custom }) => custom)).toEqual([]);
});
