import { OperationStatus } from "@neondatabase/api-client";
import { expect, test } from "vitest";
import { useFixture } from "./driver/fixture.ts";
import { initFailure } from "./driver/provider-process.ts";

const fixture = useFixture();

async function failureOf(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error("it did not fail");
}

test("423 waits until the project is free", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  server.fault({ method: "post", path: /branches$/, kind: "refuse", status: 423, times: 3 });
  expect(await engine.up("Branch", "b", { projectId })).toBe("create");
  expect(server.requests("post", /branches$/).map((item) => item.status)).toEqual([423, 423, 423, 201]);
});

test("429 waits as long as Retry-After says", async () => {
  const { engine, server } = fixture;
  server.fault({ method: "post", path: /^\/projects$/, kind: "refuse", status: 429, headers: { "retry-after": "1" } });
  await engine.up("Project", "shop", {});
  const [first, second] = server.requests("post", /^\/projects$/);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  expect(server.account.projects.size).toBe(1);
});

test.each([500, 502, 503, 504])("%d on reads and updates is tried again", async (status) => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  server.fault({ method: "patch", kind: "refuse", status });
  server.fault({ method: "patch", kind: "fail-after", status });
  server.fault({ method: "get", kind: "refuse", status, times: 2 });
  expect(await engine.up("Project", "shop", { name: "shop", historyRetentionSeconds: 60 })).toBe("update");
  expect(server.account.project(projectId).project.current.history_retention_seconds).toBe(60);
});

const lost: readonly [string, "drop-after" | "fail-after" | "drop-before" | "refuse"][] = [
  ["the answer is dropped after the effect", "drop-after"],
  ["500 comes after the effect", "fail-after"],
  ["the connection breaks before the effect", "drop-before"],
  ["500 comes before the effect", "refuse"],
];

test.each(lost)("a creation is made once when %s", async (_what, kind) => {
  const { engine, server } = fixture;
  server.account.lagMilliseconds = 10;
  const steps: [string, RegExp, Record<string, unknown>][] = [
    ["Project", /^\/projects$/, { name: "shop" }],
    ["Branch", /branches$/, { projectId: "$p", name: "feature" }],
    ["Endpoint", /endpoints$/, { projectId: "$p", branchId: "$b", type: "read_write" }],
    ["Role", /roles$/, { projectId: "$p", branchId: "$b", name: "app" }],
    ["Database", /databases$/, { projectId: "$p", branchId: "$b", name: "app", ownerName: "app" }],
    ["ProjectPermission", /permissions$/, { projectId: "$p", email: "dev@example.test" }],
    ["ApiKey", /^\/api_keys$/, { name: "ci" }],
  ];
  const places = new Map<string, string>();
  for (const [type, path, inputs] of steps) {
    server.fault({ method: "post", path, kind });
    const filled = Object.entries(inputs).map(([key, value]) => [key, places.get(value as string) ?? value] as const);
    await engine.up(type, "x", Object.fromEntries(filled));
    places.set(type === "Project" ? "$p" : type === "Branch" ? "$b" : type, engine.entry(type, "x").id);
  }
  const project = server.account.named("shop");
  expect(server.account.projects.size).toBe(1);
  expect([project.branches.size, project.endpoints.size, project.permissions.length]).toEqual([2, 2, 1]);
  expect(server.account.keys.map((key) => String(key.id))).toEqual([engine.entry("ApiKey", "x").id]);
  expect(engine.state("Role", "x")["password"]).toMatch(/^pw-/);
  expect(engine.state("ApiKey", "x")["key"]).toMatch(/^napi_/);
  expect(engine.state("Project", "x")["databasePassword"]).toMatch(/^pw-.*ü$/);
});

test("a failed operation is an error with its id; the branch is recorded and the next up finishes it", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  server.account.nextOperationEnds = OperationStatus.Failed;
  server.account.operationMilliseconds = 30;
  const error = await failureOf(engine.up("Branch", "b", { projectId, protected: true }));
  const operation = server.account.operations(server.account.project(projectId))[0];
  expect(error.message).toContain(operation?.id);
  expect(error.message).toContain("planned by the test");
  expect(initFailure(error)?.getId()).toMatch(/^br-/);
  expect(engine.entry("Branch", "b").initErrors).toHaveLength(1);
  expect(await engine.up("Branch", "b", { projectId, protected: true })).toBe("update");
  expect(engine.state("Branch", "b")).toMatchObject({ protected: true, isDefault: false });
  expect(await engine.up("Branch", "b", { projectId, protected: true })).toBe("same");
  expect(server.account.project(projectId).branches.size).toBe(2);
});

test("a vanished operation is an error with its id", async () => {
  const { engine, server } = fixture;
  const { branchId, projectId } = await fixture.project();
  server.account.forgetOperations = true;
  await engine.up("Branch", "root", { projectId, adoptRoot: true });
  await engine.up("Endpoint", "e", { projectId, branchId, type: "read_write", adoptExisting: true });
  const changed = { projectId, branchId, type: "read_write", adoptExisting: true, disabled: true };
  const error = await failureOf(engine.up("Endpoint", "e", changed));
  expect(error.message).toMatch(/operation [0-9a-f-]{36} \(apply_config\) vanished/);
  expect(engine.entry("Endpoint", "e").initErrors).toHaveLength(1);
});

test("the deadline ends the wait; what exists is recorded", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  await fixture.restart({ settings: { operationTimeoutSeconds: 1 } });
  server.account.operationMilliseconds = 60_000;
  const error = await failureOf(engine.up("Branch", "b", { projectId }));
  expect(error.message).toMatch(/Gave up waiting to see operation .* after 1 seconds/);
  expect(engine.entry("Branch", "b").id).toMatch(/^br-/);
});

test("cancel ends the wait at once and keeps the state true", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  server.account.operationMilliseconds = 60_000;
  const polls = server.requests("get", /operations/).length;
  const running = failureOf(engine.up("Branch", "b", { projectId }));
  await server.when("get", /operations/, polls);
  const { emptyPb } = await import("@launchgate/provider-kit/server");
  await engine.provider.call("cancel", new emptyPb.Empty());
  expect((await running).message).toContain("Cancelled while waiting");
  expect(engine.entry("Branch", "b").id).toBe([...server.account.project(projectId).branches.keys()][1]);
  await fixture.restart();
  for (const item of server.account.project(projectId).operations) Object.assign(item, { endsAt: 0 });
  expect(await engine.up("Branch", "b", { projectId })).toBe("update");
  expect(await engine.up("Branch", "b", { projectId })).toBe("same");
});

test("writes of one project go one after the other, without a single 423", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  server.account.operationMilliseconds = 20;
  await Promise.all(["a", "b", "c", "d", "e"].map((name) => engine.up("Branch", name, { projectId, name })));
  expect(server.account.project(projectId).branches.size).toBe(6);
  expect(server.seen.filter((item) => item.status === 423)).toEqual([]);
});

test("reads that lag behind writes do no harm", async () => {
  const { engine, server } = fixture;
  server.account.lagMilliseconds = 25;
  const { projectId } = await fixture.project({ historyRetentionSeconds: 60 });
  await engine.up("Branch", "b", { projectId, name: "b" });
  expect(await engine.up("Branch", "b", { projectId, name: "c", protected: true })).toBe("update");
  expect(engine.state("Branch", "b")).toMatchObject({ name: "c", protected: true });
  expect(await engine.up("Project", "shop", { name: "shop", historyRetentionSeconds: 120 })).toBe("update");
  expect(engine.state("Project", "shop")["historyRetentionSeconds"]).toBe(120);
});

test("what Neon accepts but does not keep is named in a warning", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  const project = server.account.project(projectId).project;
  const keep = project.set.bind(project);
  project.set = (change, lag) => keep({ ...change, history_retention_seconds: 777 }, lag);
  await engine.up("Project", "shop", { name: "shop", historyRetentionSeconds: 888 });
  expect(engine.provider.log.join("\n")).toContain("did not keep: historyRetentionSeconds");
  expect(engine.state("Project", "shop")["historyRetentionSeconds"]).toBe(777);
});

test("deletion says what to do about protected and default branches", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  await engine.up("Branch", "kept", { projectId, name: "kept", protected: true });
  expect((await failureOf(engine.delete("Branch", "kept"))).message).toContain("Set protected: false, run pulumi up");
  expect((await failureOf(engine.delete("Project", "shop"))).message).toMatch(
    /"kept" \(br-.*Set protected: false on them/,
  );
  const moved = engine.up("Branch", "kept", { projectId, name: "kept", protected: true, initSource: "schema-only" });
  expect((await failureOf(moved)).message).toMatch(/is protected\. Set protected: false.*changed: initSource/);
  await engine.up("Branch", "root", { projectId, adoptRoot: true });
  await engine.up("Branch", "root", { projectId, adoptRoot: false, name: "main" });
  expect((await failureOf(engine.delete("Branch", "root"))).message).toContain("is the default branch");
  expect(server.account.project(projectId).branches.size).toBe(2);
});

test("what was taken over is released, never deleted", async () => {
  const { engine, server } = fixture;
  const { projectId, branchId } = await fixture.project();
  const adopted: [string, Record<string, unknown>][] = [
    ["Branch", { projectId, name: "main", adoptRoot: true, protected: true }],
    ["Endpoint", { projectId, branchId, type: "read_write", adoptExisting: true, suspendTimeoutSeconds: 300 }],
    ["Role", { projectId, branchId, name: "neondb_owner", adoptExisting: true }],
    ["Database", { projectId, branchId, name: "neondb", ownerName: "neondb_owner", adoptExisting: true }],
  ];
  for (const [type, inputs] of adopted) expect(await engine.up(type, "root", inputs)).toBe("create");
  for (const [type, inputs] of adopted) expect(await engine.up(type, "root", inputs)).toBe("same");
  const project = server.account.project(projectId);
  expect(project.branches.get(branchId)?.current.protected).toBe(true);
  expect([...project.endpoints.values()][0]?.current.suspend_timeout_seconds).toBe(300);
  expect(engine.state("Role", "root")["password"]).toMatch(/^pw-/);
  await engine.up("Branch", "root", { projectId, name: "main", adoptRoot: true });
  for (const [type] of adopted.toReversed()) await engine.delete(type, "root");
  expect([project.branches.size, project.endpoints.size, project.roles.size, project.databases.size]).toEqual([
    1, 1, 1, 1,
  ]);
  await engine.delete("Project", "shop");
  expect(server.account.projects.size).toBe(0);
});

test("taking over fails where there is nothing of the name", async () => {
  const { engine } = fixture;
  const { projectId, branchId } = await fixture.project();
  const place = { projectId, branchId };
  const attempts = [
    engine.up("Branch", "x", { projectId, name: "trunk", adoptRoot: true }),
    engine.up("Endpoint", "x", { ...place, type: "read_only", adoptExisting: true }),
    engine.up("Role", "x", { ...place, name: "ghost", adoptExisting: true }),
    engine.up("Database", "x", { ...place, name: "ghost", ownerName: "o", adoptExisting: true }),
  ];
  for (const attempt of attempts)
    expect((await failureOf(attempt)).message).toMatch(/adoptRoot takes over|adoptExisting: branch/);
  expect(engine.entries.size).toBe(1);
});

test("an existing role or database is an error without adoptExisting", async () => {
  const { engine } = fixture;
  const { projectId, branchId } = await fixture.project();
  const role = engine.up("Role", "x", { projectId, branchId, name: "neondb_owner" });
  expect((await failureOf(role)).message).toContain("already exists");
  const database = engine.up("Database", "x", { projectId, branchId, name: "neondb", ownerName: "neondb_owner" });
  expect((await failureOf(database)).message).toContain("already exists");
});

test("a wrong key is one clear error, and the key is nowhere in it", async () => {
  const { engine } = fixture;
  await fixture.restart({ settings: { apiKey: "wrong-secret-key" } });
  const error = await failureOf(engine.up("Project", "shop", {}));
  expect(error.message).toContain("HTTP 401");
  expect(error.message).not.toContain("wrong-secret-key");
});

test("an address where nobody answers is one clear error", async () => {
  const { engine } = fixture;
  await fixture.restart({ settings: { baseUrl: "http://127.0.0.1:9" } });
  const message = /Neon cannot be reached at http:\/\/127\.0\.0\.1:9 .*Look at the network/;
  expect((await failureOf(engine.up("Project", "shop", {}))).message).toMatch(message);
});

test("every request carries the user agent", async () => {
  await fixture.restart({ settings: { userAgentSuffix: "launch/1" } });
  await fixture.project();
  const agents = new Set(fixture.server.seen.map((item) => item.headers["user-agent"]));
  expect([...agents]).toEqual(["neon-pulumi/0.1.0 launch/1"]);
});
