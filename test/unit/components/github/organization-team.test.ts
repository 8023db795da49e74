import { describe, expect, it } from "vitest";
import {
  OrganizationTeam,
  resolveOrganizationTeam,
  type OrganizationTeamArgs,
} from "../../../../components/github/organization-team.ts";
import { capture } from "../../../helpers/capture.ts";
import { byName, codes, organization } from "./model.ts";

const { people, teams } = organization();
const base: OrganizationTeamArgs = { teamId: "platform", team: teams["platform"]!, people, protect: true };
const run = (args: Partial<OrganizationTeamArgs> = {}) =>
  capture(() => new OrganizationTeam("t", { ...base, ...args }));
const teamType = "github:index/team:Team";

describe("OrganizationTeam", () => {
  it("names the team by id, keeps it visible and describes it", async () => {
    const team = (await run()).one(teamType, "t-team");
    expect(team.inputs).toEqual({
      name: "platform",
      description: "Platform: Owns the rules. (managed-by: launchgate)",
      privacy: "closed",
      notificationSetting: "notifications_enabled",
    });
    expect(team.parent).toContain("launchgate:github:OrganizationTeam::t");
  });

  it("declares each membership with its role", async () => {
    const result = await run();
    const memberships = byName(result.all("github:index/teamMembership:TeamMembership"));
    expect(memberships.map(({ name, inputs }) => [name, inputs["username"], inputs["role"]])).toEqual([
      ["t-member-ada", "ada-l", "maintainer"],
      ["t-member-bob", "bob-l", "member"],
    ]);
    expect(memberships[0]?.dependencies).toEqual([result.one(teamType).urn]);
  });

  it("nests under a parent", async () => {
    expect((await run({ parentTeamId: 7 })).one(teamType).inputs["parentTeamId"]).toBe("7");
  });

  it("protects the team as asked", async () => {
    expect((await run()).one(teamType).options.protect).toBe(true);
    expect((await run({ protect: false })).one(teamType).options.protect).toBeUndefined();
  });

  it("gives numeric id and slug", async () => {
    const { outputs } = await capture(() => {
      const { teamId, slug } = new OrganizationTeam("t", base);
      return { teamId, slug };
    });
    expect(outputs["teamId"]).toEqual(expect.any(Number));
    expect(outputs["slug"]).toBe("<github:Team t-team: slug>");
  });
});

describe("resolveOrganizationTeam", () => {
  it("tells an unknown member and a maintainer who is no member, both at once", () => {
    const team = { ...teams["apps"]!, members: ["ada", "nobody"], maintainers: ["bob"] };
    const result = resolveOrganizationTeam({ ...base, teamId: "apps", team });
    expect(codes(result)).toEqual(["reference.unknown-person", "github.maintainer-not-member"]);
    expect(result).toMatchObject({
      problems: [
        { path: "organization.teams.apps.members[1]", value: "nobody" },
        { path: "organization.teams.apps.maintainers[0]", value: "bob" },
      ],
    });
  });

  it("keeps within the longest name of a team", () => {
    const result = resolveOrganizationTeam({ ...base, teamId: "t".repeat(140) });
    expect(result).toMatchObject({ ok: true, value: { name: expect.stringMatching(/^t{93}-[0-9a-f]{6}$/) } });
  });
});
