/** Every resource kind of neon-pulumi through its whole life, by the unmodified provider against the sandbox (P1). */
import { secret, type RawProperties } from "@launchgate/provider-kit/server";
import { describe, expect, it } from "vitest";
import { amendOutOfBand } from "./out-of-band.ts";
import { client, settled } from "./client.ts";
import { withProvider } from "./provider.ts";

const handle = withProvider();
let count = 0;

/** A project with a branch of its own for one test. */
async function place(): Promise<{ name: string; projectId: string; branchId: string; root: string }> {
  const { engine } = handle;
  count += 1;
  const name = `life-${String(count)}`;
  await engine.up("Project", name, { name, historyRetentionSeconds: 3600 });
  const { id: projectId, state } = engine.entry("Project", name);
  await engine.up("Branch", name, { projectId, name });
  return { name, projectId, branchId: engine.entry("Branch", name).id, root: String(state["defaultBranchId"]) };
}

type Place = Awaited<ReturnType<typeof place>>;

/** A kind: what is declared, how it is changed behind the program's back, and which secret output it has. */
interface Kind {
  readonly type: string;
  readonly declared: (at: Place) => RawProperties;
  readonly drift?: (at: Place, id: string) => Promise<unknown>;
  readonly secret?: string;
}

const neon = () => client(handle.sandbox);
const settle = <T>(call: Promise<{ data: T }>): Promise<T> => settled(handle.sandbox, call);

const kinds: readonly Kind[] = [
  {
    type: "Endpoint",
    declared: ({ projectId, branchId }) => ({ projectId, branchId, type: "read_write", suspendTimeoutSeconds: 120 }),
    drift: ({ projectId }, id) =>
      settle(neon().updateProjectEndpoint(projectId, id, { endpoint: { suspend_timeout_seconds: 600 } })),
  },
  {
    type: "Role",
    declared: ({ projectId, branchId }) => ({ projectId, branchId, name: "app" }),
    drift: ({ projectId, branchId }) => settle(neon().resetProjectBranchRolePassword(projectId, branchId, "app")),
    secret: "password",
  },
  {
    type: "Database",
    declared: ({ projectId, branchId }) => ({ projectId, branchId, name: "app", ownerName: "neondb_owner" }),
    drift: async ({ projectId, branchId }) => {
      await settle(neon().createProjectBranchRole(projectId, branchId, { role: { name: "heir" } }));
      const database = { owner_name: "heir" };
      await settle(neon().updateProjectBranchDatabase(projectId, branchId, "app", { database }));
    },
  },
  {
    type: "SnapshotSchedule",
    declared: ({ projectId, branchId }) => ({ projectId, branchId, schedule: [{ frequency: "daily", hour: 3 }] }),
    drift: ({ projectId, branchId }) => neon().setSnapshotSchedule(projectId, branchId, { schedule: [] }),
  },
  { type: "ProjectPermission", declared: ({ projectId }) => ({ projectId, email: "dev@example.test" }) },
  {
    type: "VpcEndpointRestriction",
    declared: ({ projectId }) => ({ projectId, vpcEndpointId: "vpce-1", label: "office" }),
    drift: ({ projectId }) => neon().assignProjectVpcEndpoint(projectId, "vpce-1", { label: "home" }),
  },
  { type: "ApiKey", declared: ({ name }) => ({ name }), secret: "key" },
];

describe.each(kinds)("$type", ({ type, declared, drift, secret: output }) => {
  it("is created, read unchanged, put right after a change behind its back, and deleted", async () => {
    const { engine } = handle;
    const at = await place();
    const inputs = declared(at);
    expect(await engine.up(type, at.name, inputs)).toBe("create");
    expect(await engine.up(type, at.name, inputs)).toBe("same");
    expect(await engine.refresh(type, at.name)).toBe("same");
    if (output !== undefined) {
      const value = engine.state(type, at.name)[output];
      expect(value).toEqual(expect.stringMatching(/^n(?:pg|api)_/));
      expect(engine.entry(type, at.name).state[output]).toEqual(secret(value));
    }
    if (drift) {
      await drift(at, engine.entry(type, at.name).id);
      expect(await engine.refresh(type, at.name)).toBe("changed");
      expect(await engine.up(type, at.name, inputs)).toBe(type === "Role" ? "same" : "update");
      expect(await engine.refresh(type, at.name)).toBe("same");
    }
    await engine.delete(type, at.name);
  });

  it("is gone after it was removed behind the program's back, and deleting it again is no fault", async () => {
    const { engine } = handle;
    const at = await place();
    await engine.up(type, at.name, declared(at));
    const entry = engine.entry(type, at.name);
    await engine.delete(type, at.name);
    engine.entries.set(engine.urn(type, at.name), entry);
    await engine.delete(type, at.name);
    engine.entries.set(engine.urn(type, at.name), entry);
    // A branch always has a schedule, maybe an empty one.
    expect(await engine.refresh(type, at.name)).toBe(type === "SnapshotSchedule" ? "changed" : "gone");
  });

  it("is imported by its id as it was declared: the same program changes nothing (A1)", async () => {
    const { engine } = handle;
    const at = await place();
    await engine.up(type, at.name, declared(at));
    const { id, inputs } = engine.entry(type, at.name);
    const address = type === "Endpoint" ? `${at.projectId}/${id}` : id;
    const imported = await engine.import(type, `${at.name}-again`, address);
    expect(imported.id).toBe(id);
    expect(imported.inputs).toMatchObject(inputs);
    expect(await engine.refresh(type, `${at.name}-again`)).toBe("same");
    expect(await engine.up(type, `${at.name}-again`, declared(at))).toBe("same");
  });
});

describe("Project and Branch", () => {
  it("are created, read unchanged, imported, put right and deleted", async () => {
    const { engine } = handle;
    const { name, projectId, branchId } = await place();
    for (const type of ["Project", "Branch"]) {
      const { id, inputs } = engine.entry(type, name);
      expect(await engine.refresh(type, name)).toBe("same");
      const address = type === "Branch" ? `${projectId}/${id}` : id;
      expect((await engine.import(type, `${name}-again`, address)).inputs).toMatchObject(inputs);
      expect(await engine.up(type, `${name}-again`, inputs)).toBe("same");
    }
    await settle(neon().updateProject(projectId, { project: { history_retention_seconds: 7200 } }));
    await settle(neon().updateProjectBranch(projectId, branchId, { branch: { name: "other" } }));
    for (const [type, inputs] of [
      ["Project", { name, historyRetentionSeconds: 3600 }],
      ["Branch", { projectId, name }],
    ] as const) {
      expect(await engine.refresh(type, name)).toBe("changed");
      expect(await engine.up(type, name, inputs)).toBe("update");
    }
    await engine.delete("Branch", name);
    await engine.delete("Project", name);
    const { projects } = (await neon().listProjects({ search: name })).data;
    expect(projects).toEqual([]);
  });

  it("plan nothing after a restore of the root branch", async () => {
    const { engine } = handle;
    const { name, projectId, root } = await place();
    handle.sandbox.clock.advance(60_000);
    const request = {
      source_branch_id: root,
      source_timestamp: new Date(handle.sandbox.clock.now() - 5000).toISOString(),
      preserve_under_name: "before",
    };
    await settle(neon().restoreProjectBranch(projectId, root, request));
    await engine.refresh("Project", name);
    expect(await engine.up("Project", name, { name, historyRetentionSeconds: 3600 })).toBe("same");
    await engine.refresh("Branch", name);
    expect(await engine.up("Branch", name, { projectId, name })).toBe("same");
  });

  it("say what an operation failed of", async () => {
    const { engine } = handle;
    const { projectId } = await place();
    amendOutOfBand(handle.sandbox);
    const failing = engine.up("Branch", "unlucky", { projectId, name: "unlucky" });
    await expect(failing).rejects.toThrow(/no space left/);
  });
});

describe("functions", () => {
  it("answer what the sandbox has", async () => {
    const { engine } = handle;
    const { name, projectId, branchId, root } = await place();
    expect(await engine.invoke("getProject", { projectId })).toMatchObject({ name });
    expect(await engine.invoke("getBranch", { projectId, name })).toMatchObject({ branchId });
    const asked = { projectId, branchId: root, databaseName: "neondb", roleName: "neondb_owner" };
    const uri = await engine.invoke("getConnectionUri", asked);
    expect(JSON.stringify(uri)).toMatch(/postgresql:\/\/neondb_owner:/);
  });
});
