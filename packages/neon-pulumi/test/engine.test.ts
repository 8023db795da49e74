/** The provider under the real engine, with the typed classes, through an inline program. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OperationStatus } from "@neondatabase/api-client";
import * as automation from "@pulumi/pulumi/automation/index.js";
import type { OpMap, Stack } from "@pulumi/pulumi/automation/index.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as neon from "../src/index.ts";
import type { BranchArgs, ProjectArgs } from "../src/index.ts";
import { ProviderProcess, freshDirectory } from "./driver/provider-process.ts";
import { pulumiRoot } from "./driver/pulumi-command.ts";
import { NeonServer } from "./neon-server/server.ts";

const root = pulumiRoot();
if (root === undefined)
  process.stderr.write("engine.test.ts is skipped: no pulumi on PATH, in ~/.pulumi, or built in this checkout\n");

const plugin = join(import.meta.dirname, "..");

describe.skipIf(root === undefined)("under the engine (skipped where the machine has no pulumi)", () => {
  let server: NeonServer;
  let stack: Stack;
  let program: () => Record<string, unknown> | undefined;

  beforeEach(async () => {
    server = await NeonServer.start();
    const backend = mkdtempSync(join(tmpdir(), "neon-engine-"));
    stack = await automation.LocalWorkspace.createOrSelectStack(
      { projectName: "neon-test", stackName: "test", program: () => Promise.resolve(program()) },
      {
        pulumiCommand: await automation.PulumiCommand.get({ root: root ?? "" }),
        envVars: environment(backend),
        projectSettings: {
          name: "neon-test",
          runtime: "nodejs",
          backend: { url: `file://${backend}` },
          plugins: { providers: [{ name: "neon", path: plugin }] },
        } as automation.ProjectSettings,
      },
    );
    await stack.setConfig("neon:apiKey", { value: server.key, secret: true });
    await stack.setConfig("neon:baseUrl", { value: server.url });
    await stack.setConfig("neon:pollIntervalMilliseconds", { value: "5" });
  });

  function environment(backend: string): Record<string, string> {
    return {
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NEON_PULUMI_RECOVERY_DIR: freshDirectory(),
    };
  }

  afterEach(async () => {
    await server.stop();
    expect(server.violations).toEqual([]);
  });

  /** A project and nothing else. */
  function onlyProject(): undefined {
    new neon.Project("shop", {});
  }

  interface Wanted {
    readonly project?: Partial<ProjectArgs>;
    readonly branch?: Partial<BranchArgs>;
    readonly roleName?: string;
  }

  /** A shop: project with its own parts taken over, a branch with everything on it. */
  function shop({ project: projectArgs, branch: branchArgs, roleName = "app" }: Wanted = {}) {
    const project = new neon.Project("shop", { historyRetentionSeconds: 3600, ...projectArgs });
    const projectId = project.id;
    const main = new neon.Branch("main", { projectId, name: "main", adoptRoot: true });
    const place = { projectId, branchId: main.id };
    const writer = new neon.Endpoint("writer", {
      ...place,
      type: "read_write",
      adoptExisting: true,
      suspendTimeoutSeconds: 60,
    });
    const owner = new neon.Role("owner", { ...place, name: "neondb_owner", adoptExisting: true });
    new neon.Database("first", { ...place, name: "neondb", ownerName: owner.name, adoptExisting: true });
    const feature = new neon.Branch("feature", { projectId, parentId: main.id, ...branchArgs });
    const there = { projectId, branchId: feature.id };
    new neon.Endpoint("reader", { ...there, type: "read_only" });
    const role = new neon.Role("app", { ...there, name: roleName });
    new neon.Database("app", { ...there, name: "app", ownerName: role.name });
    new neon.SnapshotSchedule("nightly", { ...there, schedule: [{ frequency: "daily", hour: 3 }] });
    new neon.ProjectPermission("dev", { projectId, email: "dev@example.test" });
    new neon.VpcEndpointRestriction("vpc", { projectId, vpcEndpointId: "vpce-1", label: "office" });
    new neon.ApiKey("ci", { name: "ci" });
    const uri = neon.getConnectionUriOutput({ ...place, databaseName: "neondb", roleName: owner.name, pooled: true });
    return { host: writer.host, uri: uri.uri, password: role.password, branchName: feature.name };
  }

  async function up(wanted?: Wanted): Promise<OpMap> {
    program = () => shop(wanted);
    const result = await stack.up();
    return result.summary.resourceChanges ?? {};
  }

  test("up, second up empty, refresh empty, changes, replacement, drift, destroy", async () => {
    program = () => shop();
    const preview = await stack.preview();
    expect(preview.changeSummary).toEqual({ create: 14 });
    expect(server.requests("post", /./)).toEqual([]);
    const first = await stack.up();
    expect(first.summary.resourceChanges).toEqual({ create: 14 });
    expect(first.outputs["uri"]).toMatchObject({ secret: true });
    expect(first.outputs["password"]).toMatchObject({ secret: true });
    expect(first.outputs["branchName"]).toMatchObject({ value: "feature", secret: false });
    const marks = [...server.account.named("shop").annotations.values()].map((mark) => mark["pulumi-owner"]);
    expect(marks.filter((mark) => !/^[0-9a-f]{32}$/.test(mark ?? ""))).toEqual([]);
    expect(await up()).toEqual({ same: 14 });
    expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 14 });
    expect(await up({ project: { historyRetentionSeconds: 7200, allowedIps: ["203.0.113.7"] } })).toEqual({
      same: 13,
      update: 1,
    });
    expect(server.account.named("shop").project.current.history_retention_seconds).toBe(7200);
    expect(await up({ branch: { protected: true, name: "renamed" } })).toMatchObject({ update: 2 });
    expect(await up({ roleName: "web" })).toMatchObject({ replace: 1, update: 2 });
    const project = server.account.named("shop");
    expect([...project.roles.keys()].some((key) => key.endsWith("/web"))).toBe(true);
    project.project.set({ history_retention_seconds: 60 }, 0);
    const drift = await stack.refresh();
    expect(drift.summary.resourceChanges).toMatchObject({ update: 1 });
    expect(await up({ roleName: "web" })).toMatchObject({ update: 1 });
    expect(project.project.current.history_retention_seconds).toBe(3600);
    project.vpcEndpoints.clear();
    expect((await stack.refresh()).summary.resourceChanges).toMatchObject({ delete: 1 });
    expect(await up({ roleName: "web" })).toMatchObject({ create: 1 });
    await stack.destroy();
    expect(server.account.projects.size).toBe(0);
    expect(server.account.keys).toEqual([]);
  });

  /** Every input that an update can change, in one of two versions. */
  function everything(second: boolean): undefined {
    const either = <T>(a: T, b: T): T => (second ? b : a);
    const project = new neon.Project("p", {
      name: either("one", "two"),
      historyRetentionSeconds: either(60, 120),
      quota: either({ activeTimeSeconds: 1, computeTimeSeconds: 1 }, { computeTimeSeconds: 2, logicalSizeBytes: 3 }),
      defaultEndpointSettings: {
        autoscalingLimitMinCu: either(0.25, 0.5),
        autoscalingLimitMaxCu: either(1, 2),
        suspendTimeoutSeconds: either(60, -1),
        pgSettings: either<Record<string, string>>({ a: "1", b: "1" }, { b: "2" }),
      },
      allowedIps: either(["203.0.113.1"], ["203.0.113.2", "::1"]),
      allowedIpsProtectedBranchesOnly: second,
      enableLogicalReplication: second,
      maintenanceWindow: { weekdays: either([1], [2, 3]), startTime: either("01:00", "02:00"), endTime: "05:00" },
      blockPublicConnections: second,
      blockVpcConnections: second,
    });
    const projectId = project.id;
    const expiresAt = either("2100-01-01T00:00:00Z", "2100-01-02T00:00:00Z");
    const branch = new neon.Branch("b", { projectId, name: either("x", "y"), expiresAt });
    new neon.Branch("guarded", { projectId, protected: second });
    const place = { projectId, branchId: branch.id };
    new neon.Endpoint("e", {
      ...place,
      type: "read_only",
      name: either("blue", "green"),
      autoscalingLimitMinCu: either(0.25, 0.5),
      autoscalingLimitMaxCu: either(1, 2),
      suspendTimeoutSeconds: either(60, 0),
      pgSettings: either<Record<string, string>>({ a: "1" }, { b: "1" }),
      disabled: second,
    });
    const owners = ["o1", "o2"].map((name) => new neon.Role(name, { ...place, name }));
    new neon.Database("d", { ...place, name: either("d1", "d2"), ownerName: owners[either(0, 1)]?.name ?? "" });
    const daily = { frequency: "daily", hour: either(1, 2), retentionSeconds: either(3600, 7200) } as const;
    new neon.SnapshotSchedule("s", { ...place, schedule: [daily] });
    new neon.VpcEndpointRestriction("v", { projectId, vpcEndpointId: "vpce-1", label: either("l1", "l2") });
    return undefined;
  }

  test("each property that can change is updated in place, and what is live is what is declared", async () => {
    program = () => everything(false);
    await stack.up();
    const ids = [...server.account.projects.keys()];
    program = () => everything(true);
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 3, update: 7 });
    expect([...server.account.projects.keys()]).toEqual(ids);
    expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 10 });
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 10 });
    const [state] = server.account.projects.values();
    expect(state?.project.current).toMatchObject({ name: "two", history_retention_seconds: 120 });
    expect(state?.project.current.settings?.quota).toMatchObject({
      active_time_seconds: 0,
      compute_time_seconds: 2,
      logical_size_bytes: 3,
    });
    expect(state?.project.current.default_endpoint_settings?.pg_settings).toEqual({ b: "2" });
  });

  test("a protected branch stops destroy with what to do; unprotected it goes", async () => {
    await up({ branch: { protected: true } });
    await expect(stack.destroy()).rejects.toThrow(/Set protected: false, run pulumi up/);
    await up({ branch: { protected: false } });
    await stack.destroy();
    expect(server.account.projects.size).toBe(0);
  });

  test("an unfinished creation is recorded and the next up finishes it", async () => {
    program = onlyProject;
    server.account.nextOperationEnds = OperationStatus.Failed;
    await expect(stack.up()).rejects.toThrow(/ended as "failed"/);
    expect(server.account.projectsNamed("shop")).toHaveLength(1);
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 1, update: 1 });
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 2 });
    expect(server.account.projectsNamed("shop")).toHaveLength(1);
  });

  test("an attached provider that is killed during a creation leaves one project after the next up", async () => {
    program = onlyProject;
    server.fault({ method: "post", path: /^\/projects$/, kind: "hold-after" });
    const attached = await ProviderProcess.spawn(join(plugin, "pulumi-resource-neon"), {
      NEON_PULUMI_RECOVERY_DIR: stack.workspace.envVars["NEON_PULUMI_RECOVERY_DIR"],
    });
    stack.workspace.envVars["PULUMI_DEBUG_PROVIDERS"] = `neon:${String(attached.port)}`;
    const running = stack.up().then(
      () => "done",
      () => "lost",
    );
    await server.when("post", /^\/projects$/);
    await attached.kill();
    expect(await running).toBe("lost");
    delete stack.workspace.envVars["PULUMI_DEBUG_PROVIDERS"];
    expect((await stack.up()).summary.resourceChanges).toMatchObject({ create: 1 });
    expect(server.account.projectsNamed("shop")).toHaveLength(1);
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 2 });
  });

  test("the engine replaces on demand: a second project is made, the first one deleted, nothing adopted", async () => {
    program = onlyProject;
    await stack.up();
    const [first] = server.account.projects.keys();
    await stack.setConfig("neon:recoveryWindowSeconds", { value: "0" });
    await stack.up({ replace: ["urn:pulumi:test::neon-test::neon:index:Project::shop"] });
    expect(server.account.projects.size).toBe(1);
    expect([...server.account.projects.keys()][0]).not.toBe(first);
  });

  test("import takes over what exists; the next up is empty", async () => {
    const outside = await fetch(`${server.url}/projects`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
      body: JSON.stringify({ project: { name: "old", pg_version: 16 } }),
    });
    const { project, branch } = (await outside.json()) as { project: { id: string }; branch: { id: string } };
    const limits = { autoscalingLimitMinCu: 0.25, autoscalingLimitMaxCu: 2 };
    program = () => {
      const args = {
        name: "old",
        regionId: "aws-us-east-1",
        pgVersion: 16,
        storePasswords: true,
        historyRetentionSeconds: 86_400,
        defaultEndpointSettings: limits,
      };
      const old = new neon.Project("old", args, { import: project.id });
      const root = { projectId: old.id, name: "main", adoptRoot: true };
      new neon.Branch("main", root, { import: `${project.id}/${branch.id}` });
      const place = { projectId: old.id, branchId: branch.id };
      new neon.Role("owner", { ...place, name: "neondb_owner" }, { import: `${project.id}/${branch.id}/neondb_owner` });
      const database = { ...place, name: "neondb", ownerName: "neondb_owner" };
      new neon.Database("neondb", database, { import: `${project.id}/${branch.id}/neondb` });
      return undefined;
    };
    expect((await stack.up()).summary.resourceChanges).toMatchObject({ import: 4 });
    expect((await stack.up()).summary.resourceChanges).toEqual({ same: 5 });
    expect(server.account.projects.size).toBe(1);
  });

  test("a restore rewrites lineage: refresh takes it as output, and the plan stays empty", async () => {
    const branch = { parentTimestamp: "2026-01-01T00:00:00Z" };
    await up({ branch });
    const project = server.account.named("shop");
    const feature = [...project.branches.values()].find((item) => item.current.name === "feature");
    const { id } = feature?.current ?? { id: "" };
    const restored = await fetch(`${server.url}/projects/${project.project.current.id}/branches/${id}/restore`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
      body: JSON.stringify({
        source_branch_id: id,
        source_timestamp: "2026-01-02T00:00:00Z",
        preserve_under_name: "before",
      }),
    });
    expect(restored.status).toBe(200);
    const backup = [...project.branches.values()].find((item) => item.current.name === "before")?.current.id;
    await stack.refresh();
    const { resources } = (await stack.exportStack()).deployment as {
      resources: { urn: string; inputs: object; outputs: object }[];
    };
    const recorded = resources.find((item) => item.urn.endsWith("neon:index:Branch::feature"));
    expect(recorded?.outputs).toMatchObject({ liveParentId: backup });
    expect(recorded?.inputs).toMatchObject({ parentTimestamp: "2026-01-01T00:00:00Z" });
    expect(await up({ branch })).toEqual({ same: 14 });
  });

  test("the schema passes the engine's own check", () => {
    const folder = mkdtempSync(join(tmpdir(), "neon-schema-"));
    const pulumi = join(root ?? "", "bin/pulumi");
    const options = { cwd: folder, env: { ...process.env, ...environment(folder) }, encoding: "utf8" } as const;
    const schema = execFileSync(pulumi, ["package", "get-schema", join(plugin, "pulumi-resource-neon")], options);
    const file = join(folder, "schema.json");
    writeFileSync(file, schema);
    const checked = execFileSync(pulumi, ["schema", "check", file], options);
    expect(checked).not.toMatch(/error|warning/i);
  });
});
