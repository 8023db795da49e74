/** kill -9 of the provider, or of everything, in every phase of a creation leaves no orphan and no duplicate after the next up. */
import { expect, test } from "vitest";
import { useFixture } from "./driver/fixture.ts";

const fixture = useFixture();

type Phase = "hold-before" | "hold-after" | "while-waiting";

const kinds: readonly [type: string, path: RegExp][] = [
  ["Project", /^\/projects$/],
  ["Branch", /branches$/],
  ["Endpoint", /\/endpoints$/],
  ["Role", /roles$/],
  ["Database", /databases$/],
  ["SnapshotSchedule", /backup_schedule$/],
  ["ApiKey", /^\/api_keys$/],
  ["ProjectPermission", /permissions$/],
  ["VpcEndpointRestriction", /vpc_endpoints/],
];

const phases: readonly Phase[] = ["hold-before", "hold-after", "while-waiting"];

const cases = kinds.flatMap(([type, path]) => phases.map((phase) => ({ type, path, phase })));

async function inputsFor(type: string): Promise<Record<string, unknown>> {
  if (type === "Project") return { name: "target" };
  if (type === "ApiKey") return { name: "ci" };
  const { projectId } = await fixture.project();
  const { engine } = fixture;
  await engine.up("Branch", "base", { projectId, name: "base" });
  const branchId = engine.entry("Branch", "base").id;
  const byType: Record<string, Record<string, unknown>> = {
    Branch: { projectId, name: "target", protected: true },
    Endpoint: { projectId, branchId, type: "read_write" },
    Role: { projectId, branchId, name: "target" },
    Database: { projectId, branchId, name: "target", ownerName: "neondb_owner" },
    SnapshotSchedule: { projectId, branchId, schedule: [{ frequency: "daily", hour: 1 }] },
    ProjectPermission: { projectId, email: "dev@example.test" },
    VpcEndpointRestriction: { projectId, vpcEndpointId: "vpce-1", label: "office" },
  };
  return byType[type] ?? {};
}

/** How many objects there are of each kind. */
function census(): Record<string, number> {
  const { account } = fixture.server;
  const shop = account.projectsNamed("shop")[0];
  const of = (map: ReadonlyMap<string, unknown> | undefined): number => map?.size ?? 0;
  return {
    Project: account.projectsNamed("target").length,
    Branch: of(shop?.branches) - 1,
    Endpoint: of(shop?.endpoints) - 1,
    Role: of(shop?.roles) - 2,
    Database: of(shop?.databases) - 2,
    SnapshotSchedule: of(shop?.schedules),
    ApiKey: account.keys.length,
    ProjectPermission: shop?.permissions.length ?? 0,
    VpcEndpointRestriction: of(shop?.vpcEndpoints),
  };
}

test.each(cases)("$type, killed in phase $phase", async ({ type, path, phase }) => {
  const { engine, server } = fixture;
  const inputs = await inputsFor(type);
  const method = type === "SnapshotSchedule" ? "put" : "post";
  const before = server.requests(method, path).length;
  const firstBase = census()[type] ?? 0;
  if (phase === "while-waiting") {
    server.account.operationMilliseconds = 400;
  } else {
    server.fault({ method, path, kind: phase });
  }
  const running = engine.up(type, "target", inputs).then(
    () => "done",
    () => "lost",
  );
  await server.when(method, path, before);
  await engine.provider.kill();
  const outcome = await running;
  if (outcome === "lost") engine.entries.delete(engine.urn(type, "target"));
  await fixture.restart();
  if (outcome === "lost") expect(await engine.up(type, "target", inputs)).toBe("create");
  expect(await engine.up(type, "target", inputs)).toBe("same");
  expect(census()[type]).toBe(firstBase + 1);
  if (type === "Branch") expect(engine.state(type, "target")["protected"]).toBe(true);
});

test.each(kinds)("%s, answered and not recorded: the machine died before the engine wrote its state", async (type) => {
  const { engine } = fixture;
  const inputs = await inputsFor(type);
  const firstBase = census()[type] ?? 0;
  await engine.up(type, "target", inputs);
  const made = engine.entry(type, "target").id;
  await engine.provider.kill();
  engine.entries.delete(engine.urn(type, "target"));
  await fixture.restart();
  expect(await engine.up(type, "target", inputs)).toBe("create");
  expect(await engine.up(type, "target", inputs)).toBe("same");
  if (type === "ApiKey") {
    // Its value is lost, and somebody may have it: it is named, and stays.
    expect(engine.provider.log.join("\n")).toMatch(`API key ${made} has this name and is in no state`);
    expect(census()[type]).toBe(firstBase + 2);
    return;
  }
  expect(engine.entry(type, "target").id).toBe(made);
  expect(census()[type]).toBe(firstBase + 1);
});

test("what the engine has recorded is not taken over again, though it forgot it since", async () => {
  const { engine, server } = fixture;
  await engine.up("Project", "target", { name: "target" });
  expect(await engine.up("Project", "target", { name: "target" })).toBe("same");
  engine.entries.delete(engine.urn("Project", "target"));
  await fixture.restart();
  await expect(engine.up("Project", "target", { name: "target" })).rejects.toThrow(
    /was made by this resource.*Import it/,
  );
  expect(server.account.projectsNamed("target")).toHaveLength(1);
});

test("a replacement that is asked for right after the creation does not take over what it replaces", async () => {
  const { engine } = fixture;
  const { projectId } = await fixture.project();
  await engine.up("Branch", "base", { projectId, name: "base" });
  const inputs = { projectId, branchId: engine.entry("Branch", "base").id, type: "read_only" };
  await engine.up("Endpoint", "reader", inputs);
  const first = engine.entry("Endpoint", "reader").id;
  await fixture.restart();
  await engine.replaceTargeted("Endpoint", "reader", inputs);
  expect(engine.entry("Endpoint", "reader").id).not.toBe(first);
  expect(await engine.up("Endpoint", "reader", inputs)).toBe("same");
});

test("an interrupted creation is not taken over after the window, nor by another stack; the message says what to do", async () => {
  const { engine, server } = fixture;
  server.fault({ method: "post", path: /^\/projects$/, kind: "hold-after" });
  const running = engine.up("Project", "target", { name: "target" }).catch(() => undefined);
  await server.when("post", /^\/projects$/);
  await engine.provider.kill();
  await running;
  await fixture.restart({ recoveryDirectory: `${fixture.recoveryDirectory}-lost` });
  await expect(engine.up("Project", "target", { name: "target" })).rejects.toThrow(
    /perhaps in a run that was interrupted.*Import it/,
  );
  await fixture.restart({ instance: "stack-b", recoveryDirectory: `${fixture.recoveryDirectory}-b` });
  expect(await engine.up("Project", "target", { name: "target" })).toBe("create");
  expect(server.account.projectsNamed("target")).toHaveLength(2);
});

test("an interrupted creation is not taken over with other create-time inputs", async () => {
  const { engine, server } = fixture;
  const { projectId, branchId } = await fixture.project();
  server.fault({ method: "post", path: /branches$/, kind: "hold-after" });
  const running = engine.up("Branch", "target", { projectId, name: "target" }).catch(() => undefined);
  await server.when("post", /branches$/);
  await engine.provider.kill();
  await running;
  await fixture.restart();
  const changed = engine.up("Branch", "target", {
    projectId,
    name: "target",
    parentId: branchId,
    initSource: "schema-only",
  });
  await expect(changed).rejects.toThrow(/was made by this resource.*Import it/);
  expect(server.account.project(projectId).branches.size).toBe(2);
});

test("a folder for notes that cannot be written stops before anything is sent, and says what to set", async () => {
  const { engine, server } = fixture;
  await fixture.restart({ recoveryDirectory: "/dev/null/notes" });
  await expect(engine.up("Project", "target", { name: "target" })).rejects.toThrow(/Set neon:recoveryDirectory/);
  expect(server.requests("post", /./)).toEqual([]);
});

test("an object that the engine has is never taken for an interrupted one: replacing beside it makes a new one", async () => {
  const { engine, server } = fixture;
  await engine.up("Project", "target", { name: "target", pgVersion: 16 });
  const first = engine.entry("Project", "target").id;
  await fixture.restart();
  expect(await engine.up("Project", "target", { name: "target", pgVersion: 17 })).toBe("replace");
  expect(engine.entry("Project", "target").id).not.toBe(first);
  expect(server.account.projectsNamed("target")).toHaveLength(1);
});

test("an equal-named object of somebody else is never taken over", async () => {
  const { engine, server } = fixture;
  const { projectId } = await fixture.project();
  await fixture.restart({ instance: "stack-b", recoveryDirectory: `${fixture.recoveryDirectory}-b` });
  await engine.up("Branch", "theirs", { projectId, name: "target" });
  await fixture.restart();
  server.fault({ method: "post", path: /branches$/, kind: "drop-before" });
  await expect(engine.up("Branch", "mine", { projectId, name: "target" })).rejects.toThrow(/already exists/);
  expect(engine.entries.has(engine.urn("Branch", "mine"))).toBe(false);
});
