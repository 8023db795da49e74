import { describe, expect, it } from "vitest";
import { ancestors, teamAccess } from "../../../../components/github/team-access.ts";
import { organization } from "./model.ts";

const { teams } = organization();

describe("teamAccess", () => {
  it("lets the release team maintain, the owner push and the others read", () => {
    const flat = { ...teams, readers: { ...teams["apps"]! } };
    expect(teamAccess({ teams: flat, owner: "apps", releaseTeam: "platform" })).toEqual({
      apps: "push",
      platform: "maintain",
      readers: "pull",
    });
  });

  it("leaves out a team that inherits as much, and declares one that gets more", () => {
    expect(teamAccess({ teams, owner: "apps", releaseTeam: "platform" })).not.toHaveProperty("tooling");
    expect(teamAccess({ teams, owner: "tooling", releaseTeam: "apps" })).toEqual({
      apps: "maintain",
      platform: "pull",
      tooling: "push",
    });
  });

  it("maintains where owner and release team are the same", () => {
    expect(teamAccess({ teams, owner: "platform", releaseTeam: "platform" })["platform"]).toBe("maintain");
  });
});

describe("ancestors", () => {
  it("ends at the top, at an unknown parent and in a circle", () => {
    const apps = teams["apps"]!;
    expect(ancestors("tooling", teams)).toEqual(["platform"]);
    expect(ancestors("a", { a: { ...apps, parent: "gone" } })).toEqual([]);
    expect(ancestors("a", { a: { ...apps, parent: "b" }, b: { ...apps, parent: "a" } })).toEqual(["b", "a"]);
  });
});
