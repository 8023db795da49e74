import type {
  CheckResponse,
  CreateResponse,
  DiffResponse,
  GetSchemaResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import { expect, test } from "vitest";
import { functionSpecs, resources } from "../src/schema/index.ts";
import { unknownText, wire } from "@launchgate/provider-kit/server";
import { fromStruct, plain, secret, toStruct } from "@launchgate/provider-kit/server";
import { emptyPb, pluginPb, providerPb } from "@launchgate/provider-kit/server";
import { useFixture } from "./driver/fixture.ts";
import { RefusedByCheck } from "./driver/mini-engine.ts";

const fixture = useFixture();

test("handshake, attach and plugin info", async () => {
  const { provider } = fixture.engine;
  const shake = new providerPb.ProviderHandshakeRequest();
  shake.setEngineAddress("127.0.0.1:1");
  const answer = await provider.call<InstanceType<typeof providerPb.ProviderHandshakeResponse>>("handshake", shake);
  expect([answer.getAcceptSecrets(), answer.getAcceptOutputs(), answer.getAcceptResources()]).toEqual([
    true,
    false,
    false,
  ]);
  const attach = new pluginPb.PluginAttach();
  attach.setAddress("127.0.0.1:1");
  await provider.call("attach", attach);
  const info = await provider.call<PluginInfo>("getPluginInfo", new emptyPb.Empty());
  expect(info.getVersion()).toBe("0.1.0");
});

test("the schema names every resource and function, and marks secrets and replacing inputs", async () => {
  const request = new providerPb.GetSchemaRequest();
  const response = await fixture.engine.provider.call<GetSchemaResponse>("getSchema", request);
  const schema = JSON.parse(response.getSchema()) as {
    resources: Record<
      string,
      {
        inputProperties: Record<string, { willReplaceOnChanges?: boolean }>;
        properties: Record<string, { secret?: boolean }>;
      }
    >;
    functions: Record<string, unknown>;
  };
  expect(Object.keys(schema.resources)).toEqual(resources.map((spec) => `neon:index:${spec.name}`));
  expect(Object.keys(schema.functions)).toEqual(functionSpecs.map((spec) => `neon:index:${spec.name}`));
  expect(schema.resources["neon:index:Branch"]?.inputProperties["parentId"]?.willReplaceOnChanges).toBe(true);
  expect(schema.resources["neon:index:Role"]?.properties["password"]?.secret).toBe(true);
});

test("settings are checked with their property path and compared without replacing", async () => {
  const { provider } = fixture.engine;
  const check = new providerPb.CheckRequest();
  check.setUrn("urn:pulumi:test::project::pulumi:providers:neon::default");
  check.setNews(
    toStruct({
      baseUrl: "ftp://x",
      operationTimeoutSeconds: "0",
      nonsense: "1",
      version: "0.1.0",
      apiKey: secret("k"),
    }),
  );
  const checked = await provider.call<CheckResponse>("checkConfig", check);
  const failed = checked.getFailuresList().map((item) => item.getProperty());
  expect(failed.toSorted()).toEqual(["baseUrl", "nonsense", "operationTimeoutSeconds"]);
  expect(fromStruct(checked.getInputs())["apiKey"]).toEqual(secret("k"));
  const diff = new providerPb.DiffRequest();
  diff.setOldInputs(toStruct({ apiKey: secret("a"), pollIntervalMilliseconds: "5" }));
  diff.setNews(toStruct({ apiKey: secret("b"), pollIntervalMilliseconds: 5 }));
  const compared = await provider.call<DiffResponse>("diffConfig", diff);
  expect([compared.getDiffsList(), compared.getReplacesList()]).toEqual([["apiKey"], []]);
});

test("a missing key is told only when it is needed", async () => {
  await fixture.restart({ settings: { apiKey: undefined } });
  await expect(fixture.engine.up("Project", "p", {})).rejects.toThrow(/No Neon API key: set NEON_API_KEY/);
});

test("check reports every failure with its property path", async () => {
  const { engine } = fixture;
  const inputs = {
    name: "",
    pgVersion: 3,
    quota: { activeTimeSeconds: 1.5, nonsense: 1 },
    allowedIps: ["203.0.113.0/99", 5],
    maintenanceWindow: { weekdays: [0], startTime: "1:00" },
    typo: true,
  };
  const error: unknown = await engine.check("Project", "p", inputs).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(RefusedByCheck);
  const paths = (error as RefusedByCheck).failures.map((failure) => failure.property).toSorted();
  expect(paths).toEqual([
    "allowedIps[0]",
    "allowedIps[1]",
    "maintenanceWindow.endTime",
    "maintenanceWindow.startTime",
    "maintenanceWindow.weekdays[0]",
    "name",
    "pgVersion",
    "quota.activeTimeSeconds",
    "quota.nonsense",
    "typo",
  ]);
});

test("unknowns and secrets pass through check and preview, and nothing is sent", async () => {
  const { engine, server } = fixture;
  const news = { projectId: unknownText, name: secret("hidden"), parentId: unknownText };
  const inputs = await engine.check("Branch", "b", news);
  expect(inputs).toEqual(news);
  const request = new providerPb.CreateRequest();
  request.setUrn(engine.urn("Branch", "b"));
  request.setProperties(toStruct(inputs));
  request.setPreview(true);
  const preview = fromStruct((await engine.provider.call<CreateResponse>("create", request)).getProperties());
  expect(preview).toMatchObject({ ...news, createdAt: unknownText, isDefault: unknownText });
  expect(server.seen).toEqual([]);
});

test("an input that came in secret is secret in the state", async () => {
  const { engine } = fixture;
  await engine.up("Project", "p", { name: secret("hidden") });
  expect(engine.entry("Project", "p").state["name"]).toEqual(secret("hidden"));
  expect(engine.entry("Project", "p").state["regionId"]).toBe("aws-us-east-1");
  await engine.refresh("Project", "p");
  expect(engine.entry("Project", "p").state["name"]).toEqual(secret("hidden"));
});

test("output values are read: known, secret and unknown", () => {
  const output = { [wire.signatureKey]: wire.output };
  expect(plain({ ...output, value: "x", secret: true })).toBe("x");
  expect(typeof plain(output)).toBe("symbol");
  expect(plain([secret({ a: 1, b: null })])).toEqual([{ a: 1 }]);
});

test("a preview of an update shows the new inputs over the recorded outputs, and sends nothing", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  const entry = engine.entry("Project", "shop");
  const sent = server.seen.length;
  const request = new providerPb.UpdateRequest();
  request.setUrn(engine.urn("Project", "shop"));
  request.setId(projectId);
  request.setOlds(toStruct(entry.state));
  request.setOldInputs(toStruct(entry.inputs));
  request.setNews(toStruct({ name: "renamed" }));
  request.setPreview(true);
  const state = fromStruct((await engine.provider.call<UpdateResponse>("update", request)).getProperties());
  expect(state).toMatchObject({ name: "renamed", defaultBranchId: entry.state["defaultBranchId"] });
  expect(state["connectionUri"]).toEqual(entry.state["connectionUri"]);
  expect(server.seen).toHaveLength(sent);
});

test("the comparison is detailed: paths, kinds, replacements", async () => {
  const { engine } = fixture;
  await engine.up("Project", "p", { name: "p", pgVersion: 16, quota: { activeTimeSeconds: 1, computeTimeSeconds: 2 } });
  const diff = await engine.diff("Project", "p", {
    name: "q",
    pgVersion: 17,
    quota: { activeTimeSeconds: 5, writtenDataBytes: 1 },
  });
  const { ADD, DELETE, UPDATE, UPDATE_REPLACE } = providerPb.PropertyDiff.Kind;
  const details = Object.fromEntries(
    diff
      .getDetaileddiffMap()
      .toArray()
      .map(([path]) => [path, diff.getDetaileddiffMap().get(path)?.getKind()]),
  );
  expect(details).toEqual({
    name: UPDATE,
    pgVersion: UPDATE_REPLACE,
    "quota.activeTimeSeconds": UPDATE,
    "quota.computeTimeSeconds": DELETE,
    "quota.writtenDataBytes": ADD,
  });
  expect(diff.getReplacesList()).toEqual(["pgVersion"]);
  expect(diff.getDeletebeforereplace()).toBe(false);
});

test("a name that is left out is the logical name, and stays when the resource moves", async () => {
  const { engine } = fixture;
  expect(await engine.check("Project", "logical", {})).toEqual({ name: "logical" });
  expect(await engine.check("Project", "logical", {}, { name: "before" })).toEqual({ name: "before" });
});

test("refresh forgets what is gone", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  await engine.up("Branch", "b", { projectId });
  server.account.project(projectId).branches.delete(engine.entry("Branch", "b").id);
  expect(await engine.refresh("Branch", "b")).toBe("gone");
  server.account.projects.clear();
  expect(await engine.refresh("Project", "shop")).toBe("gone");
});

test("deleting what is gone already is no error", async () => {
  const { engine, server } = fixture;
  const { projectId, branchId } = await fixture.project();
  const place = { projectId, branchId };
  await engine.up("Role", "r", { ...place, name: "app" });
  await engine.up("Database", "d", { ...place, name: "app", ownerName: "app" });
  await engine.up("ApiKey", "k", { name: "k" });
  await engine.up("SnapshotSchedule", "s", { ...place, schedule: [] });
  await engine.up("VpcEndpointRestriction", "v", { projectId, vpcEndpointId: "vpce-1", label: "l" });
  server.account.projects.clear();
  server.account.keys.length = 0;
  for (const [type, name] of [
    ["Database", "d"],
    ["Role", "r"],
    ["SnapshotSchedule", "s"],
    ["VpcEndpointRestriction", "v"],
    ["ApiKey", "k"],
    ["Project", "shop"],
  ] as const) {
    await engine.delete(type, name);
  }
  expect(engine.entries.size).toBe(0);
});

test("every kind can be imported, and is unchanged afterwards", async () => {
  const { engine } = fixture;
  const { projectId, branchId } = await fixture.project();
  const place = { projectId, branchId };
  await engine.up("Branch", "b", { projectId, name: "b", protected: true });
  await engine.up("Endpoint", "e", { ...place, type: "read_only", name: "replica" });
  await engine.up("Role", "r", { ...place, name: "app", noLogin: true });
  await engine.up("Database", "d", { ...place, name: "app", ownerName: "app" });
  await engine.up("SnapshotSchedule", "s", { ...place, schedule: [{ frequency: "hourly" }] });
  await engine.up("ProjectPermission", "p", { projectId, email: "dev@example.test" });
  await engine.up("VpcEndpointRestriction", "v", { projectId, vpcEndpointId: "vpce-1", label: "l" });
  await engine.up("ApiKey", "k", { name: "k", orgId: "org-a", projectId });
  const ids: [string, string, string][] = [
    ["Project", projectId, projectId],
    ["Branch", `${projectId}/${engine.entry("Branch", "b").id}`, engine.entry("Branch", "b").id],
    ["Endpoint", `${projectId}/${engine.entry("Endpoint", "e").id}`, engine.entry("Endpoint", "e").id],
    ["Role", `${projectId}/${branchId}/app`, engine.entry("Role", "r").id],
    ["Database", `${projectId}/${branchId}/app`, engine.entry("Database", "d").id],
    ["SnapshotSchedule", `${projectId}/${branchId}`, engine.entry("SnapshotSchedule", "s").id],
    ["ProjectPermission", engine.entry("ProjectPermission", "p").id, engine.entry("ProjectPermission", "p").id],
    ["VpcEndpointRestriction", `${projectId}/vpce-1`, engine.entry("VpcEndpointRestriction", "v").id],
    ["ApiKey", engine.entry("ApiKey", "k").id, engine.entry("ApiKey", "k").id],
  ];
  for (const [type, importId, id] of ids) {
    const entry = await engine.import(type, "imported", importId);
    expect(entry.id).toBe(id);
    expect(await engine.up(type, "imported", entry.inputs), type).toBe("same");
    expect(await engine.refresh(type, "imported"), type).toBe("same");
  }
  await expect(engine.import("Role", "x", "only-one-part")).rejects.toThrow(/does not have the form/);
});

test("functions answer, mark the URI secret, and check their arguments", async () => {
  const { engine } = fixture;
  const { projectId, branchId } = await fixture.project();
  expect(await engine.invoke("getProject", { projectId })).toMatchObject({ name: "shop", defaultBranchId: branchId });
  expect(await engine.invoke("getBranch", { projectId })).toMatchObject({ branchId, isDefault: true });
  expect(await engine.invoke("getBranch", { projectId, name: "main" })).toMatchObject({ branchId });
  const { uri } = await engine.invoke("getConnectionUri", {
    projectId,
    databaseName: "neondb",
    roleName: "neondb_owner",
  });
  expect(uri).toEqual(secret(expect.stringMatching(/^postgresql:/)));
  const { operations } = await engine.invoke("getOperations", { projectId, limit: 2 });
  expect(operations).toMatchObject([{ status: "finished" }, { status: "finished" }]);
  const snapshot = { id: "snap-1", name: "one", source_branch_id: branchId, created_at: "2026-01-01T00:00:00Z" };
  const { snapshots } = fixture.server.account.project(projectId);
  snapshots.push(
    snapshot,
    { ...snapshot, id: "snap-2", created_at: "2026-01-02T00:00:00Z" },
    { ...snapshot, id: "snap-3", source_branch_id: "br-x" },
  );
  const listed = await engine.invoke("getSnapshots", { projectId, branchId });
  expect((listed["snapshots"] as { id: string }[]).map((item) => item.id)).toEqual(["snap-2", "snap-1"]);
  await expect(engine.invoke("getBranch", { projectId, branchId, name: "x" })).rejects.toThrow(
    /cannot stand beside branchId/,
  );
  await expect(engine.invoke("getBranch", { projectId, name: "ghost" })).rejects.toThrow(/has no branch named "ghost"/);
  await expect(engine.invoke("getOperations", { projectId, limit: 0 })).rejects.toThrow(/allowed: 1 to 1000/);
  await expect(engine.invoke("getNothing", {})).rejects.toThrow(/has no function/);
});

test("without stored passwords the password of the creation survives a refresh", async () => {
  const { engine } = fixture;
  const { projectId, branchId } = await fixture.project({ storePasswords: false });
  await engine.up("Role", "r", { projectId, branchId, name: "app" });
  const password = engine.state("Role", "r")["password"];
  expect(password).toMatch(/^pw-/);
  expect(await engine.refresh("Role", "r")).toBe("same");
  expect(engine.state("Role", "r")["password"]).toBe(password);
});
