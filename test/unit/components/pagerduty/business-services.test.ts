import { describe, expect, it } from "vitest";
import { BusinessServices, resolveBusinessServices } from "../../../../components/pagerduty/business-services.ts";
import { capture } from "../../../helpers/capture.ts";
import { idsOfKeys, problemsOf, referenceModel, types } from "./fixture.ts";

const { organization, onCall } = referenceModel();
const { businessServices } = onCall;
const pilot = { title: "Pilot", description: "What pilots use.", team: "operations", pointOfContact: "helena-ivo" };

describe("BusinessServices", () => {
  it("makes each with its owner and the name of the person to talk to", async () => {
    const teamIds = idsOfKeys(Object.keys(organization.teams));
    const made = await capture(() => new BusinessServices("business", { organization, businessServices, teamIds }));
    expect(made.one(types.businessService, "business-pilot-app")).toMatchObject({
      options: { version: "4.34.0" },
      inputs: {
        name: "Pilot application",
        description: "What pilot customers use. (owner: operations, managed-by: launchgate)",
        pointOfContact: "Helena Ivo",
        team: "<id of operations>",
      },
    });
  });

  it("tells an unknown team and an unknown person", () => {
    const bad = { pilot: { ...pilot, team: "sales", pointOfContact: "eve" } };
    expect(problemsOf(resolveBusinessServices({ organization, businessServices: bad }))).toEqual([
      { code: "reference.unknown-team", path: "onCall.businessServices.pilot.team" },
      { code: "reference.unknown-person", path: "onCall.businessServices.pilot.pointOfContact" },
    ]);
  });
});
