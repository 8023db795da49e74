import { describe, expect, it } from "vitest";
import { TagGuard, resolveTagGuard, type TagGuardArgs } from "../../../../components/github/tag-guard.ts";
import { capture } from "../../../helpers/capture.ts";
import { codes, vendors } from "./model.ts";

const base: TagGuardArgs = {
  serviceId: "web",
  repository: "web",
  visibility: "private",
  vendors: vendors(),
  creators: [{ type: "Team", id: 12, mode: "always" }],
  protect: true,
};
const type = "github:index/repositoryRuleset:RepositoryRuleset";
const run = (args: Partial<TagGuardArgs> = {}) => capture(() => new TagGuard("t", { ...base, ...args }));

describe("TagGuard", () => {
  it("makes release tags immutable for everybody", async () => {
    expect((await run()).one(type, "t-immutable").inputs).toEqual({
      name: "launchgate: release tags never change",
      repository: "web",
      target: "tag",
      enforcement: "active",
      conditions: { refName: { includes: ["refs/tags/v*"], excludes: [] } },
      rules: { update: true, deletion: true, nonFastForward: true },
      bypassActors: [],
    });
  });

  it("lets only the named create them, in a ruleset of its own", async () => {
    const creation = (await run()).one(type, "t-creation").inputs;
    expect(creation).toMatchObject({
      target: "tag",
      rules: { creation: true },
      bypassActors: [{ actorType: "Team", actorId: 12, bypassMode: "always" }],
    });
    const others = [{ type: "Integration", id: 5, mode: "always" }] as const;
    expect((await run({ creators: others })).one(type, "t-creation").inputs["bypassActors"]).toEqual([
      { actorType: "Integration", actorId: 5, bypassMode: "always" },
    ]);
  });

  it("declares nothing where the plan has no rulesets", async () => {
    expect((await run({ vendors: vendors("free") })).all(type)).toEqual([]);
    expect((await run({ vendors: vendors("free"), visibility: "public" })).all(type)).toHaveLength(2);
  });

  it("is protected as asked", async () => {
    const protection = async (protect: boolean) =>
      (await run({ protect })).all(type).map((each) => each.options.protect);
    expect(await protection(true)).toEqual([true, true]);
    expect(await protection(false)).toEqual([undefined, undefined]);
  });

  it("refuses tags that nobody may create", () => {
    expect(codes(resolveTagGuard({ ...base, creators: [] }))).toEqual(["github.tag-without-creator"]);
  });
});
