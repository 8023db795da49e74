import * as random from "@pulumi/random";
import * as vercel from "@pulumiverse/vercel";
import { describe, expect, it } from "vitest";
import { resolveServiceProject, ServiceProject } from "../../../../components/vercel/index.ts";
import { capture } from "../../../helpers/capture.ts";
import { argsOf, drainEndpoint, entry, freshModel, secrets, told } from "./fixture.ts";

const projectType = "vercel:index/project:Project";
const rampType = "vercel:index/projectRollingRelease:ProjectRollingRelease";
const variableType = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";

describe("ServiceProject in production", () => {
  it("declares one of everything the plan has, under components of the service", async () => {
    const found = await capture(() => new ServiceProject("web-prod-vercel", argsOf(freshModel())));
    const counts = Object.fromEntries(
      [...new Set(found.resources.map(({ type }) => type))].map((type) => [type, found.all(type).length]),
    );
    expect(counts).toMatchObject({
      [projectType]: 1,
      [rampType]: 1,
      [variableType]: 6,
      "vercel:index/edgeConfig:EdgeConfig": 1,
      "vercel:index/edgeConfigItem:EdgeConfigItem": 2,
      "vercel:index/edgeConfigToken:EdgeConfigToken": 1,
      "vercel:index/firewallConfig:FirewallConfig": 1,
      "vercel:index/logDrain:LogDrain": 1,
      "vercel:index/projectCrons:ProjectCrons": 1,
      "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention": 1,
      "vercel:index/projectDomain:ProjectDomain": 1,
      "vercel:index/projectProtectionBypass:ProjectProtectionBypass": 1,
      "random:index/randomPassword:RandomPassword": 1,
    });
    expect(found.resources.every(({ name }) => name.startsWith("web-prod-vercel"))).toBe(true);
    expect(found.resources.filter(({ parent }) => parent === undefined).map(({ name }) => name)).toEqual([
      "web-prod-vercel",
    ]);
  });

  it("tells rules and reports what it is about, as plain data", async () => {
    const found = await capture(() => new ServiceProject("web-prod-vercel", argsOf(freshModel())));
    expect(found.one("launchgate:vercel:ServiceProject").inputs).toMatchObject({
      service: "web",
      stage: "prod",
      owner: "product",
      managedBy: "launchgate",
      projectName: "web-prod",
      domain: expect.stringMatching(/^app\./) as string,
      traffic: "gated",
      ramped: true,
    });
  });

  it("registers no secret in plain text", async () => {
    const found = await capture(() => {
      const made = new ServiceProject("web-prod-vercel", argsOf(freshModel()));
      return { bypass: made.bypassSecret, edge: made.edgeConfigConnection };
    });
    const text = JSON.stringify(found.resources);
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    expect(found.one("vercel:index/logDrain:LogDrain").inputs["headers"]).toBe("[secret]");
    expect(found.one("vercel:index/projectProtectionBypass:ProjectProtectionBypass").inputs["secret"]).toBe("[secret]");
    for (const variable of found.all(variableType)) expect(variable.inputs["value"]).toBe("[secret]");
    for (const output of Object.values(found.outputs)) {
      expect(output).toMatchObject({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" });
    }
  });

  it("gives out the ids, the address and the keys that others need", async () => {
    const found = await capture(() => {
      const { projectId, domain, url, edgeConfigId } = new ServiceProject("web-prod-vercel", argsOf(freshModel()));
      return { projectId, domain, url, edgeConfigId };
    });
    const domain = `app.${freshModel().organization.domain}`;
    expect(found.outputs).toEqual({
      projectId: "<vercel:Project web-prod-vercel-project-project: id>",
      domain,
      url: `https://${domain}`,
      edgeConfigId: "<vercel:EdgeConfig web-prod-vercel-switches-store: id>",
    });
  });

  it("guards what holds state only where asked to", async () => {
    const guarded = await capture(() => new ServiceProject("x", argsOf(freshModel())));
    expect(
      guarded.resources
        .filter(({ options }) => options.protect === true)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      "x-address-domain",
      "x-project-project",
      "x-project-retention",
      "x-switches-store",
      "x-switches-video-fallback",
      "x-switches-write-freeze",
    ]);
    const free = await capture(() => new ServiceProject("x", { ...argsOf(freshModel()), protect: false }));
    expect(free.resources.filter(({ options }) => options.protect ?? options.retainOnDelete)).toEqual([]);
  });
});

describe("ServiceProject, by plan and stage", () => {
  it("moves traffic by the ramp only where the stage is gated", async () => {
    const found = await capture(() => new ServiceProject("x", argsOf(freshModel(), "web", "dev")));
    expect(found.all(rampType)).toEqual([]);
    expect(found.one(projectType).inputs["autoAssignCustomDomains"]).toBe(true);
    expect(found.one(projectType).options.ignoreChanges).toEqual(["autoAssignCustomDomains"]);
  });

  it("leaves out what the hobby plan lacks", async () => {
    const model = freshModel();
    model.vendors.vercel.plan = "hobby";
    const found = await capture(() => new ServiceProject("x", argsOf(model)));
    expect(found.all(rampType)).toEqual([]);
    expect(found.all("vercel:index/firewallConfig:FirewallConfig")).toEqual([]);
    expect(found.all("vercel:index/logDrain:LogDrain")).toEqual([]);
    expect(found.one(projectType).inputs).not.toHaveProperty("skewProtection");
    expect(found.one(projectType).inputs["autoAssignCustomDomains"]).toBe(false);
  });

  it("grants roles to access groups on the enterprise plan", async () => {
    const model = freshModel();
    model.vendors.vercel.plan = "enterprise";
    const found = await capture(() => new ServiceProject("x", argsOf(model)));
    const grants = found.all("vercel:index/accessGroupProject:AccessGroupProject");
    expect(grants).toHaveLength(Object.keys(model.organization.teams).length);
    expect(found.one("vercel:index/accessGroupProject:AccessGroupProject", "x-access-product").inputs).toMatchObject({
      accessGroupId: "ag_product",
      role: "PROJECT_DEVELOPER",
      projectId: "<vercel:Project x-project-project: id>",
    });
  });

  it("sends no logs without a place to send them to", async () => {
    const { logDrain, ...args } = argsOf(freshModel());
    expect(logDrain?.endpoint).toBe(drainEndpoint);
    const found = await capture(() => new ServiceProject("x", args));
    expect(found.all("vercel:index/logDrain:LogDrain")).toEqual([]);
  });

  it("sends the logs of previews where there are previews", async () => {
    const staging = await capture(() => new ServiceProject("x", argsOf(freshModel(), "web", "staging")));
    expect(staging.one("vercel:index/logDrain:LogDrain").inputs).toMatchObject({
      name: "web-staging",
      deliveryFormat: "json",
      environments: ["production", "preview"],
      sources: ["build", "edge", "external", "firewall", "lambda", "redirect"],
      projectIds: ["<vercel:Project x-project-project: id>"],
    });
    const prod = await capture(() => new ServiceProject("x", argsOf(freshModel())));
    expect(prod.one("vercel:index/logDrain:LogDrain").inputs["environments"]).toEqual(["production"]);
  });

  it("keeps the key of the log intake in secret headers, out of the address (S2)", async () => {
    const drain = (await capture(() => new ServiceProject("x", argsOf(freshModel())))).one(
      "vercel:index/logDrain:LogDrain",
    );
    expect(drain.inputs).toMatchObject({ endpoint: drainEndpoint, headers: "[secret]" });
    expect(drain.options.additionalSecretOutputs).toContain("headers");
  });
});

describe("ServiceProject, in its surroundings", () => {
  it("hands the caller's providers down to every resource", async () => {
    const found = await capture(() => {
      const providers = [new vercel.Provider("team", { team: "t" }), new random.Provider("dice")];
      new ServiceProject("x", argsOf(freshModel()), { providers });
    });
    const made = found.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"));
    expect(made.length).toBeGreaterThan(15);
    for (const { type, provider } of made) {
      expect(provider).toContain(type.startsWith("random:") ? "random::dice" : "vercel::team");
    }
  });

  it("says which variables have no source, because the stage pages nobody", async () => {
    const args = argsOf(freshModel(), "bridge-api", "dev");
    const { pagerDutyIntegrationKey, ...sources } = args.sources;
    expect(pagerDutyIntegrationKey).not.toBeUndefined();
    const found = await capture(() => new ServiceProject("x", { ...args, sources }));
    expect(found.one("launchgate:vercel:ServiceProject").inputs["variablesLeftOut"]).toEqual(["PAGERDUTY_ROUTING_KEY"]);
    expect(found.all(variableType).map(({ inputs }) => inputs["key"])).not.toContain("PAGERDUTY_ROUTING_KEY");
  });
});

describe("resolveServiceProject", () => {
  it("finds nothing wrong with any service in any stage of the reference organisation", () => {
    const model = freshModel();
    for (const serviceId of Object.keys(model.services)) {
      for (const stageId of Object.keys(model.stages)) {
        expect(told(resolveServiceProject(argsOf(model, serviceId, stageId)))).toEqual([]);
      }
    }
  });

  it("reports the problems of all parts at once, and the component throws them before it registers anything", async () => {
    const model = freshModel();
    const stage = entry(model.stages, "prod");
    const web = entry(model.services, "web");
    stage.deploymentRetention = "7d";
    web.vercel.host = "-app";
    web.vercel.environment["DEBUG"] = { value: "on" };
    model.release.ramp.pop();
    model.vendors.vercel.plan = "enterprise";
    const args = { ...argsOf(model), accessGroupIds: {}, sources: { secret: argsOf(model).sources.secret } };
    expect(told(resolveServiceProject(args))).toEqual([
      "vercel.access-group-missing at services.web.owner",
      "vercel.debug-in-production at services.web.vercel.environment.DEBUG",
      "vercel.domain-invalid at services.web.vercel.host",
      "vercel.ramp-not-full at release.ramp[2].percent",
      "vercel.retention-short at stages.prod.deploymentRetention",
      "vercel.source-missing at services.web.vercel.environment.DATABASE_URL.from",
    ]);
    await expect(capture(() => new ServiceProject("x", args))).rejects.toThrow("The model has 6 problems.");
  });

  it("does not judge the ramp where traffic follows the merge", () => {
    const model = freshModel();
    model.release.ramp.pop();
    expect(told(resolveServiceProject(argsOf(model, "web", "dev")))).toEqual([]);
  });
});
