import * as github from "@pulumi/github";
import { describe, expect, it } from "vitest";
import {
  resolveGitHubOrganization,
  type GitHubOrganizationArgs,
} from "../../../../components/github/github-organization-args.ts";
import { GitHubOrganization } from "../../../../components/github/github-organization.ts";
import { capture } from "../../../helpers/capture.ts";
import { byName, codes, organization, service, stage, vendors } from "./model.ts";

const base: GitHubOrganizationArgs = {
  organization: organization(),
  services: { web: service(), api: service({ name: "api" }, "platform", "none") },
  stages: { prod: stage() },
  stacks: { shared: { kind: "shared" }, prod: { kind: "stage", stage: "prod", services: ["web"], ephemeral: false } },
  vendors: vendors(),
  billingEmail: "billing@acme.example",
  protect: true,
};
const run = (args: Partial<GitHubOrganizationArgs> = {}) =>
  capture(() => new GitHubOrganization("github", { ...base, ...args }));
const environmentType = "github:index/repositoryEnvironment:RepositoryEnvironment";
const rulesetType = "github:index/repositoryRuleset:RepositoryRuleset";
const names = (resources: readonly { readonly name: string }[]): string[] => byName(resources).map((each) => each.name);

describe("GitHubOrganization", () => {
  it("declares settings, teams and repositories, those of the rules included", async () => {
    const result = await run();
    expect(names(result.all("github:index/organizationSettings:OrganizationSettings"))).toEqual([
      "github-baseline-settings",
    ]);
    expect(names(result.all("github:index/team:Team"))).toEqual([
      "github-team-apps-team",
      "github-team-platform-team",
      "github-team-tooling-team",
    ]);
    expect(names(result.all("github:index/repository:Repository"))).toEqual([
      "github-repository-api-settings-repository",
      "github-repository-release-operations-settings-repository",
      "github-repository-web-settings-repository",
    ]);
    expect(result.all(rulesetType)).toHaveLength(9);
  });

  it("nests teams under the parent that exists", async () => {
    const result = await run();
    const child = result.one("github:index/team:Team", "github-team-tooling-team");
    expect(child.inputs["parentTeamId"]).toBe("<github:Team github-team-platform-team: id>");
    expect(child.dependencies).toContain(result.one("github:index/team:Team", "github-team-platform-team").urn);
  });

  it("guards the rules strictest and lets its owner alone make release tags everywhere", async () => {
    const result = await run();
    const guardOf = (id: string) => result.one(rulesetType, `github-repository-${id}-branch-guard-ruleset`).inputs;
    const reviews = "rules.pullRequest.requiredApprovingReviewCount";
    expect(guardOf("web")).toHaveProperty(reviews, 1);
    expect(guardOf("release-operations")).toHaveProperty(reviews, 2);
    expect(guardOf("release-operations")["bypassActors"]).toEqual([]);
    expect(guardOf("release-operations")).toHaveProperty("rules.requiredStatusChecks.requiredChecks", [
      { context: "check", integrationId: 15_368 },
      { context: "preview", integrationId: 15_368 },
      { context: "release-review", integrationId: 4_711 },
    ]);
    for (const id of ["web", "api", "release-operations"]) {
      const creation = result.one(rulesetType, `github-repository-${id}-tag-guard-creation`).inputs;
      expect(creation["bypassActors"]).toEqual([
        { actorType: "Team", actorId: "<github:Team github-team-platform-team: id>", bypassMode: "always" },
      ]);
    }
  });

  it("gates the rules' own jobs, after every team can read the repository", async () => {
    const result = await run();
    const gate = result.one(environmentType, "github-rules-environments-prod-environment");
    expect(gate.inputs).toMatchObject({
      repository: "release-rules",
      environment: "prod",
      reviewers: [{ teams: ["<github:Team github-team-platform-team: id>"], users: ["<GitHub user ada-l: id>"] }],
    });
    const rights = result
      .all("github:index/teamRepository:TeamRepository")
      .filter(({ name }) => name.startsWith("github-repository-release-operations-access-"));
    expect(rights.length).toBeGreaterThan(0);
    expect(gate.dependencies).toEqual(expect.arrayContaining(rights.map(({ urn }) => urn)));
    expect(names(result.all(environmentType))).toEqual([
      "github-rules-environments-drills-environment",
      "github-rules-environments-preview-environment",
      "github-rules-environments-prod-environment",
      "github-rules-environments-shared-environment",
      "github-rules-environments-verdict-environment",
      "github-rules-environments-watch-environment",
    ]);
  });

  it("takes the quality gate of each service", async () => {
    const path = "rules.requiredCodeScanning.requiredCodeScanningTools.0.securityAlertsThreshold";
    const result = await run();
    expect(result.one(rulesetType, "github-repository-web-branch-guard-ruleset").inputs).toHaveProperty(
      path,
      "high_or_higher",
    );
    expect(result.one(rulesetType, "github-repository-api-branch-guard-ruleset").inputs).toHaveProperty(path, "all");
  });

  it("gives ids, slugs and repository names by the ids of the model", async () => {
    const { outputs } = await capture(() => {
      const { teamIds, teamSlugs, userIds, repositories } = new GitHubOrganization("github", base);
      return { teamIds, teamSlugs, userIds, repositories };
    });
    const number = expect.any(Number) as number;
    expect(outputs["teamIds"]).toEqual({ apps: number, platform: number, tooling: number });
    expect(outputs["teamSlugs"]).toHaveProperty("apps", "<github:Team github-team-apps-team: slug>");
    expect(outputs["userIds"]).toEqual({ ada: number, bob: number, cid: number, zoe: number });
    expect(outputs["repositories"]).toEqual({ web: "web", api: "api", "release-operations": "release-rules" });
  });

  it("protects nothing where it must not", async () => {
    const kept = async (protect: boolean) =>
      (await run({ protect })).resources.filter((each) => each.options.protect === true).length;
    expect(await kept(true)).toBe(1 + 3 + 3 + 9 + 6);
    expect(await kept(false)).toBe(0);
  });

  it("follows the plan", async () => {
    expect((await run({ vendors: vendors("free") })).all(rulesetType)).toEqual([]);
  });

  it("hands its provider to every child", async () => {
    const result = await capture(() => {
      const provider = new github.Provider("acme", { owner: "acme" });
      return new GitHubOrganization("github", base, { providers: [provider] });
    });
    const custom = result.resources.filter((each) => each.custom && each.type.startsWith("github:"));
    expect(custom.filter((each) => !each.provider?.includes("::acme"))).toEqual([]);
  });

  it("shows no secret in any input", async () => {
    expect(JSON.stringify((await run()).resources)).not.toContain("billing@acme.example");
  });
});

describe("resolveGitHubOrganization", () => {
  const problems = (args: Partial<GitHubOrganizationArgs>): string[] =>
    codes(resolveGitHubOrganization({ ...base, ...args }));
  const { teams } = base.organization;

  it("puts parents before children", () => {
    const nested = { ...teams, apps: { ...teams["apps"]!, parent: "tooling" } };
    expect(resolveGitHubOrganization({ ...base, organization: organization({ teams: nested }) })).toEqual({
      ok: true,
      value: { teamOrder: ["platform", "tooling", "apps"] },
    });
  });

  it("tells unknown teams by path", () => {
    const args = {
      organization: organization({ teams: { ...teams, apps: { ...teams["apps"]!, parent: "gone" } } }),
      services: { web: service({}, "nobody") },
    };
    expect(resolveGitHubOrganization({ ...base, ...args })).toMatchObject({
      problems: [
        { code: "reference.unknown-team", path: "organization.teams.apps.parent", value: "gone" },
        { code: "reference.unknown-team", path: "services.web.owner", value: "nobody" },
      ],
    });
  });

  it("tells an unknown owner of the rules", () => {
    const rulesRepository = { name: "rules", owner: "gone", complianceClass: "standard" };
    expect(problems({ organization: organization({ rulesRepository }) })).toContain("reference.unknown-team");
  });

  it("tells a circle of parents, once a team in it", () => {
    const circle = {
      ...teams,
      platform: { ...teams["platform"]!, parent: "tooling" },
    };
    expect(problems({ organization: organization({ teams: circle }) })).toEqual([
      "github.team-circle",
      "github.team-circle",
    ]);
  });

  it("refuses a service with the id of the rules repository", () => {
    expect(problems({ services: { "release-operations": service() } })).toEqual(["github.reserved-service-id"]);
  });

  it("refuses a repository that two declare, whatever the case", () => {
    expect(problems({ services: { web: service(), site: service({ name: "WEB" }) } })).toEqual([
      "github.repository-declared-twice",
    ]);
    expect(problems({ services: { web: service({ name: "release-rules" }) } })).toEqual([
      "github.repository-declared-twice",
    ]);
  });

  it("refuses an approver who cannot read the repository", () => {
    const stages = { prod: stage({ people: ["ada", "zoe"] }) };
    expect(resolveGitHubOrganization({ ...base, stages })).toMatchObject({
      problems: [{ code: "github.approver-without-access", path: "stages.prod.approval.people[1]", value: "zoe" }],
    });
  });

  it("refuses a required deployment that no pull request can reach", () => {
    const services = { web: service({ requiredDeployments: ["dev"] }) };
    const dev = (branches: string[]) => ({ services, stages: { dev: stage({}, { branches, tags: ["v*"] }) } });
    expect(problems(dev(["main"]))).toEqual(["github.required-deployment-unreachable"]);
    expect(problems(dev(["main", "feature/*"]))).toEqual([]);
    expect(problems({ services })).toEqual(["reference.unknown-stage"]);
  });

  it("tells the problems of its parts, the same one of three repositories once", () => {
    const labels = { bug: { color: "ffffff", description: "x" } };
    const broken = { ...teams, apps: { ...teams["apps"]!, members: ["nobody"] } };
    const args = { organization: organization({ labels, teams: broken }), billingEmail: "" };
    expect(problems(args)).toEqual([
      "github.billing-email-missing",
      "reference.unknown-person",
      "github.label-made-by-github",
    ]);
  });
});
