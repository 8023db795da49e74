import { describe, expect, it } from "vitest";
import { costAlerts, StageCosts, type StageCostsArgs } from "../../../../components/datadog/stage-costs.ts";
import { capture } from "../../../helpers/capture.ts";
import { referenceModel, type } from "./reference.ts";

const argsOf = (stageId = "prod", model = referenceModel()): StageCostsArgs => {
  const stage = model.stages[stageId];
  if (!stage) throw new Error(`no stage ${stageId} in the reference model`);
  const { organization, services, vendors } = model;
  return { organization, services, stageId, stage, vendors, ticketServiceName: `web-${stageId}-tickets` };
};
const costs = async (args: StageCostsArgs = argsOf()) =>
  (await capture(() => new StageCosts("prod-costs", args))).all(type.monitor);

describe("StageCosts (O5)", () => {
  it("tells at each share of the stage's budget, once for all services of the stage", async () => {
    const monitors = await costs();
    expect(monitors.map(({ name, inputs }) => [name, inputs["query"]])).toEqual([
      ["prod-costs-budget-50", "max(last_1h):sum:app.cost.month_to_date_usd{env:prod} >= 450"],
      ["prod-costs-budget-80", "max(last_1h):sum:app.cost.month_to_date_usd{env:prod} >= 720"],
      ["prod-costs-budget-100", "max(last_1h):sum:app.cost.month_to_date_usd{env:prod} >= 900"],
    ]);
  });

  it("tells the given service for tickets, with owner, runbook and every service of the stage", async () => {
    for (const { name, inputs } of await costs()) {
      expect(inputs["message"], name).toContain(
        "Service: all services (web, bridge-api)\nStage: prod\nOwner: team product",
      );
      expect(inputs["message"], name).toMatch(/Runbook: https:\/\/\S+\/cost\n/);
      expect(inputs["message"], name).toContain("{{#is_alert}}@pagerduty-web-prod-tickets{{/is_alert}}");
      expect(inputs["tags"], name).toEqual([
        ...["service:web", "env:prod", "team:product", "managed-by:launchgate"],
        ...["severity:ticket", "service:bridge-api"],
      ]);
    }
  });

  it("names the one service of a stage that has no other", async () => {
    const { services, ...rest } = argsOf();
    const monitors = await costs({ ...rest, services: Object.fromEntries(Object.entries(services).slice(1)) });
    expect(monitors[0]?.inputs["message"]).toContain("Service: Bridge API (bridge-api)");
  });

  it("tells nobody in a stage that pages nobody, and where no service for tickets is given", async () => {
    const { ticketServiceName, ...alone } = argsOf();
    expect(ticketServiceName).toBe("web-prod-tickets");
    for (const args of [argsOf("dev"), alone])
      for (const { inputs } of await costs(args)) expect(inputs["message"]).not.toContain("@pagerduty");
  });

  it("declares nothing without a budget, without services, without Datadog", async () => {
    const model = referenceModel();
    model.vendors.datadog.plan = "none";
    const args = argsOf();
    const none = [
      argsOf("prod", model),
      { ...args, services: {} },
      { ...args, stage: { ...args.stage, budget: undefined } },
    ];
    for (const each of none) expect(await costs(each)).toEqual([]);
  });
});

it("costAlerts follow the shares of the budget", () => {
  const { stage } = argsOf();
  const context = { serviceId: "web", stageId: "prod", team: "t", serviceTitle: "Web", runbookBase: "b" };
  const alerts = costAlerts(
    { ...context, isProduction: true, thresholdFactor: 1 },
    { ...stage, budget: { monthlyUsd: 33, alertPercents: [10, 150] } },
  );
  expect(alerts.map(({ id, critical, severity }) => [id, critical, severity])).toEqual([
    ["cost-10", 3.3, "ticket"],
    ["cost-150", 49.5, "ticket"],
  ]);
});
