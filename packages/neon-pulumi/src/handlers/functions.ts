import type { Branch } from "@neondatabase/api-client";
import { UsageError } from "@launchgate/provider-kit";
import type { CallArgs } from "../neon-api.ts";
import type { Properties } from "@launchgate/provider-kit";
import { optionalText, text } from "./handler.ts";
import type { Context } from "./handler.ts";
import { listBranches } from "./listing.ts";

/** What a function works with. */
export type FunctionContext = Pick<Context, "api" | "task">;

/** One function of the provider. */
export type FunctionHandler = (args: Properties, context: FunctionContext) => Promise<Properties>;

async function read<T>(context: FunctionContext, what: string, send: CallArgs<T>["send"]): Promise<T> {
  return await context.api.call({ task: context.task, what, repeatable: true, send });
}

const getProject: FunctionHandler = async (args, context) => {
  const projectId = text(args, "projectId");
  const { project } = await read(context, `read project ${projectId}`, (client) => client.getProject(projectId));
  const branch = (await listBranches(context, projectId)).branches.find((item) => item.default);
  if (branch === undefined) throw new UsageError(`Project ${projectId} has no default branch`);
  return {
    projectId: project.id,
    name: project.name,
    orgId: project.org_id,
    regionId: project.region_id,
    pgVersion: project.pg_version,
    historyRetentionSeconds: project.history_retention_seconds,
    defaultBranchId: branch.id,
    defaultBranchName: branch.name,
    proxyHost: project.proxy_host,
    createdAt: project.created_at,
  };
};

const getBranch: FunctionHandler = async (args, context) => {
  const [projectId, id, name] = [text(args, "projectId"), optionalText(args, "branchId"), optionalText(args, "name")];
  const matches = (branch: Branch): boolean => {
    if (id !== undefined) return branch.id === id;
    return name === undefined ? branch.default : branch.name === name;
  };
  const branch = (await listBranches(context, projectId)).branches.find(matches);
  if (branch === undefined) {
    const wanted = id ?? (name === undefined ? "that is the default one" : `named "${name}"`);
    throw new UsageError(`Project ${projectId} has no branch ${wanted}`);
  }
  return {
    projectId,
    branchId: branch.id,
    name: branch.name,
    isDefault: branch.default,
    protected: branch.protected,
    currentState: branch.current_state,
    parentId: branch.parent_id,
    parentLsn: branch.parent_lsn,
    parentTimestamp: branch.parent_timestamp,
    expiresAt: branch.expires_at,
    logicalSizeBytes: branch.logical_size,
    lastResetAt: branch.last_reset_at,
    createdAt: branch.created_at,
  };
};

const getConnectionUri: FunctionHandler = async (args, context) => {
  const [projectId, branchId, endpointId] = ["projectId", "branchId", "endpointId"].map((key) =>
    optionalText(args, key),
  );
  const query = {
    projectId: projectId ?? "",
    database_name: text(args, "databaseName"),
    role_name: text(args, "roleName"),
    ...(branchId !== undefined && { branch_id: branchId }),
    ...(endpointId !== undefined && { endpoint_id: endpointId }),
    ...(args["pooled"] !== undefined && { pooled: args["pooled"] === true }),
  };
  const what = `make a connection URI for project ${query.projectId}`;
  const { uri } = await read(context, what, (client) => client.getConnectionUri(query));
  return { uri };
};

const getSnapshots: FunctionHandler = async (args, context) => {
  const [projectId, branchId] = [text(args, "projectId"), optionalText(args, "branchId")];
  const what = `list the snapshots of project ${projectId}`;
  const { snapshots } = await read(context, what, (client) => client.listSnapshots(projectId));
  const wanted = snapshots.filter((snapshot) => branchId === undefined || snapshot.source_branch_id === branchId);
  return {
    snapshots: wanted
      .toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))
      .map((snapshot) => ({
        id: snapshot.id,
        name: snapshot.name,
        sourceBranchId: snapshot.source_branch_id,
        lsn: snapshot.lsn,
        timestamp: snapshot.timestamp,
        createdAt: snapshot.created_at,
        expiresAt: snapshot.expires_at,
        manual: snapshot.manual,
      })),
  };
};

const getOperations: FunctionHandler = async (args, context) => {
  const projectId = text(args, "projectId");
  const limit = typeof args["limit"] === "number" ? args["limit"] : 100;
  const what = `list the operations of project ${projectId}`;
  const { operations } = await read(context, what, (client) => client.listProjectOperations({ projectId, limit }));
  return {
    operations: operations.map((operation) => ({
      id: operation.id,
      action: operation.action,
      status: operation.status,
      branchId: operation.branch_id,
      endpointId: operation.endpoint_id,
      error: operation.error,
      failuresCount: operation.failures_count,
      createdAt: operation.created_at,
      updatedAt: operation.updated_at,
      totalDurationMilliseconds: operation.total_duration_ms,
    })),
  };
};

/** The functions, by name. */
export const functionHandlers: Readonly<Record<string, FunctionHandler>> = {
  getProject,
  getBranch,
  getConnectionUri,
  getSnapshots,
  getOperations,
};
