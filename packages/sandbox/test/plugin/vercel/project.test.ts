import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { planned } from "../../vercel/client.ts";
import { findsDrift } from "../finds-drift.ts";
import { liveThrough, type Lifecycle } from "../lifecycle.ts";
import { PracticeEngine } from "../practice-engine.ts";

const type = "vercel:index/project:Project";
const declared = planned("prod", type).find(({ framework }) => framework === "nextjs") ?? {};
const handle = withSandbox();
let engine: PracticeEngine;

beforeAll(() => {
  engine = new PracticeEngine(handle.sandbox, "vercel");
});

/** A flag that production declares one way. */
const flipped = (key: string): { to: boolean } => ({ to: declared[key] !== true });
/** Another value, and none: for what production declares. */
const text = (value: string): readonly { to: string | undefined }[] => [{ to: value }, { to: undefined }];
const elsewhere = "is refused: not part of the practice ground";

/** Changes that nobody can see at Vercel. */
const unseen: Readonly<Record<string, string>> = {
  functionDefaultCpuType: "not declared at first: the provider leaves Vercel's own value alone",
};

describe("projects", () => {
  it("live through every change, as production declares them", async () => {
    const life: Lifecycle = {
      type,
      inputs: declared,
      changes: {
        name: { to: "web-next" },
        autoAssignCustomDomains: flipped("autoAssignCustomDomains"),
        automaticallyExposeSystemEnvironmentVariables: flipped("automaticallyExposeSystemEnvironmentVariables"),
        buildCommand: { to: "npm run build" },
        buildMachineType: [{ to: "turbo" }, { to: "enhanced" }],
        customerSuccessCodeVisibility: flipped("customerSuccessCodeVisibility"),
        devCommand: { to: "npm run dev" },
        directoryListing: flipped("directoryListing"),
        enableAffectedProjectsDeployments: { to: true },
        enablePreviewFeedback: flipped("enablePreviewFeedback"),
        enableProductionFeedback: flipped("enableProductionFeedback"),
        framework: text("astro"),
        functionFailover: { to: true },
        gitComments: { to: { onCommit: true, onPullRequest: false } },
        gitForkProtection: flipped("gitForkProtection"),
        gitLfs: { to: true },
        gitProviderOptions: [
          {
            to: {
              createDeployments: true,
              repositoryDispatchEvents: false,
              requireVerifiedCommits: false,
              gitCommitStatus: true,
              consolidatedGitCommitStatus: { enabled: true, propagateFailures: false },
            },
          },
        ],
        gitRepository: [
          { to: { type: "github", repo: "motion-mavericks/other", productionBranch: "release" } },
          { to: { ...(declared["gitRepository"] as object), productionBranch: "release" } },
          { to: { type: "gitlab", repo: "motion-mavericks/web" } },
          { to: { type: "bitbucket", repo: "motion-mavericks/web" } },
          { to: undefined },
        ],
        ignoreCommand: { to: "exit 1" },
        installCommand: { to: "npm ci" },
        nodeVersion: { to: "22.x" },
        oidcTokenConfig: { to: { issuerMode: "global" } },
        onDemandConcurrentBuilds: { to: true },
        optionsAllowlist: { to: { paths: [{ value: "/api" }, { value: "/hooks" }] } },
        outputDirectory: { to: "dist" },
        passwordProtection: { to: { password: "open sesame", deploymentType: "only_preview_deployments" } },
        previewComments: { to: true, with: { enablePreviewFeedback: undefined } },
        previewDeploymentSuffix: { to: "preview.example" },
        previewDeploymentsDisabled: flipped("previewDeploymentsDisabled"),
        prioritiseProductionBuilds: flipped("prioritiseProductionBuilds"),
        protectedSourcemaps: flipped("protectedSourcemaps"),
        publicSource: { to: true },
        resourceConfig: [
          { to: { fluid: false, functionDefaultRegions: ["iad1", "fra1"], functionDefaultTimeout: 60 } },
          { to: { fluid: true, functionDefaultRegions: ["fra1"], functionDefaultCpuType: "performance" } },
        ],
        rootDirectory: { to: "apps/web" },
        skewProtection: text("30 minutes"),
        trustedIps: [
          {
            to: {
              addresses: [{ value: "203.0.113.7", note: "office" }],
              deploymentType: "only_production_deployments",
            },
          },
          {
            to: {
              addresses: [{ value: "203.0.113.0/24" }],
              deploymentType: "all_deployments",
              protectionMode: "trusted_ip_optional",
            },
          },
        ],
        vercelAuthentication: [{ to: { deploymentType: "all_deployments" } }, { to: { deploymentType: "none" } }],
      },
      unchanged: {
        environments: elsewhere,
        serverlessFunctionRegion: elsewhere,
        teamId: "there is one team",
        trustedSources: elsewhere,
      },
    };
    await liveThrough(engine, life);
    await findsDrift(engine, life, "project drifting", unseen);
  }, 120_000);

  it.each([
    [{ name: "Web" }, "name"],
    [{ name: "a".repeat(53) }, "name"],
    [{ nodeVersion: "16.x" }, "nodeVersion"],
    [{ skewProtection: "2 days" }, "skewProtection"],
    [{ buildMachineType: "huge" }, "buildMachineType"],
    [{ gitRepository: { type: "svn", repo: "a/b" } }, "gitRepository.type"],
    [{ gitRepository: { type: "github", repo: "a/b", deployHooks: [] } }, "gitRepository.deployHooks"],
    [{ vercelAuthentication: { deploymentType: "standard" } }, "vercelAuthentication.deploymentType"],
    [{ passwordProtection: { deploymentType: "all_deployments" } }, "passwordProtection.password"],
    [{ resourceConfig: { functionDefaultTimeout: 901 } }, "resourceConfig.functionDefaultTimeout"],
    [{ oidcTokenConfig: { issuerMode: "mine" } }, "oidcTokenConfig.issuerMode"],
    [{ previewComments: true, enablePreviewFeedback: true }, "previewComments"],
    [{ environments: [] }, "environments"],
    [{ serverlessFunctionRegion: "iad1" }, "serverlessFunctionRegion"],
  ])("refuse %j before any request", (wrong, property) => {
    const { failures } = engine.check(type, "odd", { name: "odd", ...wrong });
    expect(failures.map((each) => each.property)).toContain(property);
  });

  it("fail where the name is taken, and nothing is made twice", async () => {
    await engine.up(type, "one", { name: "taken" });
    await expect(engine.up(type, "two", { name: "taken" })).rejects.toThrow("409");
    await engine.down("one");
  });

  it("show what was changed elsewhere, and are gone when they were removed elsewhere", async () => {
    const { urls, tokens } = handle.sandbox;
    await engine.up(type, "drifting", { name: "drifting", skewProtection: "1 day" });
    const { id } = engine.recorded("drifting");
    const headers = {
      authorization: `Bearer ${tokens.vercel["pulumi"]?.token ?? ""}`,
      "content-type": "application/json",
    };
    const body = JSON.stringify({ skewProtectionMaxAge: 0, buildCommand: "make", passwordProtection: null });
    await fetch(`${urls.vercel}/v9/projects/${id}`, { method: "PATCH", headers, body });
    expect(await engine.refresh("drifting")).toEqual(["buildCommand", "skewProtection"]);
    await fetch(`${urls.vercel}/v9/projects/${id}`, { method: "DELETE", headers });
    expect(await engine.refresh("drifting")).toBe("gone");
  });
});
