import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import {
  resolveDeploymentEnvironment,
  type DeploymentEnvironmentArgs,
} from "../../../../components/github/deployment-environment-args.ts";
import { DeploymentEnvironment } from "../../../../components/github/deployment-environment.ts";
import { capture } from "../../../helpers/capture.ts";
import { byName, codes, service, stage, vendors } from "./model.ts";

const base: DeploymentEnvironmentArgs = {
  serviceId: "web",
  service: service(),
  stageId: "prod",
  stage: stage({ people: ["ada"], teams: ["platform"], wait: "10 minutes" }),
  vendors: vendors(),
  repository: "web",
  teamIds: { platform: 12, apps: 11 },
  userIds: { ada: 101, bob: 102, cid: 103, zoe: 104 },
  secrets: { VERCEL_TOKEN: "hush-hush-value" },
  variables: { STAGE: "prod" },
  protect: true,
};
const run = (args: Partial<DeploymentEnvironmentArgs> = {}) =>
  capture(() => new DeploymentEnvironment("web-prod", { ...base, ...args }));
const environmentType = "github:index/repositoryEnvironment:RepositoryEnvironment";
const policyType = "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const secretType = "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret";
const variableType = "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable";
const environmentOf = async (args: Partial<DeploymentEnvironmentArgs> = {}) =>
  (await run(args)).one(environmentType, "web-prod-environment");

describe("DeploymentEnvironment", () => {
  it("gates the stage", async () => {
    expect((await environmentOf()).inputs).toEqual({
      repository: "web",
      environment: "prod",
      canAdminsBypass: false,
      preventSelfReview: true,
      reviewers: [{ teams: [12], users: [101] }],
      waitTimer: 10,
      deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
    });
  });

  it("follows stage, repository, approval and ids", async () => {
    const gate = { preventSelfReview: false, adminsBypass: true, wait: "2 hours" } as const;
    const inputs = (
      await environmentOf({
        stageId: "qa",
        repository: pulumi.output("api"),
        stage: stage({ ...gate, people: ["bob", "cid"] }),
      })
    ).inputs;
    expect(inputs).toMatchObject({
      repository: "api",
      environment: "qa",
      canAdminsBypass: true,
      preventSelfReview: false,
      reviewers: [{ teams: [], users: [102, 103] }],
      waitTimer: 120,
    });
  });

  it("closes self-review only together with reviewers, and waits only if it must", async () => {
    const { inputs } = await environmentOf({ stage: stage({}) });
    expect(inputs).not.toHaveProperty("reviewers");
    expect(inputs).not.toHaveProperty("preventSelfReview");
    expect(inputs).not.toHaveProperty("waitTimer");
    expect(inputs).toHaveProperty("canAdminsBypass", false);
  });

  it("declares a policy for each pattern", async () => {
    const policies = byName(
      (await run({ stage: stage({}, { branches: ["main", "hotfix/*"], tags: ["v*"] }) })).all(policyType),
    );
    expect(policies.map(({ name, inputs }) => [name, inputs["branchPattern"], inputs["tagPattern"]])).toEqual([
      ["web-prod-branch-hotfix/*", "hotfix/*", undefined],
      ["web-prod-branch-main", "main", undefined],
      ["web-prod-tag-v*", undefined, "v*"],
    ]);
  });

  it("takes no deployment at all without a pattern", async () => {
    const result = await run({ stage: stage({}, {}) });
    expect(result.all(policyType)).toEqual([]);
    expect(result.one(environmentType).inputs["deploymentBranchPolicy"]).toEqual({
      protectedBranches: false,
      customBranchPolicies: true,
    });
  });

  it("declares each secret and variable under the environment", async () => {
    const result = await run();
    const environment = result.one(environmentType).urn;
    const secret = result.one(secretType, "web-prod-secret-VERCEL_TOKEN");
    expect(secret.inputs).toEqual({
      repository: "web",
      environment: "prod",
      secretName: "VERCEL_TOKEN",
      value: "[secret]",
    });
    expect(secret.options.additionalSecretOutputs).toContain("value");
    const variable = result.one(variableType, "web-prod-variable-STAGE");
    expect(variable.inputs).toEqual({
      repository: "web",
      environment: "prod",
      variableName: "STAGE",
      value: "prod",
    });
    expect([secret.dependencies, variable.dependencies]).toEqual([[environment], [environment]]);
  });

  it("shows no secret in any input, its own included", async () => {
    const { resources } = await run({ variables: { LEAK: pulumi.secret("hush-hush-value") } });
    expect(JSON.stringify(resources)).not.toContain("hush-hush-value");
    const component = resources.find((each) => each.type === "launchgate:github:DeploymentEnvironment");
    expect(component?.inputs).toEqual({
      serviceId: "web",
      stageId: "prod",
      stageKind: "production",
      repository: "web",
      reviewers: { people: ["ada"], teams: ["platform"] },
      secretNames: ["VERCEL_TOKEN"],
      variableNames: ["LEAK"],
    });
  });

  it("is protected as asked", async () => {
    expect((await environmentOf()).options.protect).toBe(true);
    expect((await environmentOf({ protect: false })).options.protect).toBeUndefined();
  });

  it("leaves reviewers and timer out where the plan lacks them, but not for a public repository", async () => {
    const inputs = (await environmentOf({ vendors: vendors("team") })).inputs;
    expect(Object.keys(inputs).sort()).toEqual([
      "canAdminsBypass",
      "deploymentBranchPolicy",
      "environment",
      "repository",
    ]);
    const open = await environmentOf({ vendors: vendors("team"), service: service({ visibility: "public" }) });
    expect(open.inputs).toHaveProperty("waitTimer", 10);
  });

  it("declares nothing where the plan has no environments, and still names the stage", async () => {
    const result = await capture(() => {
      const { environment } = new DeploymentEnvironment("web-prod", { ...base, vendors: vendors("free") });
      return { environment };
    });
    expect(result.resources.filter((each) => each.custom)).toEqual([]);
    expect(result.outputs["environment"]).toBe("prod");
  });

  it("gives the name of the environment", async () => {
    const { outputs } = await capture(() => ({ name: new DeploymentEnvironment("web-prod", base).environment }));
    expect(outputs["name"]).toBe("prod");
  });
});

describe("resolveDeploymentEnvironment", () => {
  const resolve = (args: Partial<DeploymentEnvironmentArgs>) => resolveDeploymentEnvironment({ ...base, ...args });

  it("takes six reviewers and refuses seven, people and teams together", () => {
    const people = ["ada", "bob", "cid", "zoe", "eve"];
    const userIds = Object.fromEntries([...people, "fay"].map((id, index) => [id, index + 1]));
    expect(codes(resolve({ userIds, stage: stage({ people, teams: ["apps"] }) }))).toEqual([]);
    const seven = resolve({ userIds, stage: stage({ people: [...people, "fay"], teams: ["apps"] }) });
    expect(seven).toMatchObject({
      problems: [{ code: "github.too-many-reviewers", path: "stages.prod.approval", value: 7 }],
    });
  });

  it("refuses reviewers without id instead of dropping them, and repeated ones", () => {
    expect(resolve({ stage: stage({ people: ["ada", "nobody", "ada"], teams: ["gone"] }) })).toMatchObject({
      problems: [
        { code: "reference.unknown-person", path: "stages.prod.approval.people[1]", value: "nobody" },
        { code: "github.duplicate-reviewer", path: "stages.prod.approval.people[2]", value: "ada" },
        { code: "reference.unknown-team", path: "stages.prod.approval.teams[0]", value: "gone" },
      ],
    });
  });

  it.each([
    ["0 minutes", []],
    ["30 days", []],
    ["43201 minutes", ["github.wait-out-of-range"]],
    ["90 seconds", ["github.wait-out-of-range"]],
  ] as const)("judges a wait of %s", (wait, expected) => {
    expect(codes(resolve({ stage: stage({ wait }) }))).toEqual(expected);
  });

  it("refuses patterns with white space and repeated ones", () => {
    const result = resolve({ stage: stage({}, { branches: ["main", "main"], tags: ["v *"] }) });
    expect(result).toMatchObject({
      problems: [
        { code: "github.duplicate-pattern", path: "stages.prod.branchPolicy.branches[1]" },
        { code: "github.pattern-invalid", path: "stages.prod.branchPolicy.tags[0]" },
      ],
    });
  });

  it.each(["lower", "GITHUB_TOKEN", "1ST", "A-B", ""])("refuses the name %j for secrets and variables", (name) => {
    expect(codes(resolve({ secrets: { [name]: "x" } }))).toEqual(["github.name-invalid"]);
    expect(codes(resolve({ variables: { [name]: "x" } }))).toEqual(["github.name-invalid"]);
  });

  it("refuses a name that is both, without telling the value", () => {
    const result = resolve({ secrets: { TOKEN: "hush-hush-value" }, variables: { TOKEN: "y" } });
    expect(codes(result)).toEqual(["github.name-in-both"]);
    expect(JSON.stringify(result)).not.toContain("hush-hush-value");
  });
});
