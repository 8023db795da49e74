import { expect, test } from "vitest";
import { secret } from "@launchgate/provider-kit/server";
import { useFixture } from "./driver/fixture.ts";

const fixture = useFixture();

test("a project gets its outputs, its secrets are marked, and a second up does nothing", async () => {
  const { engine, server } = fixture;
  expect(await engine.up("Project", "shop", { name: "shop", historyRetentionSeconds: 3600 })).toBe("create");
  const state = engine.state("Project", "shop");
  const live = server.account.named("shop").project.current;
  expect(live.history_retention_seconds).toBe(3600);
  expect(state).toMatchObject({
    name: "shop",
    defaultBranchName: "main",
    databaseName: "neondb",
    databaseUser: "neondb_owner",
  });
  expect(state["connectionUri"]).toMatch(/^postgresql:\/\/neondb_owner:/);
  expect(state["connectionUriPooler"]).toMatch(/-pooler\./);
  const raw = engine.entry("Project", "shop").state;
  for (const key of ["connectionUri", "connectionUriPooler", "databasePassword"]) {
    expect(raw[key]).toEqual(secret(state[key]));
  }
  expect(await engine.up("Project", "shop", { name: "shop", historyRetentionSeconds: 3600 })).toBe("same");
  expect(await engine.refresh("Project", "shop")).toBe("same");
});

test("all resources of a branch can be created, refreshed unchanged, and deleted", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  await engine.up("Branch", "feature", { projectId, name: "feature" });
  const branchId = engine.entry("Branch", "feature").id;
  const declared: [string, Record<string, unknown>][] = [
    [
      "Endpoint",
      { projectId, branchId, type: "read_write", suspendTimeoutSeconds: 120, pgSettings: { work_mem: "8MB" } },
    ],
    ["Role", { projectId, branchId, name: "app" }],
    ["Database", { projectId, branchId, name: "app", ownerName: "app" }],
    [
      "SnapshotSchedule",
      { projectId, branchId, schedule: [{ frequency: "daily", hour: 3, retentionSeconds: 86_400 }] },
    ],
    ["ProjectPermission", { projectId, email: "dev@example.test" }],
    ["VpcEndpointRestriction", { projectId, vpcEndpointId: "vpce-1", label: "office" }],
    ["ApiKey", { name: "ci" }],
  ];
  for (const [type, inputs] of declared) expect(await engine.up(type, "x", inputs)).toBe("create");
  for (const [type, inputs] of declared) {
    expect(await engine.up(type, "x", inputs)).toBe("same");
    expect(await engine.refresh(type, "x"), type).toBe("same");
  }
  expect(engine.entry("Role", "x").state["password"]).toEqual(secret(engine.state("Role", "x")["password"]));
  expect(engine.entry("ApiKey", "x").state["key"]).toEqual(secret(engine.state("ApiKey", "x")["key"]));
  for (const [type] of declared.toReversed()) await engine.delete(type, "x");
  await engine.delete("Branch", "feature");
  const project = server.account.named("shop");
  expect([
    project.branches.size,
    project.endpoints.size,
    project.permissions.length,
    project.vpcEndpoints.size,
  ]).toEqual([1, 1, 0, 0]);
  await engine.delete("Project", "shop");
  expect(server.account.projects.size).toBe(0);
});
