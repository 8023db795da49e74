import * as github from "@pulumi/github";
import * as random from "@pulumi/random";
import { describe, expect, it } from "vitest";
import { Component } from "../../components/component.ts";
import { capture } from "../helpers/capture.ts";

class Sample extends Component {
  constructor(name: string) {
    super("launchgate:test:Sample", name, { colour: "green" });
    const team = new github.Team(this.child("team"), { name: "t" }, this.under({ protect: true }));
    const password = new random.RandomPassword(this.child("password"), { length: 32 }, this.under());
    new github.TeamRepository(
      this.child("access"),
      { teamId: team.id.apply((id) => String(Number(id))), repository: "r", permission: password.result },
      this.under({ ignoreChanges: ["permission"] }),
    );
    this.registerOutputs({});
  }
}

describe("captureProgram", () => {
  it("records URN, parent, dependencies, options and inputs as the engine would see them", async () => {
    const result = await capture(() => new Sample("sample"));
    const team = result.one("github:index/team:Team");
    const access = result.one("github:index/teamRepository:TeamRepository");
    expect(team.urn).toBe("urn:pulumi:test::launchgate::launchgate:test:Sample$github:index/team:Team::sample-team");
    expect(team.parent).toBe("urn:pulumi:test::launchgate::launchgate:test:Sample::sample");
    expect(team.options.protect).toBe(true);
    expect(access.dependencies).toContain(team.urn);
    expect(access.options.ignoreChanges).toEqual(["permission"]);
    expect(access.inputs).toMatchObject({ teamId: "<github:Team sample-team: id>", permission: "[secret]" });
  });

  it("passes on what the program throws", async () => {
    await expect(
      capture(() => {
        throw new Error("from the program");
      }),
    ).rejects.toThrow("from the program");
  });

  it("refuses a call that it cannot answer", async () => {
    await expect(capture(() => github.getTeam({ slug: "x" }))).rejects.toThrow("github:index/getTeam:getTeam");
  });
});
