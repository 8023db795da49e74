import { actOwnedPaths } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { DeploymentProject } from "../../../../components/vercel/deployment-project.ts";
import { periodOfAtLeast } from "../../../../components/vercel/deployment-retention.ts";
import { functionRegion } from "../../../../components/vercel/function-region.ts";
import { resolveProjectSettings } from "../../../../components/vercel/project-settings.ts";
import { skewProtectionWithin } from "../../../../components/vercel/skew-protection.ts";
import { capture } from "../../../helpers/capture.ts";
import { argsOf, entry, freshModel, told } from "./fixture.ts";

const projectType = "vercel:index/project:Project";
const retentionType = "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention";

const inputsOf = async (model = freshModel(), serviceId = "web", stageId = "prod") =>
  (await capture(() => new DeploymentProject("p", argsOf(model, serviceId, stageId)))).one(projectType).inputs;

describe("DeploymentProject", () => {
  it("declares a gated production project", async () => {
    const found = await capture(() => new DeploymentProject("p", argsOf(freshModel())));
    const project = found.one(projectType);
    expect(project.inputs).toEqual({
      name: "web-prod",
      framework: "nextjs",
      nodeVersion: "24.x",
      gitRepository: { type: "github", repo: "motion-mavericks/web", productionBranch: "main" },
      gitProviderOptions: { createDeployments: false, repositoryDispatchEvents: true, requireVerifiedCommits: true },
      gitForkProtection: true,
      previewDeploymentsDisabled: true,
      enablePreviewFeedback: false,
      enableProductionFeedback: false,
      autoAssignCustomDomains: false,
      automaticallyExposeSystemEnvironmentVariables: true,
      vercelAuthentication: { deploymentType: "standard_protection_new" },
      oidcTokenConfig: { issuerMode: "team" },
      skewProtection: "7 days",
      resourceConfig: { fluid: true, functionDefaultRegions: ["fra1"] },
      customerSuccessCodeVisibility: false,
      directoryListing: false,
      protectedSourcemaps: true,
      prioritiseProductionBuilds: true,
    });
    expect(project.options).toMatchObject({
      protect: true,
      retainOnDelete: true,
      ignoreChanges: ["autoAssignCustomDomains"],
    });
  });

  it.each(["dev", "staging", "prod", "drill"])(
    "leaves the assignment of domains in %s to the commands",
    async (stageId) => {
      const found = await capture(() => new DeploymentProject("p", argsOf(freshModel(), "web", stageId)));
      expect(found.one(projectType).options.ignoreChanges).toEqual(actOwnedPaths(projectType));
      expect(actOwnedPaths(projectType)).toEqual(["autoAssignCustomDomains"]);
    },
  );

  it("lets Git deploy where traffic follows the merge, and where pull requests get previews", async () => {
    expect(await inputsOf(freshModel(), "web", "dev")).toMatchObject({
      gitProviderOptions: { createDeployments: true, requireVerifiedCommits: false },
      previewDeploymentsDisabled: true,
    });
    const model = freshModel();
    entry(model.stages, "staging").traffic = "gated";
    expect(await inputsOf(model, "web", "staging")).toMatchObject({
      gitProviderOptions: { createDeployments: true },
      previewDeploymentsDisabled: false,
      enablePreviewFeedback: true,
    });
  });

  it("takes framework, folder, Node version, protection and region from the model", async () => {
    const model = freshModel();
    const web = entry(model.services, "web");
    web.vercel.framework = null;
    web.vercel.rootDirectory = "apps/web";
    web.vercel.nodeVersion = "22.x";
    web.repository.defaultBranch = "trunk";
    entry(model.stages, "prod").deploymentProtection = "all_deployments";
    entry(model.stages, "prod").rollbackWindow = "13 hours";
    delete web.neon;
    const inputs = await inputsOf(model);
    expect(inputs).not.toHaveProperty("framework");
    expect(inputs).toMatchObject({
      rootDirectory: "apps/web",
      nodeVersion: "22.x",
      gitRepository: { productionBranch: "trunk" },
      vercelAuthentication: { deploymentType: "all_deployments" },
      skewProtection: "12 hours",
      resourceConfig: { fluid: true },
    });
    expect(inputs["resourceConfig"]).not.toHaveProperty("functionDefaultRegions");
  });

  it("runs scheduled jobs in production only, and only where there are any", async () => {
    const enabled = async (serviceId: string, stageId: string) => {
      const found = await capture(() => new DeploymentProject("p", argsOf(freshModel(), serviceId, stageId)));
      return found.one("vercel:index/projectCrons:ProjectCrons").inputs["enabled"];
    };
    expect(await enabled("bridge-api", "prod")).toBe(true);
    expect(await enabled("bridge-api", "staging")).toBe(false);
    expect(await enabled("web", "prod")).toBe(false);
  });

  it("keeps deployments as long as stage, previews and compliance class say", async () => {
    const model = freshModel();
    entry(model.organization.complianceClasses, "standard").artifactRetentionDays = 45;
    entry(model.stages, "staging").deploymentRetention = "60d";
    const found = await capture(() => new DeploymentProject("p", argsOf(model, "web", "staging")));
    expect(found.one(retentionType).inputs).toMatchObject({
      expirationProduction: "2m",
      expirationPreview: "1w",
      expirationErrored: "2m",
      expirationCanceled: "2m",
    });
    const dev = await capture(() => new DeploymentProject("p", argsOf(model, "web", "dev")));
    expect(dev.one(retentionType).inputs).toMatchObject({ expirationProduction: "1w", expirationPreview: "1d" });
  });
});

describe("resolveProjectSettings", () => {
  it("refuses deployments that are gone before the rollback window ends", () => {
    const model = freshModel();
    entry(model.stages, "prod").deploymentRetention = "7d";
    expect(told(resolveProjectSettings(argsOf(model)))).toEqual([
      "vercel.retention-short at stages.prod.deploymentRetention",
    ]);
    entry(model.stages, "prod").rollbackWindow = "7 days";
    expect(told(resolveProjectSettings(argsOf(model)))).toEqual([]);
  });

  it("refuses previews in production", () => {
    const model = freshModel();
    entry(model.stages, "prod").database.previewBranches = { expiresAfter: "1 day" };
    expect(told(resolveProjectSettings(argsOf(model)))).toEqual([
      "vercel.preview-in-production at stages.prod.database.previewBranches",
    ]);
  });

  it("refuses a compliance class that nobody wrote", () => {
    const model = freshModel();
    entry(model.services, "web").complianceClass = "secretive";
    expect(told(resolveProjectSettings(argsOf(model)))).toEqual([
      "vercel.unknown-class at services.web.complianceClass",
    ]);
  });
});

describe("the tables beneath", () => {
  it.each([
    [0, "1d"],
    [1, "1d"],
    [2, "1w"],
    [7, "1w"],
    [30, "1m"],
    [31, "2m"],
    [90, "3m"],
    [180, "6m"],
    [181, "1y"],
    [400, "1y"],
  ])("keeps %d days for %s", (days, period) => {
    expect(periodOfAtLeast(days)).toBe(period);
  });

  it.each([
    ["10 minutes", "30 minutes"],
    ["4 hours", "4 hours"],
    ["11 hours", "4 hours"],
    ["1 day", "1 day"],
    ["6 days", "1 day"],
    ["1 week", "7 days"],
    ["90 days", "7 days"],
  ] as const)("protects old clients of a window of %s for %s", (window, age) => {
    expect(skewProtectionWithin(window)).toBe(age);
  });

  it("puts functions beside the database, and leaves Vercel's default where it knows no neighbour", () => {
    expect(functionRegion("aws-sa-east-1")).toBe("gru1");
    expect(functionRegion("aws-moon-base-1")).toBeUndefined();
    expect(functionRegion(undefined)).toBeUndefined();
  });
});
