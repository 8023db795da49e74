import { describe, expect, it } from "vitest";
import {
  EventRouting,
  pagedServiceNames,
  routingExpression,
  routingField,
} from "../../../../components/pagerduty/event-routing.ts";
import { capture } from "../../../helpers/capture.ts";
import { idsOfKeys, referenceModel, types } from "./fixture.ts";

const { organization, services, stages } = referenceModel();
const args = { organization, services, stages, teamIds: idsOfKeys(Object.keys(organization.teams)), protect: true };
const names = ["bridge-api-drill", "bridge-api-prod", "bridge-api-staging", "web-drill", "web-prod", "web-staging"];

describe("pagedServiceNames", () => {
  it("names every service of every stage that pages somebody", () => {
    expect(pagedServiceNames({ services, stages })).toEqual(names);
  });
});

describe("routingExpression", () => {
  it("takes the whole name and nothing else", () => {
    const expression = new RegExp(routingExpression(["web-prod", "web-drill"]));
    expect(expression.exec("web-prod")?.[1]).toBe("web-prod");
    expect(["web", "web-prod-2", "my-web-prod", ""].filter((name) => expression.test(name))).toEqual([]);
  });
});

describe("EventRouting", () => {
  it("makes an entrance that the owners of the rules may edit and whose key is a secret", async () => {
    const made = await capture(() => new EventRouting("events", args));
    expect(made.one(types.orchestration, "events-orchestration")).toMatchObject({
      options: { protect: true, version: "4.34.0", additionalSecretOutputs: ["integrations"] },
      inputs: {
        name: "Motion Mavericks releases",
        description: "Entrance for events of all services (owner: platform, managed-by: launchgate)",
        team: "<id of platform>",
      },
    });
  });

  it("finds the service by its name, as the first and only rule without conditions", async () => {
    const made = await capture(() => new EventRouting("events", args));
    expect(made.one(types.router, "events-router").inputs).toEqual({
      eventOrchestration: "<pagerduty:EventOrchestration events-orchestration: id>",
      set: {
        id: "start",
        rules: [
          {
            label: "To the service named",
            actions: {
              dynamicRouteTos: [{ lookupBy: "service_name", source: routingField, regex: `^(${names.join("|")})$` }],
            },
          },
        ],
      },
      catchAll: { actions: { routeTo: "unrouted" } },
    });
  });

  it("has no rule where no stage pages anybody", async () => {
    const made = await capture(() => new EventRouting("events", { ...args, stages: {} }));
    expect(made.one(types.router).inputs["set"]).toEqual({ id: "start", rules: [] });
  });

  it("is not protected where it is not to be", async () => {
    const made = await capture(() => new EventRouting("events", { ...args, protect: false }));
    expect(made.one(types.orchestration).options.protect).toBeUndefined();
  });
});
