import { describe, expect, it } from "vitest";
import { PagedTeam, teamRole } from "../../../../components/pagerduty/paged-team.ts";
import { capture } from "../../../helpers/capture.ts";
import { idsOfKeys, referenceModel, types } from "./fixture.ts";

const { organization } = referenceModel();
const { people } = organization;
const platform = organization.teams["platform"];
if (!platform) throw new Error("the reference model has the team platform");
const args = { teamId: "platform", team: platform, people, userIds: idsOfKeys(platform.members) };

describe("teamRole", () => {
  const role = (pagerDutyRole: (typeof people)[string]["pagerDutyRole"], personId: string) =>
    teamRole(platform, personId, { pagerDutyRole });

  it("lets maintainers manage and the others respond", () => {
    expect(role("user", "bruno-costa")).toBe("manager");
    expect(role("limited_user", "clara-dias")).toBe("responder");
  });

  it.each(["read_only_user", "read_only_limited_user", "observer"] as const)("lets a %s observe only", (reader) => {
    expect(role(reader, "bruno-costa")).toBe("observer");
  });
});

describe("PagedTeam", () => {
  it("makes the team and one membership a member", async () => {
    const made = await capture(() => new PagedTeam("platform", args));
    expect(made.one(types.team).inputs).toEqual({
      name: "Platform",
      description: "Owns the pipeline, the infrastructure and these rules. (team: platform, managed-by: launchgate)",
    });
    expect(made.all(types.membership).map(({ name, inputs }) => [name, inputs["userId"], inputs["role"]])).toEqual([
      ["platform-member-bruno-costa", "<id of bruno-costa>", "manager"],
      ["platform-member-clara-dias", "<id of clara-dias>", "responder"],
      ["platform-member-david-ernst", "<id of david-ernst>", "responder"],
      ["platform-member-leo-martins", "<id of leo-martins>", "responder"],
    ]);
  });

  it("leaves out members without a seat", async () => {
    const made = await capture(() => new PagedTeam("platform", { ...args, userIds: idsOfKeys(["leo-martins"]) }));
    expect(made.all(types.membership).map(({ name }) => name)).toEqual(["platform-member-leo-martins"]);
  });

  it("stands below its parent", async () => {
    const made = await capture(() => new PagedTeam("platform", { ...args, parentId: "<id of all>" }));
    expect(made.one(types.team).inputs["parent"]).toBe("<id of all>");
  });
});
