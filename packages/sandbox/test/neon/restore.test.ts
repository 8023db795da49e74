import type { BranchRestoreRequest } from "@neondatabase/api-client";
import { beforeEach, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { actionsOf, client, refusal, settled } from "./client.ts";

const handle = withSandbox();
const place = { project: "", root: "", child: "" };
const minute = 60_000;

beforeEach(async () => {
  const made = await settled(handle.sandbox, client(handle.sandbox).createProject({ project: { name: "restores" } }));
  Object.assign(place, { project: made.project.id, root: made.branch.id });
  handle.sandbox.clock.advance(10 * minute);
  const request = client(handle.sandbox).createProjectBranch(place.project, { branch: { name: "child" } });
  place.child = (await settled(handle.sandbox, request)).branch.id;
});

const ago = (milliseconds: number): string => new Date(handle.sandbox.clock.now() - milliseconds).toISOString();
const read = async (id: string) => (await client(handle.sandbox).getProjectBranch(place.project, id)).data.branch;
const named = async (search: string) =>
  (await client(handle.sandbox).listProjectBranches({ projectId: place.project, search })).data.branches.find(
    ({ name }) => name === search,
  );
const restore = (branch: string, request: BranchRestoreRequest) =>
  settled(handle.sandbox, client(handle.sandbox).restoreProjectBranch(place.project, branch, request));
const toSelf = (more: Partial<BranchRestoreRequest>) =>
  restore(place.root, { source_branch_id: place.root, preserve_under_name: "before", ...more });

describe("a root branch", () => {
  it("goes back in its own history: it stays a root, its old state is another one, its children move under that", async () => {
    const before = await read(place.root);
    const made = await toSelf({ source_timestamp: ago(5 * minute) });
    expect(actionsOf(made)).toEqual(["create_branch"]);
    const kept = await named("before");
    expect(made.branch).toMatchObject({ id: place.root, name: before.name, default: true, current_state: "resetting" });
    const restored = await read(place.root);
    expect(restored).toMatchObject({ current_state: "ready", last_reset_at: made.branch.last_reset_at });
    expect([restored, kept]).toEqual([
      expect.not.objectContaining({ parent_id: expect.anything() as string }),
      expect.not.objectContaining({ parent_id: expect.anything() as string }),
    ]);
    expect((await read(place.child)).parent_id).toBe(kept?.id);
    const { endpoints } = (await client(handle.sandbox).listProjectBranchEndpoints(place.project, place.root)).data;
    expect(endpoints).toHaveLength(1);
  });

  it("can be restored again, also by a place in the log", async () => {
    const { parent_lsn: lsn = "" } = await read(place.child);
    await toSelf({ source_timestamp: ago(minute) });
    await toSelf({ source_lsn: lsn, preserve_under_name: "before again" });
    expect((await named("before again"))?.id).not.toBe((await named("before"))?.id);
  });

  it("loses the roles and databases that it had not yet, and its old state keeps them", async () => {
    const neon = client(handle.sandbox);
    const moment = ago(1000);
    const role = { name: "late" };
    await settled(handle.sandbox, neon.createProjectBranchRole(place.project, place.root, { role }));
    await toSelf({ source_timestamp: moment });
    const roles = async (id: string) =>
      (await neon.listProjectBranchRoles(place.project, id)).data.roles.map(({ name }) => name);
    expect(await roles(place.root)).toEqual(["neondb_owner"]);
    expect(await roles((await named("before"))?.id ?? "")).toEqual(["neondb_owner", "late"]);
  });

  it("that was restored from another branch leaves an old root that is never deleted", async () => {
    await restore(place.root, { source_branch_id: place.child, preserve_under_name: "first root" });
    const kept = (await named("first root"))?.id ?? "";
    await settled(
      handle.sandbox,
      client(handle.sandbox).updateProjectBranch(place.project, place.child, { branch: { name: "renamed" } }),
    );
    const removal = client(handle.sandbox).deleteProjectBranch({ projectId: place.project, branchId: kept });
    await expect(removal).rejects.toMatchObject(refusal(422));
  });

  const refusals: [string, Partial<BranchRestoreRequest>][] = [
    ["without a moment", {}],
    ["with two moments", { source_timestamp: "2026-01-01T00:00:00Z", source_lsn: "0/1DE2850" }],
    ["to an LSN that is none", { source_lsn: "yesterday" }],
    ["to the future", { source_timestamp: "2126-01-01T00:00:00Z" }],
    ["to before the project", { source_timestamp: "2020-01-01T00:00:00Z" }],
  ];
  it.each(refusals)("is not restored %s", async (_what, request) => {
    await expect(toSelf(request)).rejects.toMatchObject(refusal(400));
  });

  it("is not restored without a name for the old state, nor from outside of the history", async () => {
    const request = { source_branch_id: place.root, source_timestamp: ago(minute) };
    await expect(restore(place.root, request)).rejects.toMatchObject(refusal(400));
    handle.sandbox.clock.advance(2 * 86_400_000);
    const late = toSelf({ source_timestamp: ago(86_400_000 + minute) });
    await expect(late).rejects.toMatchObject(
      refusal(400, "the point in time is outside of the history retention window"),
    );
  });
});

describe("a branch that has a parent", () => {
  it("does not go back in its own history", async () => {
    const request = { source_branch_id: place.child, source_timestamp: ago(1000), preserve_under_name: "x" };
    await expect(restore(place.child, request)).rejects.toMatchObject(refusal(400));
  });

  it("is reset to its parent, and where its old state is kept that becomes the parent", async () => {
    await restore(place.child, { source_branch_id: place.root });
    expect(await read(place.child)).toMatchObject({ parent_id: place.root });
    await restore(place.child, { source_branch_id: place.root, preserve_under_name: "old child" });
    const kept = await named("old child");
    expect(kept?.parent_id).toBe(place.root);
    expect((await read(place.child)).parent_id).toBe(kept?.id);
  });
});
