import type { BranchCreateRequest } from "@neondatabase/api-client";
import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { actionsOf, client, refusal, settled } from "./client.ts";

const handle = withSandbox();
const place = { project: "", root: "" };

beforeAll(async () => {
  const made = await settled(handle.sandbox, client(handle.sandbox).createProject({ project: { name: "branches" } }));
  Object.assign(place, { project: made.project.id, root: made.branch.id });
});

async function make(request: BranchCreateRequest & { annotation_value?: Record<string, string> }) {
  return await settled(handle.sandbox, client(handle.sandbox).createProjectBranch(place.project, request));
}

async function read(id: string) {
  return (await client(handle.sandbox).getProjectBranch(place.project, id)).data.branch;
}

describe("branches", () => {
  it("are made from the default branch with its roles and databases, an annotation and a compute", async () => {
    const neon = client(handle.sandbox);
    const made = await make({
      branch: { name: "preview" },
      annotation_value: { "pulumi-owner": "me" },
      endpoints: [{ type: "read_write" as never }],
    });
    expect(actionsOf(made)).toEqual(["create_branch", "start_compute"]);
    expect(made.branch).toMatchObject({ parent_id: place.root, protected: false, default: false });
    expect(made.branch.parent_lsn).toMatch(/^0\/[\dA-F]+$/);
    expect(await read(made.branch.id)).toMatchObject({ name: "preview", init_source: "parent-data" });
    const { annotation } = (await neon.getProjectBranch(place.project, made.branch.id)).data;
    expect(annotation.value).toEqual({ "pulumi-owner": "me" });
    const { databases } = (await neon.listProjectBranchDatabases(place.project, made.branch.id)).data;
    expect(databases).toMatchObject([{ name: "neondb", owner_name: "neondb_owner", branch_id: made.branch.id }]);
    const password = async (branch: string) =>
      (await neon.getProjectBranchRolePassword(place.project, branch, "neondb_owner")).data.password;
    expect(await password(made.branch.id)).toBe(await password(place.root));
    const { endpoints } = (await neon.listProjectBranchEndpoints(place.project, made.branch.id)).data;
    expect(endpoints).toMatchObject([{ id: made.endpoints[0]?.id, branch_id: made.branch.id }]);
  });

  it("get a name where none is given", async () => {
    const { branch } = await make({});
    expect(branch.name).toBe(branch.id);
  });

  it("change name, protection and expiry, without an operation", async () => {
    const neon = client(handle.sandbox);
    const { branch } = await make({ branch: { name: "changes" } });
    const expires_at = new Date(handle.sandbox.clock.now() + 86_400_000).toISOString().replace(/\.\d{3}Z/, "Z");
    for (const change of [{ name: "changed" }, { expires_at }, { expires_at: null }, { protected: true }]) {
      const answer = (await neon.updateProjectBranch(place.project, branch.id, { branch: change })).data;
      expect(answer.operations).toEqual([]);
      const wanted = "expires_at" in change && change.expires_at === null ? {} : change;
      expect(await read(branch.id)).toMatchObject(wanted);
    }
    expect(await read(branch.id)).not.toHaveProperty("expires_at");
  });

  it("begin at a moment or place of the parent's log", async () => {
    const now = handle.sandbox.clock.now();
    const past = new Date(now - 1000).toISOString().replace(/\.\d{3}Z/, "Z");
    const byTime = (await make({ branch: { name: "by-time", parent_timestamp: past } })).branch;
    expect(byTime.parent_timestamp).toBe(past);
    const lsn = byTime.parent_lsn ?? "";
    const byPlace = (await make({ branch: { name: "by-place", parent_lsn: lsn } })).branch;
    expect(byPlace.parent_lsn).toBe(lsn);
  });

  it("go by themselves when their time is over", async () => {
    const { sandbox } = handle;
    const expires_at = new Date(sandbox.clock.now() + 3_600_000).toISOString();
    const { branch } = await make({
      branch: { name: "short", expires_at },
      endpoints: [{ type: "read_write" as never }],
    });
    sandbox.clock.advance(3_600_000);
    await expect(read(branch.id)).rejects.toMatchObject(refusal(404, "branch not found"));
    const { endpoints } = (await client(sandbox).listProjectEndpoints(place.project)).data;
    expect(endpoints.filter(({ branch_id }) => branch_id === branch.id)).toEqual([]);
  });

  it.each<[string, number, NonNullable<BranchCreateRequest["branch"]>]>([
    ["an unknown parent", 404, { parent_id: "br-none" }],
    ["an LSN that is none", 400, { parent_lsn: "later" }],
    ["two places", 400, { parent_lsn: "0/1DE2850", parent_timestamp: "2026-01-01T00:00:00Z" }],
    ["the future", 400, { parent_timestamp: "2126-01-01T00:00:00Z" }],
    ["a moment before the project", 400, { parent_timestamp: "2020-01-01T00:00:00Z" }],
    ["an expiry in the past", 400, { expires_at: "2020-01-01T00:00:00Z" }],
    ["an expiry that is far away", 400, { expires_at: "2126-01-01T00:00:00Z" }],
    ["an unknown source", 400, { init_source: "thin-air" }],
    ["a name that is too long", 400, { name: "x".repeat(257) }],
  ])("refuse %s", async (_what, status, branch) => {
    await expect(make({ branch })).rejects.toMatchObject(refusal(status));
  });

  it("refuse a name that is taken with Neon's code", async () => {
    await make({ branch: { name: "taken" } });
    await expect(make({ branch: { name: "taken" } })).rejects.toMatchObject({
      response: { status: 409, data: { code: "BRANCH_ALREADY_EXISTS" } },
    });
  });

  it("are listed in pages, sorted, searched and counted", async () => {
    const neon = client(handle.sandbox);
    const projectId = (await settled(handle.sandbox, neon.createProject({ project: {} }))).project.id;
    for (const name of ["b", "a", "c"])
      await settled(handle.sandbox, neon.createProjectBranch(projectId, { branch: { name: `x-${name}` } }));
    const query = { projectId, search: "x-", sort_by: "name", sort_order: "asc", limit: 2 } as const;
    const first = (await neon.listProjectBranches(query)).data;
    expect(first.branches.map(({ name }) => name)).toEqual(["x-a", "x-b"]);
    const cursor = first.pagination?.next ?? "";
    const second = (await neon.listProjectBranches({ ...query, cursor })).data;
    expect(second.branches.map(({ name }) => name)).toEqual(["x-c"]);
    expect(second.pagination).not.toHaveProperty("next");
    expect((await neon.countProjectBranches({ projectId })).data.count).toBe(4);
  });

  it("cannot be deleted while default, protected or parent; else they go with their computes", async () => {
    const neon = client(handle.sandbox);
    const { branch } = await make({ branch: { name: "leaving" }, endpoints: [{ type: "read_write" as never }] });
    const child = (await make({ branch: { name: "child", parent_id: branch.id } })).branch;
    const remove = (branchId: string) => neon.deleteProjectBranch({ projectId: place.project, branchId });
    await expect(remove(place.root)).rejects.toMatchObject(refusal(422));
    await expect(remove(branch.id)).rejects.toMatchObject(refusal(422));
    await settled(handle.sandbox, remove(child.id));
    const gone = await settled(handle.sandbox, remove(branch.id) as never as Promise<{ data: never }>);
    expect(actionsOf(gone)).toEqual(["suspend_compute", "delete_timeline"]);
    await expect(read(branch.id)).rejects.toMatchObject(refusal(404));
  });

  it("become the default one in place of another", async () => {
    const neon = client(handle.sandbox);
    const { project, branch: root } = await settled(handle.sandbox, neon.createProject({ project: {} }));
    const request = neon.createProjectBranch(project.id, { branch: { name: "next" } });
    const { branch } = await settled(handle.sandbox, request);
    await neon.setDefaultProjectBranch(project.id, branch.id);
    const { branches } = (await neon.listProjectBranches({ projectId: project.id })).data;
    expect(branches.filter((each) => each.default).map(({ id }) => id)).toEqual([branch.id]);
    expect(root.default).toBe(true);
  });
});
