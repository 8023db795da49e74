import { Provider } from "neon-pulumi";
import { describe, expect, it } from "vitest";
import { resolveServiceDatabase, ServiceDatabase } from "../../../../components/neon/index.ts";
import { capture } from "../../../helpers/capture.ts";
import { argsOf, changed, entry, freshModel, onPlan, told } from "./fixture.ts";

const type = (name: string) => `neon:index:${name}`;
const rootSize = { autoscalingLimitMinCu: 1, autoscalingLimitMaxCu: 4, suspendTimeoutSeconds: -1 };

describe("ServiceDatabase in production", () => {
  it("declares the project as the model says", async () => {
    const args = changed({}, (model) => {
      entry(model.organization.complianceClasses, "standard").databaseAllowedIps = ["203.0.113.7", "198.51.100.0/24"];
    });
    const project = (await capture(() => new ServiceDatabase("web-prod-neon", args))).one(type("Project"));
    expect(project.name).toBe("web-prod-neon-project-project");
    expect(project.inputs).toEqual({
      name: "web-prod",
      orgId: "org-test",
      regionId: "aws-eu-central-1",
      pgVersion: 17,
      storePasswords: true,
      historyRetentionSeconds: 2_592_000,
      defaultEndpointSettings: rootSize,
      branch: { name: "main", roleName: "web_app", databaseName: "web" },
      allowedIps: ["203.0.113.7", "198.51.100.0/24"],
      allowedIpsProtectedBranchesOnly: false,
      maintenanceWindow: { weekdays: [7], startTime: "04:00", endTime: "05:00" },
    });
    expect(project.options).toMatchObject({ protect: true, retainOnDelete: true });
  });

  it("takes over the branch, compute, role and database that Neon makes with a project", async () => {
    const found = await capture(() => new ServiceDatabase("d", argsOf(freshModel())));
    const projectId = "<neon:Project d-project-project: id>";
    const branchId = "<neon:Branch d-main-branch: id>";
    expect(found.one(type("Branch")).inputs).toEqual({ projectId, name: "main", adoptRoot: true, protected: true });
    expect(found.one(type("Endpoint")).inputs).toEqual({
      projectId,
      branchId,
      type: "read_write",
      adoptExisting: true,
      ...rootSize,
    });
    expect(found.one(type("Role")).inputs).toEqual({ projectId, branchId, name: "web_app", adoptExisting: true });
    expect(found.one(type("Database")).inputs).toEqual({
      projectId,
      branchId,
      name: "web",
      ownerName: "web_app",
      adoptExisting: true,
    });
  });

  it("states no lineage, which a restore would rewrite", async () => {
    const branch = (await capture(() => new ServiceDatabase("d", argsOf(freshModel())))).one(type("Branch"));
    for (const key of ["parentId", "parentLsn", "parentTimestamp", "initSource"]) {
      expect(branch.inputs).not.toHaveProperty(key);
    }
  });

  it("adds a replica of the same size where the service wants one", async () => {
    const found = await capture(() => new ServiceDatabase("d", argsOf(freshModel(), "bridge-api")));
    expect(found.one(type("Endpoint"), "d-replica-endpoint").inputs).toMatchObject({ type: "read_only", ...rootSize });
    const staging = await capture(() => new ServiceDatabase("d", argsOf(freshModel(), "bridge-api", "staging")));
    expect(staging.resources.map(({ name }) => name)).not.toContain("d-replica-endpoint");
  });

  it("takes snapshots as the stage says", async () => {
    const found = await capture(() => new ServiceDatabase("d", argsOf(freshModel())));
    expect(found.one(type("SnapshotSchedule")).inputs).toEqual({
      projectId: "<neon:Project d-project-project: id>",
      branchId: "<neon:Branch d-main-branch: id>",
      schedule: [{ frequency: "daily", hour: 2, retentionSeconds: 2_592_000 }],
    });
    const dev = await capture(() => new ServiceDatabase("d", argsOf(freshModel(), "web", "dev")));
    expect(dev.all(type("SnapshotSchedule"))).toEqual([]);
  });

  it("gives out ids, host and connections, the connections as secrets", async () => {
    const found = await capture(() => {
      const made = new ServiceDatabase("d", argsOf(freshModel()));
      const { projectId, branchId, host, databaseName, connectionUri, pooledConnectionUri } = made;
      return { projectId, branchId, host, databaseName, connectionUri, pooledConnectionUri };
    });
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    expect(found.outputs).toEqual({
      projectId: "<neon:Project d-project-project: id>",
      branchId: "<neon:Branch d-main-branch: id>",
      host: "<neon:Endpoint d-main-endpoint: host>",
      databaseName: "web",
      connectionUri: { ...secret, value: "<neon:Project d-project-project: connectionUri>" },
      pooledConnectionUri: { ...secret, value: "<neon:Project d-project-project: connectionUriPooler>" },
    });
  });

  it("registers no secret in plain text and tells what it is about", async () => {
    const found = await capture(() => new ServiceDatabase("d", argsOf(freshModel())));
    expect(JSON.stringify(found.resources.map(({ inputs }) => inputs))).not.toMatch(
      /: (?:connectionUri|connectionUriPooler|password)>/,
    );
    expect(found.one("launchgate:neon:ServiceDatabase").inputs).toMatchObject({
      service: "web",
      stage: "prod",
      owner: "product",
      managedBy: "launchgate",
      projectName: "web-prod",
      restoreWindow: "30 days",
      snapshots: true,
    });
  });

  it("guards what holds data only where asked to", async () => {
    const guarded = await capture(() => new ServiceDatabase("d", argsOf(freshModel())));
    expect(
      guarded.resources
        .filter(({ options }) => options.protect === true && options.retainOnDelete === true)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["d-main-branch", "d-main-database", "d-main-endpoint", "d-main-role", "d-project-project"]);
    const free = await capture(() => new ServiceDatabase("d", { ...argsOf(freshModel()), protect: false }));
    expect(free.resources.filter(({ options }) => options.protect ?? options.retainOnDelete)).toEqual([]);
  });
});

describe("ServiceDatabase, by plan and stage", () => {
  it("declares a base of previews without data where the stage has previews", async () => {
    const found = await capture(() => new ServiceDatabase("d", argsOf(freshModel(), "web", "staging")));
    expect(found.one(type("Branch"), "d-previews-branch").inputs).toEqual({
      projectId: "<neon:Project d-project-project: id>",
      name: "preview-base",
      parentId: "<neon:Branch d-main-branch: id>",
      initSource: "schema-only",
      protected: false,
    });
    expect(found.one(type("Endpoint"), "d-previews-endpoint").inputs).toMatchObject({
      branchId: "<neon:Branch d-previews-branch: id>",
      type: "read_write",
      autoscalingLimitMinCu: 0.25,
      autoscalingLimitMaxCu: 0.25,
      suspendTimeoutSeconds: 0,
    });
    expect(found.one("launchgate:neon:PreviewBase").inputs).toMatchObject({ expiresAfter: "3 days" });
    const prod = await capture(() => new ServiceDatabase("d", argsOf(freshModel())));
    expect(prod.all("launchgate:neon:PreviewBase")).toEqual([]);
  });

  it("lets machines of pipelines reach previews while addresses of protected branches are restricted", async () => {
    const project = async (isProtected: boolean) => {
      const args = changed({ restrictAddresses: true, protected: isProtected }, undefined, "staging");
      return (await capture(() => new ServiceDatabase("d", args))).one(type("Project")).inputs;
    };
    expect(await project(true)).toMatchObject({ allowedIpsProtectedBranchesOnly: true });
    expect(await project(false)).toMatchObject({ allowedIpsProtectedBranchesOnly: false });
  });

  it("restricts addresses only where the stage asks for it", async () => {
    const args = changed({ restrictAddresses: false }, (model) => {
      entry(model.organization.complianceClasses, "standard").databaseAllowedIps = ["203.0.113.7"];
    });
    const project = (await capture(() => new ServiceDatabase("d", args))).one(type("Project"));
    expect(project.inputs["allowedIps"]).toEqual([]);
  });

  it("leaves out what the free plan lacks", async () => {
    const args = changed(
      { restoreWindow: "6 hours", minComputeUnits: 0.25, maxComputeUnits: 2, protected: true },
      (model) => {
        onPlan("free")(model);
        entry(model.stages, "prod").rollbackWindow = "6 hours";
      },
    );
    const found = await capture(() => new ServiceDatabase("d", args));
    const project = found.one(type("Project")).inputs;
    for (const key of ["allowedIps", "allowedIpsProtectedBranchesOnly", "maintenanceWindow"]) {
      expect(project).not.toHaveProperty(key);
    }
    expect(project).toMatchObject({
      historyRetentionSeconds: 21_600,
      defaultEndpointSettings: { suspendTimeoutSeconds: 0 },
    });
    expect(found.one(type("Branch")).inputs["protected"]).toBe(false);
    expect(found.all(type("SnapshotSchedule"))).toEqual([]);
  });

  it("hands the caller's provider down to every resource", async () => {
    const found = await capture(() => {
      const provider = new Provider("org", { apiKey: "test-key" });
      new ServiceDatabase("d", argsOf(freshModel(), "bridge-api", "staging"), { provider });
    });
    const made = found.resources.filter(({ custom, type: each }) => custom && each.startsWith("neon:"));
    expect(made).toHaveLength(8);
    for (const { provider } of made) expect(provider).toContain("::org::");
  });

  it("turns logical replication on where the service asks for it, and never says false", async () => {
    const args = changed({}, (model) => {
      Object.assign(entry(model.services, "web").neon ?? {}, { logicalReplication: true, pgVersion: 16 });
    });
    const on = (await capture(() => new ServiceDatabase("d", args))).one(type("Project")).inputs;
    expect(on).toMatchObject({ enableLogicalReplication: true, pgVersion: 16 });
    const usual = (await capture(() => new ServiceDatabase("d", argsOf(freshModel())))).one(type("Project")).inputs;
    expect(usual).not.toHaveProperty("enableLogicalReplication");
  });
});

describe("resolveServiceDatabase", () => {
  it("finds nothing wrong with any service in any stage of the reference organisation", () => {
    const model = freshModel();
    for (const serviceId of Object.keys(model.services)) {
      for (const stageId of Object.keys(model.stages)) {
        expect(told(resolveServiceDatabase(argsOf(model, serviceId, stageId)))).toEqual([]);
      }
    }
  });

  it("refuses a service without a database", () => {
    const args = changed({}, (model) => {
      delete entry(model.services, "web").neon;
    });
    expect(told(resolveServiceDatabase(args))).toEqual(["neon.not-declared at services.web.neon"]);
  });

  it("reports the problems of all parts at once, and the component throws them before it registers anything", async () => {
    const args = changed(
      {
        restoreWindow: "1 day",
        minComputeUnits: 4,
        maxComputeUnits: 1,
        suspendAfter: "10 seconds",
        snapshots: { frequency: "daily", hour: 2, retention: "1 hour" },
        previewBranches: { expiresAfter: "60 days" },
      },
      (model) => {
        entry(model.services, "web").complianceClass = "secretive";
      },
    );
    expect(told(resolveServiceDatabase(args))).toEqual([
      "neon.compute-range at stages.prod.database.maxComputeUnits",
      "neon.preview-expiry at stages.prod.database.previewBranches.expiresAfter",
      "neon.preview-in-production at stages.prod.database.previewBranches",
      "neon.restore-window-short at stages.prod.database.restoreWindow",
      "neon.snapshot-retention at stages.prod.database.snapshots.retention",
      "neon.suspend-out-of-range at stages.prod.database.suspendAfter",
      "neon.unknown-class at services.web.complianceClass",
    ]);
    await expect(capture(() => new ServiceDatabase("d", args))).rejects.toThrow("The model has 7 problems.");
  });
});
