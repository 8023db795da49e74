import { describe, expect, it } from "vitest";
import {
  resolveServiceRepository,
  type ServiceRepositoryArgs,
} from "../../../../components/github/service-repository-args.ts";
import { ServiceRepository } from "../../../../components/github/service-repository.ts";
import { capture } from "../../../helpers/capture.ts";
import { byName, codes, organization, service, vendors } from "./model.ts";

const base: ServiceRepositoryArgs = {
  serviceId: "web",
  organization: organization(),
  repository: service().repository,
  owner: "apps",
  releaseTeam: "platform",
  teamIds: { apps: 11, platform: 12, tooling: 13 },
  securityThreshold: "medium",
  guard: "standard",
  vendors: vendors(),
  protect: true,
};
const run = (args: Partial<ServiceRepositoryArgs> = {}) =>
  capture(() => new ServiceRepository("s", { ...base, ...args }));
const rulesetType = "github:index/repositoryRuleset:RepositoryRuleset";

describe("ServiceRepository", () => {
  it("is made of settings, access, actions and two guards", async () => {
    const components = byName((await run()).resources.filter((each) => !each.custom)).map(({ type, name }) => [
      type,
      name,
    ]);
    expect(components).toEqual([
      ["launchgate:github:ServiceRepository", "s"],
      ["launchgate:github:RepositoryAccess", "s-access"],
      ["launchgate:github:RepositoryActions", "s-actions"],
      ["launchgate:github:BranchGuard", "s-branch-guard"],
      ["launchgate:github:RepositorySettings", "s-settings"],
      ["launchgate:github:TagGuard", "s-tag-guard"],
    ]);
  });

  it("makes everything in the repository wait for it, and the branch guard for its branch", async () => {
    const result = await run();
    const repository = result.one("github:index/repository:Repository").urn;
    const branch = result.one("github:index/branchDefault:BranchDefault").urn;
    const parts = result.resources.filter((each) => each.custom && each.urn !== repository);
    const waiting = (urn: string) => parts.filter((each) => each.dependencies.includes(urn)).map((each) => each.name);
    expect(waiting(repository)).not.toEqual([]);
    expect(result.one(rulesetType, "s-branch-guard-ruleset").dependencies).toContain(branch);
    const idle = parts.filter((each) => each.dependencies.length === 0);
    expect(idle).toEqual([]);
  });

  it("hands each argument to the part that needs it", async () => {
    const result = await run({
      repository: service({ mode: "adopt", visibility: "public", requiredDeployments: ["dev"] }).repository,
      guard: "strict",
      releaseTeam: "apps",
      protect: false,
    });
    expect(result.one("github:index/repository:Repository").options.import).toBe("web");
    expect(result.all("github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel")).toEqual([]);
    const guard = result.one(rulesetType, "s-branch-guard-ruleset");
    expect(guard.inputs).toHaveProperty("rules.requiredDeployments.requiredDeploymentEnvironments", ["dev"]);
    expect(guard.inputs).toHaveProperty("rules.pullRequest.requiredApprovingReviewCount", 2);
    expect(guard.options.protect).toBeUndefined();
    const creators = result.one(rulesetType, "s-tag-guard-creation").inputs["bypassActors"];
    expect(creators).toEqual([{ actorType: "Team", actorId: 11, bypassMode: "always" }]);
    const rights = byName(result.all("github:index/teamRepository:TeamRepository"));
    expect(rights.map(({ inputs, options }) => [inputs["permission"], options.retainOnDelete])).toEqual([
      ["maintain", true],
      ["pull", true],
    ]);
  });

  it("gives the name that exists", async () => {
    const { outputs } = await capture(() => ({ name: new ServiceRepository("s", base).repository }));
    expect(outputs["name"]).toBe("web");
  });
});

describe("resolveServiceRepository", () => {
  it("tells the problems of all parts at once", () => {
    const repository = { ...service({ visibility: "internal" }).repository, requiredChecks: [] };
    const args = { ...base, repository, vendors: vendors("team"), teamIds: { apps: 11 } };
    expect(codes(resolveServiceRepository(args))).toEqual([
      "github.visibility-beyond-plan",
      "reference.unknown-team",
      "github.guard-without-checks",
      "github.tag-without-creator",
    ]);
  });

  it("registers nothing when it refuses", async () => {
    const attempt = async () => run({ repository: { ...service().repository, requiredChecks: [] } });
    await expect(attempt()).rejects.toThrow("The model has 1 problem.");
  });
});
