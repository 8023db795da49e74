import { describe, expect, it } from "vitest";
import { resolveRepositorySettings } from "../../../../components/github/repository-settings-args.ts";
import { RepositorySettings, type RepositorySettingsArgs } from "../../../../components/github/repository-settings.ts";
import { labelsMadeByGitHub } from "@launchgate/core";
import { capture } from "../../../helpers/capture.ts";
import { codes, organization, service, vendors } from "./model.ts";

const base: RepositorySettingsArgs = {
  serviceId: "web",
  repository: service().repository,
  owner: "apps",
  labels: organization().labels,
  vendors: vendors(),
  protect: true,
};
const run = (args: Partial<RepositorySettingsArgs> = {}) =>
  capture(() => new RepositorySettings("r", { ...base, ...args }));
const inputsOf = async (args: Partial<RepositorySettingsArgs> = {}) => (await run(args)).one(repositoryType).inputs;
const repositoryType = "github:index/repository:Repository";
const repositoryOf = (changes: Parameters<typeof service>[0]) => ({ repository: service(changes).repository });

describe("RepositorySettings", () => {
  it("squashes, deletes merged branches, archives instead of deleting", async () => {
    expect(await inputsOf()).toEqual({
      name: "web",
      description: "Public site",
      visibility: "private",
      topics: ["managed-by-launchgate", "service-web", "site", "team-apps"],
      allowSquashMerge: true,
      allowMergeCommit: false,
      allowRebaseMerge: false,
      squashMergeCommitTitle: "PR_TITLE",
      squashMergeCommitMessage: "PR_BODY",
      allowAutoMerge: true,
      allowUpdateBranch: true,
      deleteBranchOnMerge: true,
      hasIssues: true,
      hasWiki: false,
      hasProjects: false,
      archiveOnDestroy: true,
      allowForking: false,
      autoInit: true,
      securityAndAnalysis: {
        secretScanning: { status: "enabled" },
        secretScanningPushProtection: { status: "enabled" },
      },
    });
  });

  it("follows visibility and plan", async () => {
    const open = await inputsOf({ ...repositoryOf({ visibility: "public" }), vendors: vendors("free") });
    expect(open).not.toHaveProperty("allowForking");
    expect(open).toHaveProperty("securityAndAnalysis");
    const free = await inputsOf({ vendors: vendors("free") });
    expect(free).not.toHaveProperty("securityAndAnalysis");
    expect([open["allowAutoMerge"], free["allowAutoMerge"]]).toEqual([true, false]);
    expect(await inputsOf(repositoryOf({ visibility: "internal" }))).toHaveProperty("visibility", "internal");
  });

  it("names owner and service in the topics", async () => {
    const topics = (await inputsOf({ owner: "platform", serviceId: "api" }))["topics"];
    expect(topics).toEqual(["managed-by-launchgate", "service-api", "site", "team-platform"]);
  });

  it("turns on alerts, then updates", async () => {
    const result = await run();
    const alerts = result.one("github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts");
    const updates = result.one("github:index/repositoryDependabotSecurityUpdates:RepositoryDependabotSecurityUpdates");
    expect(alerts.inputs).toEqual({ repository: "web", enabled: true });
    expect(updates.inputs).toEqual({ repository: "web", enabled: true });
    expect(updates.dependencies).toContain(alerts.urn);
  });

  it("renames the first branch of a new repository, but none of an adopted one", async () => {
    const branchOf = async (mode: "create" | "adopt") =>
      (await run(repositoryOf({ mode, defaultBranch: "trunk" }))).one("github:index/branchDefault:BranchDefault")
        .inputs;
    expect(await branchOf("create")).toEqual({
      repository: "web",
      branch: "trunk",
      rename: true,
      waitForRename: true,
    });
    expect(await branchOf("adopt")).toEqual({ repository: "web", branch: "trunk" });
  });

  it("declares each label by its name", async () => {
    const label = (await run()).one("github:index/issueLabel:IssueLabel", "r-label-release: blocked");
    expect(label.inputs).toEqual({
      repository: "web",
      name: "release: blocked",
      color: "b60205",
      description: "A gate says no",
    });
    expect((await run({ labels: {} })).all("github:index/issueLabel:IssueLabel")).toEqual([]);
  });

  it("imports an adopted repository, sets up nothing in it and keeps all of it when the stack goes", async () => {
    const result = await run(repositoryOf({ mode: "adopt" }));
    const repository = result.one(repositoryType);
    expect(repository.options).toMatchObject({ import: "web", retainOnDelete: true, protect: true });
    expect(repository.inputs).not.toHaveProperty("autoInit");
    const settings = result.resources.filter((each) => each.custom);
    expect(settings.map((each) => each.options.retainOnDelete)).toEqual(settings.map(() => true));
  });

  it("gives a created repository neither import nor retention, and protects it as asked", async () => {
    const options = (await run()).one(repositoryType).options;
    expect(options.import).toBeUndefined();
    expect(options.retainOnDelete).toBeUndefined();
    expect(options.protect).toBe(true);
    expect((await run({ protect: false })).one(repositoryType).options.protect).toBeUndefined();
  });
});

describe("resolveRepositorySettings", () => {
  it("refuses internal visibility outside the Enterprise plan", () => {
    const args = { ...base, ...repositoryOf({ visibility: "internal" }) };
    expect(codes(resolveRepositorySettings(args))).toEqual([]);
    expect(codes(resolveRepositorySettings({ ...args, vendors: vendors("team") }))).toEqual([
      "github.visibility-beyond-plan",
    ]);
  });

  it("counts its own topics against the limit", () => {
    const topics = (count: number) => Array.from({ length: count }, (_, index) => `topic-${String(index)}`);
    expect(codes(resolveRepositorySettings({ ...base, ...repositoryOf({ topics: topics(17) }) }))).toEqual([]);
    const result = resolveRepositorySettings({ ...base, ...repositoryOf({ topics: topics(19) }) });
    expect(result).toMatchObject({ problems: [{ code: "github.too-many-topics", fix: "Take out 2 of them." }] });
  });

  it.each(labelsMadeByGitHub)("refuses the label %s, which GitHub makes itself", (label) => {
    const labels = { [label.toUpperCase()]: { color: "ffffff", description: "x" } };
    expect(codes(resolveRepositorySettings({ ...base, labels }))).toEqual(["github.label-made-by-github"]);
  });

  it("points at the rules repository by its own path", () => {
    const args = { ...base, serviceId: "release-operations", ...repositoryOf({ visibility: "internal" }) };
    expect(resolveRepositorySettings({ ...args, vendors: vendors("free") })).toMatchObject({
      problems: [{ path: "organization.rulesRepository.visibility" }],
    });
  });
});
