import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { actionsOf, client, refusal, settled } from "./client.ts";

const handle = withSandbox();
const place = { project: "", root: "" };

beforeAll(async () => {
  const made = await settled(handle.sandbox, client(handle.sandbox).createProject({ project: { name: "postgres" } }));
  Object.assign(place, { project: made.project.id, root: made.branch.id });
});

const makeRole = (name: string, no_login = false) =>
  settled(
    handle.sandbox,
    client(handle.sandbox).createProjectBranchRole(place.project, place.root, { role: { name, no_login } }),
  );

describe("roles", () => {
  it("show their password once, reveal it on request, and get another", async () => {
    const neon = client(handle.sandbox);
    const made = await makeRole("app");
    expect(actionsOf(made)).toEqual(["apply_config"]);
    const read = (await neon.getProjectBranchRole(place.project, place.root, "app")).data.role;
    expect(read).toMatchObject({ name: "app", authentication_method: "password" });
    expect(read).not.toHaveProperty("password");
    const reveal = async () =>
      (await neon.getProjectBranchRolePassword(place.project, place.root, "app")).data.password;
    expect(await reveal()).toBe(made.role.password);
    const reset = neon.resetProjectBranchRolePassword(place.project, place.root, "app");
    const next = (await settled(handle.sandbox, reset)).role.password;
    expect(next).not.toBe(made.role.password);
    expect(await reveal()).toBe(next);
  });

  it("without login have no password", async () => {
    const made = await makeRole("group", true);
    expect(made.role).toMatchObject({ authentication_method: "no_login" });
    expect(made.role).not.toHaveProperty("password");
    const reveal = client(handle.sandbox).getProjectBranchRolePassword(place.project, place.root, "group");
    await expect(reveal).rejects.toMatchObject(refusal(404));
  });

  it("of a project that stores no passwords are not revealed", async () => {
    const neon = client(handle.sandbox);
    const made = await settled(handle.sandbox, neon.createProject({ project: { store_passwords: false } }));
    const { id } = made.project;
    const reveal = neon.getProjectBranchRolePassword(id, made.branch.id, "neondb_owner");
    await expect(reveal).rejects.toMatchObject(refusal(412));
    const uri = neon.getConnectionUri({ projectId: id, database_name: "neondb", role_name: "neondb_owner" });
    await expect(uri).rejects.toMatchObject(refusal(412));
  });

  it("are listed and deleted; refused are names taken, kept by Postgres, and owners", async () => {
    const neon = client(handle.sandbox);
    await makeRole("leaver");
    await expect(makeRole("leaver")).rejects.toMatchObject(refusal(409));
    await expect(makeRole("pg_read_all_data")).rejects.toMatchObject(refusal(400));
    await expect(makeRole("")).rejects.toMatchObject(refusal(400));
    const names = async () =>
      (await neon.listProjectBranchRoles(place.project, place.root)).data.roles.map(({ name }) => name);
    expect(await names()).toContain("leaver");
    await settled(handle.sandbox, neon.deleteProjectBranchRole(place.project, place.root, "leaver"));
    expect(await names()).not.toContain("leaver");
    const owner = neon.deleteProjectBranchRole(place.project, place.root, "neondb_owner");
    await expect(owner).rejects.toMatchObject(refusal(422));
  });
});

describe("databases", () => {
  const make = (name: string, owner_name = "neondb_owner") =>
    settled(
      handle.sandbox,
      client(handle.sandbox).createProjectBranchDatabase(place.project, place.root, { database: { name, owner_name } }),
    );

  it("are made, renamed, given away, listed and deleted; the number stays", async () => {
    const neon = client(handle.sandbox);
    await makeRole("heir");
    const { database } = await make("first");
    const change = (name: string, next: object) =>
      settled(handle.sandbox, neon.updateProjectBranchDatabase(place.project, place.root, name, { database: next }));
    await change("first", { name: "second" });
    await change("second", { owner_name: "heir" });
    const read = (await neon.getProjectBranchDatabase(place.project, place.root, "second")).data.database;
    expect(read).toMatchObject({ id: database.id, name: "second", owner_name: "heir" });
    await expect(neon.getProjectBranchDatabase(place.project, place.root, "first")).rejects.toMatchObject(refusal(404));
    await settled(handle.sandbox, neon.deleteProjectBranchDatabase(place.project, place.root, "second"));
    const { databases } = (await neon.listProjectBranchDatabases(place.project, place.root)).data;
    expect(databases.map(({ name }) => name)).toEqual(["neondb"]);
  });

  it.each([
    ["a name that is taken", 409, "neondb", "neondb_owner"],
    ["an unknown owner", 404, "orphan", "nobody"],
    ["a name that Postgres keeps", 400, "template1", "neondb_owner"],
    ["a name that is too long", 400, "x".repeat(64), "neondb_owner"],
  ])("refuse %s", async (_what, status, name, owner) => {
    await expect(make(name, owner)).rejects.toMatchObject(refusal(status));
  });
});

describe("snapshot schedules", () => {
  it("are empty at first, set whole, and emptied", async () => {
    const neon = client(handle.sandbox);
    const read = async () => (await neon.getSnapshotSchedule(place.project, place.root)).data.schedule;
    expect(await read()).toEqual([]);
    const daily = { frequency: "daily", hour: 2, retention_seconds: 2_592_000 };
    await neon.setSnapshotSchedule(place.project, place.root, { schedule: [daily] });
    const weekly = { frequency: "weekly", day: 1, hour: 3 };
    await neon.setSnapshotSchedule(place.project, place.root, { schedule: [daily, weekly] });
    expect(await read()).toEqual([daily, weekly]);
    await neon.setSnapshotSchedule(place.project, place.root, { schedule: [] });
    expect(await read()).toEqual([]);
  });

  it.each([
    { frequency: "often" },
    { frequency: "daily", hour: 24 },
    { frequency: "weekly", day: 8 },
    { frequency: "daily", month: 2 },
    { frequency: "daily", retention_seconds: 60 },
  ])("refuse %j", async (item) => {
    const request = client(handle.sandbox).setSnapshotSchedule(place.project, place.root, { schedule: [item] });
    await expect(request).rejects.toMatchObject(refusal(400));
  });
});
