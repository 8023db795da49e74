import type { Stack } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import {
  rulesEnvironmentArgs,
  type RulesEnvironmentsArgs,
} from "../../../../components/github/rules-environments-args.ts";
import { RulesEnvironments } from "../../../../components/github/rules-environments.ts";
import { capture } from "../../../helpers/capture.ts";
import { organization, stage, vendors } from "./model.ts";

const environmentType = "github:index/repositoryEnvironment:RepositoryEnvironment";
const policyType = "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const of = (stageId: string, ephemeral = false): Stack => ({
  kind: "stage",
  stage: stageId,
  services: ["web"],
  ephemeral,
});
const base: RulesEnvironmentsArgs = {
  organization: organization(),
  stages: {
    prod: stage({ people: ["ada"], teams: ["platform"], wait: "10 minutes" }),
    dev: { ...stage({}, { branches: ["main", "feature/*"] }), kind: "development" },
    drill: { ...stage({}), kind: "drill" },
  },
  stacks: {
    prod: of("prod"),
    shared: { kind: "shared" },
    dev: of("dev"),
    drill: of("drill", true),
    "dev-of-mine": of("dev", true),
  },
  vendors: vendors(),
  repository: "release-rules",
  teamIds: { platform: 12 },
  userIds: { ada: 101 },
  protect: true,
};
const run = (args: Partial<RulesEnvironmentsArgs> = {}) =>
  capture(() => new RulesEnvironments("rules", { ...base, ...args }));

describe("RulesEnvironments (P3, S3)", () => {
  it("declares one for each stack that lasts, then those of the repository's own jobs", () => {
    expect(rulesEnvironmentArgs(base).map(({ stageId, stage: { kind } }) => [stageId, kind])).toEqual([
      ["shared", null],
      ["dev", "development"],
      ["prod", "production"],
      ["verdict", null],
      ["preview", null],
      ["watch", null],
      ["drills", null],
    ]);
  });

  it("asks for the approval of the stage, and for another person of the owning team before code of a pull request", async () => {
    const declared = (await run()).all(environmentType);
    const gate = (name: string) => declared.find((each) => each.name === `rules-${name}-environment`)?.inputs;
    const common = {
      repository: "release-rules",
      canAdminsBypass: false,
      deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
    };
    const reviewed = { preventSelfReview: true, waitTimer: 10, reviewers: [{ teams: [12], users: [101] }] };
    expect(gate("prod")).toEqual({ ...common, environment: "prod", ...reviewed });
    expect(gate("preview")).toEqual({
      ...common,
      environment: "preview",
      preventSelfReview: true,
      reviewers: [{ teams: [12], users: [] }],
    });
    for (const name of ["shared", "dev", "verdict", "watch", "drills"])
      expect(gate(name)).toEqual({ ...common, environment: name });
    expect(declared.filter(({ options }) => options.protect !== true)).toEqual([]);
  });

  it("takes the default branch alone, whatever branches the stage takes", async () => {
    const policies = (await run()).all(policyType).map(({ inputs }) => inputs);
    expect(policies).toHaveLength(7);
    expect(
      policies.filter(({ branchPattern, tagPattern }) => branchPattern !== "main" || tagPattern !== undefined),
    ).toEqual([]);
  });

  it("declares nothing where the plan has no environments, and leaves reviewers out where it has none", async () => {
    expect((await run({ vendors: vendors("free") })).resources.filter(({ custom }) => custom)).toEqual([]);
    const weaker = (await run({ vendors: vendors("team") })).all(environmentType);
    expect(weaker).toHaveLength(7);
    expect(weaker.filter(({ inputs }) => inputs["reviewers"] !== undefined)).toEqual([]);
  });

  it("tells an owner without an id instead of a gate without reviewers", async () => {
    const args = { teamIds: {}, stages: {}, stacks: {} };
    await expect(run(args)).rejects.toMatchObject({
      problems: [{ code: "reference.unknown-team", path: "organization.rulesRepository.teams[0]", value: "platform" }],
    });
  });
});
