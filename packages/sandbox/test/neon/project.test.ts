import type { ProjectCreateRequest, ProjectUpdateRequest } from "@neondatabase/api-client";
import { afterEach, describe, expect, it } from "vitest";
import { seed } from "../helpers/seed.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { actionsOf, client, refusal, settled } from "./client.ts";

const handle = withSandbox();

async function make(project: ProjectCreateRequest["project"] = {}) {
  return await settled(handle.sandbox, client(handle.sandbox).createProject({ project }));
}

describe("projects", () => {
  it("come with branch, role, database, compute and operations, and say how to connect", async () => {
    const neon = client(handle.sandbox);
    const annotations = { "pulumi-owner": "stack", "pulumi-attempt": "1" };
    const names = { name: "main", role_name: "app owner", database_name: "shop", annotations };
    const made = await make({ name: "whole", branch: names });
    expect(actionsOf(made)).toEqual(["create_timeline", "start_compute"]);
    expect(made.project).toMatchObject({ name: "whole", org_id: "org-motion-mavericks", region_id: "aws-us-east-2" });
    const password = made.roles[0]?.password ?? "";
    expect(password).toMatch(/^npg_\w{12}$/);
    const { id } = made.project;
    const query = { projectId: id, database_name: "shop", role_name: "app owner" };
    const { uri } = (await neon.getConnectionUri(query)).data;
    expect(uri).toBe(made.connection_uris[0]?.connection_uri);
    const host = made.endpoints[0]?.host ?? "";
    expect(new URL(uri)).toMatchObject({ hostname: host, username: "app%20owner", password, pathname: "/shop" });
    const pooled = (await neon.getConnectionUri({ ...query, pooled: true })).data.uri;
    expect(new URL(pooled).hostname).toBe(host.replace(".", "-pooler."));
    const listed = (await neon.listProjectBranches({ projectId: id })).data;
    expect(listed.annotations[made.branch.id]?.value).toEqual(annotations);
    expect((await neon.getProjectBranch(id, made.branch.id)).data.annotation.value).toEqual(annotations);
  });

  it("get names and defaults from Neon where none are given", async () => {
    const { project, databases, roles, branch } = await make();
    expect(project.name).toBe(project.id);
    expect(databases[0]).toMatchObject({ name: "neondb", owner_name: "neondb_owner" });
    expect([roles[0]?.name, branch.name]).toEqual(["neondb_owner", "production"]);
    expect(project).toMatchObject({ pg_version: 17, store_passwords: true, history_retention_seconds: 86_400 });
  });

  const changes: [string, ProjectUpdateRequest["project"]][] = [
    ["name", { name: "renamed" }],
    ["history", { history_retention_seconds: 604_800 }],
    ["size", { default_endpoint_settings: { autoscaling_limit_min_cu: 0.5, autoscaling_limit_max_cu: 1 } }],
    ["idle time", { default_endpoint_settings: { suspend_timeout_seconds: 120 } }],
    ["allowed addresses", { settings: { allowed_ips: { ips: ["203.0.113.0/24", "2001:db8::1"] } } }],
    ["maintenance", { settings: { maintenance_window: { weekdays: [7], start_time: "04:00", end_time: "05:00" } } }],
    ["quota", { settings: { quota: { active_time_seconds: 36_000, logical_size_bytes: 1 } } }],
    ["public connections", { settings: { block_public_connections: true } }],
    ["private connections", { settings: { block_vpc_connections: true } }],
    ["replication", { settings: { enable_logical_replication: true } }],
  ];
  it.each(changes)("change their %s, and keep the rest", async (_what, change) => {
    const neon = client(handle.sandbox);
    const { project } = await make({ settings: { quota: { data_transfer_bytes: 5 } } });
    const changed = await settled(handle.sandbox, neon.updateProject(project.id, { project: change }));
    expect(actionsOf(changed)).toEqual(["apply_config"]);
    const read = (await neon.getProject(project.id)).data.project;
    expect(read).toMatchObject(change);
    expect(read.region_id).toBe(project.region_id);
    expect(read.settings?.allowed_ips?.protected_branches_only ?? false).toBe(false);
  });

  const refusals: [string, number, ProjectCreateRequest["project"]][] = [
    ["an unknown region", 400, { region_id: "mars-north-1" }],
    ["another organisation", 404, { org_id: "org-other" }],
    ["a history that is too long", 400, { history_retention_seconds: 2_592_001 }],
    ["an old Postgres", 400, { pg_version: 12 }],
    ["an address that is none", 400, { settings: { allowed_ips: { ips: ["300.1.1.1"] } } }],
    ["a window without an end", 400, { settings: { maintenance_window: { weekdays: [1], start_time: "1" } as never } }],
    ["a smallest size above the largest", 400, { default_endpoint_settings: { autoscaling_limit_min_cu: 4 } }],
    ["a size above the plan", 400, { default_endpoint_settings: { autoscaling_limit_max_cu: 64 } }],
    ["a wide range of autoscaling", 400, { default_endpoint_settings: { autoscaling_limit_max_cu: 12 } }],
    ["an idle time below a minute", 400, { default_endpoint_settings: { suspend_timeout_seconds: 30 } }],
    ["an empty name", 400, { name: "" }],
    ["a reserved role", 400, { branch: { role_name: "pg_monitor" } }],
    ["a reserved database", 400, { branch: { database_name: "template0" } }],
  ];
  it.each(refusals)("refuse %s and make nothing", async (_what, status, project) => {
    const neon = client(handle.sandbox);
    const before = (await neon.listProjects({ limit: 400 })).data.projects.length;
    await expect(neon.createProject({ project })).rejects.toMatchObject(refusal(status));
    expect((await neon.listProjects({ limit: 400 })).data.projects).toHaveLength(before);
  });

  it("refuse to lose replication, and a body without project", async () => {
    const neon = client(handle.sandbox);
    const { project } = await make({ settings: { enable_logical_replication: true } });
    const stop = { project: { settings: { enable_logical_replication: false } } };
    await expect(neon.updateProject(project.id, stop)).rejects.toMatchObject(refusal(400));
    await expect(neon.createProject({} as never)).rejects.toMatchObject(refusal(400, "project is required"));
    await expect(neon.getProject("none-such-1")).rejects.toMatchObject(refusal(404, "project not found"));
  });

  it("are listed in pages, searched by name, and by organisation", async () => {
    const neon = client(handle.sandbox);
    for (const number of [1, 2, 3]) await make({ name: `paged-${String(number)}` });
    const first = (await neon.listProjects({ search: "paged-", limit: 2 })).data;
    expect(first.projects.map(({ name }) => name)).toEqual(["paged-1", "paged-2"]);
    const cursor = first.pagination?.cursor ?? "";
    const second = (await neon.listProjects({ search: "paged-", limit: 2, cursor })).data;
    expect(second.projects.map(({ name }) => name)).toEqual(["paged-3"]);
    const own = { search: "paged-", org_id: "org-motion-mavericks" };
    expect((await neon.listProjects(own)).data.projects).toHaveLength(3);
    expect((await neon.listProjects({ org_id: "org-other" })).data.projects).toEqual([]);
    await expect(neon.listProjects({ limit: 401 })).rejects.toMatchObject(refusal(400));
  });

  it("cannot be deleted while a branch is protected, and take everything with them", async () => {
    const neon = client(handle.sandbox);
    const { project, branch } = await make();
    await settled(handle.sandbox, neon.updateProjectBranch(project.id, branch.id, { branch: { protected: true } }));
    await expect(neon.deleteProject(project.id)).rejects.toMatchObject(refusal(422));
    await settled(handle.sandbox, neon.updateProjectBranch(project.id, branch.id, { branch: { protected: false } }));
    await neon.deleteProject(project.id);
    await expect(neon.getProjectBranch(project.id, branch.id)).rejects.toMatchObject(refusal(404));
  });

  it("are read by readers, changed by writers only", async () => {
    const { project } = await make();
    const reader = client(handle.sandbox, "drift");
    expect((await reader.getProject(project.id)).status).toBe(200);
    await expect(reader.deleteProject(project.id)).rejects.toMatchObject(refusal(403));
  });
});

describe("operations", () => {
  afterEach(() => handle.sandbox.clock.run());

  it("pass scheduling and running on the sandbox clock, and lock the project meanwhile", async () => {
    const { sandbox } = handle;
    const neon = client(sandbox);
    sandbox.clock.pause();
    const { project, operations } = (await neon.createProject({ project: {} })).data;
    const [first, second] = operations.map(({ id }) => id) as [string, string];
    const status = async (id: string) => (await neon.getProjectOperation(project.id, id)).data.operation.status;
    expect([await status(first), await status(second)]).toEqual(["running", "scheduling"]);
    const rename = () => neon.updateProject(project.id, { project: { name: "later" } });
    await expect(rename()).rejects.toMatchObject(refusal(423));
    expect((await neon.getProject(project.id)).data.project.name).toBe(project.name);
    sandbox.clock.advance(120);
    expect([await status(first), await status(second)]).toEqual(["finished", "running"]);
    sandbox.clock.advance(200);
    expect(await status(second)).toBe("finished");
    expect((await rename()).data.project.name).toBe("later");
  });

  it("are listed newest first, in pages, and are never forgotten", async () => {
    const neon = client(handle.sandbox);
    const { project } = await make();
    await settled(handle.sandbox, neon.updateProject(project.id, { project: { name: "again" } }));
    const projectId = project.id;
    const first = (await neon.listProjectOperations({ projectId, limit: 2 })).data;
    expect(actionsOf(first)).toEqual(["apply_config", "start_compute"]);
    const cursor = first.pagination?.cursor ?? "";
    expect(actionsOf((await neon.listProjectOperations({ projectId, limit: 2, cursor })).data)).toEqual([
      "create_timeline",
    ]);
    await expect(neon.getProjectOperation(projectId, "none")).rejects.toMatchObject(refusal(404));
  });
});

describe("on the free plan", () => {
  const free = withSandbox({
    seed: { ...seed, vendors: { ...seed.vendors, neon: { plan: "free", compensations: [] } } },
  });

  it.each([
    ["IP Allow", { settings: { allowed_ips: { ips: ["203.0.113.1"] } } }],
    ["computes that never sleep", { default_endpoint_settings: { suspend_timeout_seconds: -1 } }],
    ["another idle time", { default_endpoint_settings: { suspend_timeout_seconds: 120 } }],
  ] as [string, ProjectCreateRequest["project"]][])("there are no %s", async (_what, project) => {
    await expect(client(free.sandbox).createProject({ project })).rejects.toMatchObject(refusal(403));
  });

  it("protects no branch and has a short history", async () => {
    const neon = client(free.sandbox);
    const { project, branch } = await settled(free.sandbox, neon.createProject({ project: {} }));
    expect(project.history_retention_seconds).toBe(21_600);
    const update = neon.updateProjectBranch(project.id, branch.id, { branch: { protected: true } });
    await expect(update).rejects.toMatchObject(refusal(403));
    const schedule = neon.setSnapshotSchedule(project.id, branch.id, { schedule: [{ frequency: "daily", hour: 2 }] });
    await expect(schedule).rejects.toMatchObject(refusal(403));
  });
});
