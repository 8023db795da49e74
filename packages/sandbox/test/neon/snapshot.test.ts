import { beforeEach, describe, expect, it } from "vitest";
import { failNextOperation } from "../../src/vendors/neon/operation-log.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { seed } from "../helpers/seed.ts";
import { actionsOf, client, refusal, settled } from "./client.ts";

const handle = withSandbox();
const place = { project: "", root: "" };
const [hour, day] = [3_600_000, 86_400_000];

beforeEach(async () => {
  const made = await settled(handle.sandbox, client(handle.sandbox).createProject({ project: { name: "snapshots" } }));
  Object.assign(place, { project: made.project.id, root: made.branch.id });
});

const list = async () => (await client(handle.sandbox).listSnapshots(place.project)).data.snapshots;
const take = (query: { name?: string; timestamp?: string; lsn?: string; expires_at?: string } = {}) =>
  settled(
    handle.sandbox,
    client(handle.sandbox).createSnapshot({ projectId: place.project, branchId: place.root, ...query }),
  );

describe("snapshots", () => {
  it("are taken of a root, renamed, listed and deleted", async () => {
    const neon = client(handle.sandbox);
    const { snapshot } = await take({ name: "before release" });
    expect(snapshot).toMatchObject({ source_branch_id: place.root, manual: true });
    await neon.updateSnapshot(place.project, snapshot.id, { snapshot: { name: "kept" } });
    expect(await list()).toEqual([{ ...snapshot, name: "kept" }]);
    await settled(handle.sandbox, neon.deleteSnapshot(place.project, snapshot.id));
    expect(await list()).toEqual([]);
    await expect(neon.deleteSnapshot(place.project, snapshot.id)).rejects.toMatchObject(refusal(404));
  });

  it("are of a moment within the history, and go when their time is over", async () => {
    const { sandbox } = handle;
    sandbox.clock.advance(hour);
    const timestamp = new Date(sandbox.clock.now() - 60_000).toISOString().replace(/\.\d+Z$/, "Z");
    const expires_at = new Date(sandbox.clock.now() + hour).toISOString();
    expect((await take({ timestamp, expires_at })).snapshot.timestamp).toBe(timestamp);
    await expect(take({ timestamp: "2020-01-01T00:00:00Z" })).rejects.toMatchObject(refusal(400));
    await expect(take({ lsn: "none" })).rejects.toMatchObject(refusal(400));
    await expect(take({ lsn: "0/1DE2850", timestamp })).rejects.toMatchObject(refusal(400));
    sandbox.clock.advance(hour);
    expect(await list()).toEqual([]);
  });

  it("are not taken of a branch that has a parent", async () => {
    const neon = client(handle.sandbox);
    const { branch } = await settled(handle.sandbox, neon.createProjectBranch(place.project, {}));
    const request = neon.createSnapshot({ projectId: place.project, branchId: branch.id });
    await expect(request).rejects.toMatchObject(refusal(400));
  });

  it("become a branch, which then takes the place of another", async () => {
    const neon = client(handle.sandbox);
    const { snapshot } = await take();
    const made = await settled(
      handle.sandbox,
      neon.restoreSnapshot({ projectId: place.project, snapshotId: snapshot.id }, { name: "look" }),
    );
    expect(made.branch).toMatchObject({ name: "look", restored_from: snapshot.id, restored_as: place.root });
    const done = (await neon.finalizeRestoreBranch(place.project, made.branch.id, {})).data;
    expect(actionsOf(done)).toEqual(["start_compute"]);
    handle.sandbox.clock.advance(hour);
    const names = async (id: string) => (await neon.getProjectBranch(place.project, id)).data.branch;
    expect(await names(made.branch.id)).toMatchObject({ name: "production", default: true });
    expect(await names(place.root)).toMatchObject({ name: "production (old)", default: false });
    const { endpoints } = (await neon.listProjectBranchEndpoints(place.project, made.branch.id)).data;
    expect(endpoints).toHaveLength(1);
    const again = neon.finalizeRestoreBranch(place.project, made.branch.id, {});
    await expect(again).rejects.toMatchObject(refusal(422));
    const request = { source_branch_id: made.branch.id, source_timestamp: new Date(0).toISOString() };
    const back = neon.restoreProjectBranch(place.project, made.branch.id, { ...request, preserve_under_name: "x" });
    await expect(back).rejects.toMatchObject(refusal(400));
  });

  it("replace a branch at once where that is asked for", async () => {
    const neon = client(handle.sandbox);
    const { snapshot } = await take();
    const request = { name: "now", target_branch_id: place.root, finalize_restore: true };
    const made = await settled(
      handle.sandbox,
      neon.restoreSnapshot({ projectId: place.project, snapshotId: snapshot.id }, request),
    );
    expect(made.branch).toMatchObject({ name: "production", default: true });
    expect(made.endpoints).toHaveLength(1);
  });

  it("are made by the schedule, kept as long as it says, and found at the hours it names", async () => {
    const neon = client(handle.sandbox);
    const schedule = [
      { frequency: "daily", hour: 3, retention_seconds: 2 * 86_400 },
      { frequency: "weekly", day: 1, hour: 5 },
    ];
    await neon.setSnapshotSchedule(place.project, place.root, { schedule });
    handle.sandbox.clock.advance(14 * day);
    const all = await list();
    expect(all.every(({ manual }) => manual === false)).toBe(true);
    const hours = all.map(({ timestamp = "" }) => timestamp.slice(11, 16));
    expect(hours.toSorted()).toEqual(["03:00", "03:00", "05:00", "05:00"]);
    expect(await list()).toEqual(all);
  });

  it("are limited to one by hand on the free plan", async () => {
    const free = client(limited.sandbox);
    const { project, branch } = await settled(limited.sandbox, free.createProject({ project: {} }));
    const one = () => settled(limited.sandbox, free.createSnapshot({ projectId: project.id, branchId: branch.id }));
    await one();
    await expect(one()).rejects.toMatchObject(refusal(422));
  });
});

const limited = withSandbox({
  seed: { ...seed, vendors: { ...seed.vendors, neon: { plan: "free", compensations: [] } } },
});

describe("what was deleted", () => {
  it("comes back within seven days: a branch with its compute, roles and databases", async () => {
    const neon = client(handle.sandbox);
    const endpoints = [{ type: "read_write" as never }];
    const made = await settled(handle.sandbox, neon.createProjectBranch(place.project, { endpoints }));
    const branchId = made.branch.id;
    await settled(handle.sandbox, neon.deleteProjectBranch({ projectId: place.project, branchId }) as never);
    const query = { projectId: place.project, include_deleted: true };
    const gone = (await neon.listProjectBranches(query)).data.branches.find(({ id }) => id === branchId);
    expect(gone?.recovery).toMatchObject({ deletion_method: "user" });
    handle.sandbox.clock.advance(6 * day);
    const back = (await neon.recoverProjectBranch(place.project, branchId)).data;
    expect(back.endpoints).toMatchObject([{ id: made.endpoints[0]?.id, current_state: "idle" }]);
    const { databases } = (await neon.listProjectBranchDatabases(place.project, branchId)).data;
    expect(databases.map(({ name }) => name)).toEqual(["neondb"]);
    await expect(neon.recoverProjectBranch(place.project, branchId)).rejects.toMatchObject(refusal(404));
  });

  it("comes back within seven days: a project whole, and not later", async () => {
    const neon = client(handle.sandbox);
    await settled(handle.sandbox, neon.deleteProject(place.project));
    await expect(neon.getProject(place.project)).rejects.toMatchObject(refusal(404));
    const { projects } = (await neon.listProjects({ recoverable: true })).data;
    expect(projects.find(({ id }) => id === place.project)).toHaveProperty("recoverable_until");
    const back = (await neon.recoverProject(place.project)).data;
    expect(back.branches.map(({ id }) => id)).toEqual([place.root]);
    await settled(handle.sandbox, neon.deleteProject(place.project));
    handle.sandbox.clock.advance(8 * day);
    await expect(neon.recoverProject(place.project)).rejects.toMatchObject(refusal(404));
  });

  it("for good does not come back", async () => {
    const neon = client(handle.sandbox);
    const { branch } = await settled(handle.sandbox, neon.createProjectBranch(place.project, {}));
    const removal = neon.deleteProjectBranch({ projectId: place.project, branchId: branch.id, hard_delete: true });
    await settled(handle.sandbox, removal as never);
    await expect(neon.recoverProjectBranch(place.project, branch.id)).rejects.toMatchObject(refusal(404));
  });
});

describe("an operation that was planned to fail", () => {
  it("runs, fails with its error, and leaves the project free", async () => {
    const neon = client(handle.sandbox);
    failNextOperation(handle.sandbox.world, "create_branch", { status: "failed", error: "no space left" });
    const { operations } = await settled(handle.sandbox, neon.createProjectBranch(place.project, {}));
    const read = (await neon.getProjectOperation(place.project, operations[0]?.id ?? "")).data.operation;
    expect(read).toMatchObject({ status: "failed", error: "no space left", failures_count: 1 });
    const next = await settled(handle.sandbox, neon.createProjectBranch(place.project, {}));
    const good = (await neon.getProjectOperation(place.project, next.operations[0]?.id ?? "")).data.operation;
    expect(good.status).toBe("finished");
  });
});
