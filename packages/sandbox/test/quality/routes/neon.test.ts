/** Every route of Neon that a rollback or a drill needs, by the official client (B1, D1). */
import { rm } from "node:fs/promises";
import type { Operation } from "@neondatabase/api-client";
import { expect, vi } from "vitest";
import type { Sandbox } from "../../../src/index.ts";
import { findBinaries, startNeonPostgres } from "../../../src/vendors/neon/postgres/index.ts";
import { newFolder } from "../../helpers/sandbox.ts";
import { client, refusal, settled } from "../../neon/client.ts";
import { proveRoutes } from "./prove.ts";

const branch = "/projects/{project_id}/branches/{branch_id}";
const endpoint = "/projects/{project_id}/endpoints/{endpoint_id}";
const schemaRoutes = [`GET ${branch}/schema`, `GET ${branch}/compare_schema`];

/** Only real databases have schemas. */
const databases = findBinaries();
if ("reason" in databases) process.stdout.write(`schemas are only refused: no real Postgres: ${databases.reason}\n`);

// A first Postgres takes its seconds; on a machine that is busy otherwise many.
vi.setConfig({ hookTimeout: 240_000 });

proveRoutes(
  {
    vendor: "neon",
    published: [
      "POST /projects/{project_id}/branches 201",
      `POST ${branch}/restore 200`,
      `POST ${branch}/set_as_default 200`,
      `POST ${branch}/snapshot 200`,
      "GET /projects/{project_id}/snapshots 200",
      "POST /projects/{project_id}/snapshots/{snapshot_id}/restore 200",
      `POST ${branch}/finalize_restore 200`,
      `POST ${branch}/recover 200`,
      "POST /projects/{project_id}/recover 200",
      `POST ${endpoint}/start 200`,
      `POST ${endpoint}/suspend 200`,
      `POST ${endpoint}/restart 200`,
      `POST ${branch}/roles/{role_name}/reset_password 200`,
      "GET /projects/{project_id}/connection_uri 200",
      ...schemaRoutes.map((route) => `${route} 412`),
      ...("reason" in databases ? [] : schemaRoutes.map((route) => `${route} 200`)),
      "GET /projects/{project_id}/operations 200",
      "GET /projects/{project_id}/operations/{operation_id} 200",
      // While an operation runs, other writes wait.
      `POST ${branch}/restore 423`,
    ],
  },
  async (sandbox) => {
    const neon = client(sandbox);
    const made = await settled(sandbox, neon.createProject({ project: { name: "routes" } }));
    const [project, root, compute] = [made.project.id, made.branch.id, made.endpoints[0]?.id ?? ""];
    await branches(sandbox, project, root);
    await snapshots(sandbox, project, root);
    await schemas(sandbox, project, root);
    for (const act of [neon.suspendProjectEndpoint, neon.startProjectEndpoint, neon.restartProjectEndpoint])
      await settled(sandbox, act(project, compute));
    const { operations } = (await neon.listProjectOperations({ projectId: project })).data;
    const [last] = operations as readonly Operation[];
    expect((await neon.getProjectOperation(project, last?.id ?? "")).data.operation.status).toBe("finished");
    await settled(sandbox, neon.deleteProject(project));
    await settled(sandbox, neon.recoverProject(project));
  },
);

async function branches(sandbox: Sandbox, project: string, root: string): Promise<void> {
  const neon = client(sandbox);
  sandbox.clock.advance(600_000);
  const parent_timestamp = new Date(sandbox.clock.now() - 60_000).toISOString();
  const child = (await settled(sandbox, neon.createProjectBranch(project, { branch: { parent_timestamp } }))).branch.id;
  const at = { source_branch_id: root, source_timestamp: parent_timestamp, preserve_under_name: "before" };
  await neon.restoreProjectBranch(project, root, at);
  const again = neon.restoreProjectBranch(project, root, { ...at, preserve_under_name: "busy" });
  await expect(again).rejects.toMatchObject({ response: { status: 423 } });
  sandbox.clock.advance(5000);
  await settled(sandbox, neon.setDefaultProjectBranch(project, child));
  await settled(sandbox, neon.setDefaultProjectBranch(project, root));
  await settled(sandbox, neon.deleteProjectBranch({ projectId: project, branchId: child }) as never);
  await settled(sandbox, neon.recoverProjectBranch(project, child));
  const role = "neondb_owner";
  await settled(sandbox, neon.resetProjectBranchRolePassword(project, root, role));
  const asked = { projectId: project, branch_id: root, database_name: "neondb", role_name: role };
  expect((await neon.getConnectionUri(asked)).data.uri).toMatch(/^postgres/);
}

async function snapshots(sandbox: Sandbox, project: string, root: string): Promise<void> {
  const neon = client(sandbox);
  const { snapshot } = await settled(sandbox, neon.createSnapshot({ projectId: project, branchId: root }));
  expect((await neon.listSnapshots(project)).data.snapshots.map(({ id }) => id)).toEqual([snapshot.id]);
  const look = neon.restoreSnapshot({ projectId: project, snapshotId: snapshot.id }, { name: "look" });
  const { branch: made } = await settled(sandbox, look);
  await settled(sandbox, neon.finalizeRestoreBranch(project, made.id, {}));
}

async function schemas(sandbox: Sandbox, projectId: string, root: string): Promise<void> {
  const neon = client(sandbox);
  const asked = { projectId, branchId: root, db_name: "neondb" };
  const compared = { ...asked, base_branch_id: root };
  const without = refusal(412, "the sandbox runs without databases: start it with `launchgate sandbox start --apps`");
  await expect(neon.getProjectBranchSchema(asked)).rejects.toMatchObject(without);
  await expect(neon.getProjectBranchSchemaComparison(compared)).rejects.toMatchObject(without);
  if ("reason" in databases) return;
  const folder = await newFolder();
  const postgres = await startNeonPostgres({ world: sandbox.world, folder });
  if ("reason" in postgres) throw new Error(postgres.reason);
  try {
    expect((await neon.getProjectBranchSchema(asked)).data).toEqual({ sql: "" });
    expect((await neon.getProjectBranchSchemaComparison(compared)).data).toEqual({ diff: "" });
  } finally {
    await postgres.close();
    await rm(folder, { recursive: true });
  }
}
