import { rm } from "node:fs/promises";
import type { Operation } from "@neondatabase/api-client";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { startSandbox, type Sandbox } from "../../src/index.ts";
import { findBinaries, startNeonPostgres, type NeonPostgres } from "../../src/vendors/neon/postgres/index.ts";
import { ContractCheck } from "../helpers/contract-check.ts";
import { newFolder } from "../helpers/sandbox.ts";
import { seed } from "../helpers/seed.ts";
import { client } from "../neon/client.ts";

const found = findBinaries();
if ("reason" in found) process.stdout.write(`skipped: real Postgres: ${found.reason}\n`);

// Each takes a second or three; on a machine that is busy otherwise many times that.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Tests with real Postgres; skipped, with the reason printed, where there is none. */
export const withBinaries = describe.skipIf("reason" in found);

/** What tests with real Postgres work with. */
export interface PostgresHandle {
  readonly sandbox: Sandbox;
  readonly postgres: NeonPostgres;
  readonly folder: string;
}

/** A sandbox with real Postgres for a test file. */
export function withPostgres(): PostgresHandle {
  const handle: { sandbox?: Sandbox; postgres?: NeonPostgres; folder?: string } = {};
  const defects: string[] = [];
  const onDefect = (message: string): number => defects.push(message);
  let contract: ContractCheck | undefined;
  beforeAll(async () => {
    if ("reason" in found) return;
    const folder = await newFolder();
    const sandbox = await startSandbox({ folder, seed, onDefect });
    contract = new ContractCheck(sandbox);
    const postgres = await startNeonPostgres({ world: sandbox.world, folder, onDefect });
    if ("reason" in postgres) throw new Error(postgres.reason);
    Object.assign(handle, { sandbox, folder, postgres });
  });
  afterAll(async () => {
    await handle.postgres?.close();
    await handle.sandbox?.close();
    if (handle.folder !== undefined) await rm(handle.folder, { recursive: true });
    expect(defects).toEqual([]);
    expect(contract?.violations() ?? []).toEqual([]);
  });
  return handle as PostgresHandle;
}

/** A project with what one needs to use it. */
export interface Place {
  readonly project: string;
  readonly root: string;
  readonly uri: string;
}

/** Makes a project and waits for its operations. */
export async function newProject(handle: PostgresHandle, name: string): Promise<Place> {
  const made = (await client(handle.sandbox).createProject({ project: { name } })).data;
  await finished(handle, made.operations);
  return { project: made.project.id, root: made.branch.id, uri: made.connection_uris[0]?.connection_uri ?? "" };
}

/** Lets operations have their sandbox time, then waits for their real work, asking as clients do. @throws where one did not end well */
export async function finished({ sandbox }: PostgresHandle, operations: readonly Operation[]): Promise<void> {
  sandbox.clock.advance(5000);
  const states = async (): Promise<Operation[]> => {
    const asked = operations.map(({ project_id, id }) => client(sandbox).getProjectOperation(project_id, id));
    return (await Promise.all(asked)).map(({ data }) => data.operation);
  };
  const isOver = ({ status }: Operation): boolean => !["running", "scheduling"].includes(status);
  const over = await vi.waitUntil(
    async () => {
      const all = await states();
      return all.every(isOver) && all;
    },
    { timeout: 200_000, interval: 40 },
  );
  const bad = over.find(({ status }) => !["finished"].includes(status));
  if (bad) throw new Error(`${bad.status}: ${bad.error ?? ""}`);
}

/** Runs statements over a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(uri: string, ...texts: string[]): Promise<Row[]> {
  const session = new pg.Client({ connectionString: uri });
  await session.connect();
  try {
    let rows: Row[] = [];
    for (const text of texts) rows = (await session.query<Row>(text)).rows;
    return rows;
  } finally {
    await session.end();
  }
}

/** Makes a branch with a compute; returns its id and how to connect. */
export async function newBranch(
  handle: PostgresHandle,
  { project }: Place,
  branch: {
    name?: string;
    parent_id?: string;
    parent_timestamp?: string;
    parent_lsn?: string;
    init_source?: string;
  } = {},
): Promise<{ readonly id: string; readonly uri: string }> {
  const request = { branch, endpoints: [{ type: "read_write" as never }] };
  const made = (await client(handle.sandbox).createProjectBranch(project, request)).data;
  await finished(handle, made.operations);
  return { id: made.branch.id, uri: await uriOf(handle, project, made.branch.id) };
}

/** Connection URI of the owner of a branch. */
export async function uriOf({ sandbox }: PostgresHandle, projectId: string, branch_id: string): Promise<string> {
  const asked = { projectId, branch_id, database_name: "neondb", role_name: "neondb_owner" };
  return (await client(sandbox).getConnectionUri(asked)).data.uri;
}

/** Sandbox time of now, as the API takes it. */
export function now({ sandbox }: PostgresHandle): string {
  return new Date(sandbox.clock.now()).toISOString();
}

/** Puts a branch back and waits for it. */
export async function restore(
  handle: PostgresHandle,
  { project, root }: Place,
  to: { source_timestamp?: string; source_lsn?: string },
  preserve_under_name: string,
): Promise<void> {
  const request = { source_branch_id: root, preserve_under_name, ...to };
  const made = (await client(handle.sandbox).restoreProjectBranch(project, root, request)).data;
  await finished(handle, made.operations);
}
