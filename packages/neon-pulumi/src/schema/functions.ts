import { idType } from "./common.ts";
import type { FieldSpec, FunctionSpec, ObjectType } from "@launchgate/provider-kit";

const text = (doc: string): FieldSpec => ({ type: { kind: "string" }, doc });
const always = (doc: string): FieldSpec => ({ ...text(doc), required: true });
const projectId: FieldSpec = { type: idType, required: true, doc: "Id of the project." };

const snapshotType: ObjectType = {
  kind: "object",
  name: "Snapshot",
  doc: "A snapshot of a branch.",
  fields: {
    id: always("Id of the snapshot."),
    name: always("Name."),
    sourceBranchId: text("Branch it was taken from."),
    lsn: text("Log sequence number it was taken at."),
    timestamp: text("Moment it was taken of, RFC 3339."),
    createdAt: always("When it was made, RFC 3339."),
    expiresAt: text("When it is deleted, RFC 3339; missing if never."),
    manual: { type: { kind: "boolean" }, doc: "Taken by hand, not by a schedule." },
  },
};

const operationType: ObjectType = {
  kind: "object",
  name: "Operation",
  doc: "One operation of Neon's control plane.",
  fields: {
    id: always("Id of the operation."),
    action: always("What it does, for example `create_branch` or `apply_config`."),
    status: always("`scheduling`, `running`, `finished`, `failed`, `error`, `cancelling`, `cancelled` or `skipped`."),
    branchId: text("Branch it works on."),
    endpointId: text("Endpoint it works on."),
    error: text("Error of a failed operation."),
    failuresCount: { type: { kind: "integer" }, required: true, doc: "How often it failed so far." },
    createdAt: always("When it was made, RFC 3339."),
    updatedAt: always("When its status last changed, RFC 3339."),
    totalDurationMilliseconds: { type: { kind: "integer" }, required: true, doc: "How long it took, in milliseconds." },
  },
};

/** Looks up a project by id. */
export const getProject: FunctionSpec = {
  name: "getProject",
  doc: "Looks up a project by id.",
  arguments: { projectId },
  results: {
    projectId: always("Id of the project."),
    name: always("Name."),
    orgId: text("Organization that owns it."),
    regionId: always("Region."),
    pgVersion: { type: { kind: "integer" }, required: true, doc: "Major version of Postgres." },
    historyRetentionSeconds: { type: { kind: "integer" }, required: true, doc: "Seconds of history kept." },
    defaultBranchId: always("Id of the default branch."),
    defaultBranchName: always("Name of the default branch."),
    proxyHost: always("Host of Neon's proxy for the region."),
    createdAt: always("When it was made, RFC 3339."),
  },
};

/** Looks up a branch by id, by name, or the default branch. */
export const getBranch: FunctionSpec = {
  name: "getBranch",
  doc: "Looks up a branch by id or by name; with neither, the project's default branch.",
  arguments: {
    projectId,
    branchId: { type: idType, doc: "Id of the branch; not together with `name`." },
    name: text("Name of the branch; not together with `branchId`."),
  },
  check: (args) =>
    args["branchId"] !== undefined && args["name"] !== undefined
      ? [
          {
            property: "name",
            reason: "cannot stand beside branchId; state one of them, or none for the default branch",
          },
        ]
      : [],
  results: {
    projectId: always("Id of the project."),
    branchId: always("Id of the branch."),
    name: always("Name."),
    isDefault: { type: { kind: "boolean" }, required: true, doc: "Whether it is the default branch." },
    protected: { type: { kind: "boolean" }, required: true, doc: "Whether it is protected." },
    currentState: always("`init`, `ready`, `resetting` or `archived`."),
    parentId: text("Parent branch; missing for a root branch."),
    parentLsn: text("Log sequence number on the parent."),
    parentTimestamp: text("Moment on the parent, RFC 3339."),
    expiresAt: text("When it expires, RFC 3339."),
    logicalSizeBytes: { type: { kind: "integer" }, doc: "Logical size in bytes." },
    lastResetAt: text("When it was last reset or restored, RFC 3339."),
    createdAt: always("When it was made, RFC 3339."),
  },
};

/** Makes a connection URI with the password of a role. */
export const getConnectionUri: FunctionSpec = {
  name: "getConnectionUri",
  doc: "Makes a connection URI with the password of a role. The result is secret.",
  arguments: {
    projectId,
    branchId: { type: idType, doc: "Branch. Default: the project's default branch." },
    endpointId: { type: idType, doc: "Endpoint. Default: the branch's read-write endpoint." },
    databaseName: always("Database."),
    roleName: always("Role."),
    pooled: { type: { kind: "boolean" }, doc: "Go through the connection pooler. Default false." },
  },
  results: { uri: { type: { kind: "string" }, required: true, secret: true, doc: "The connection URI." } },
};

/** Lists the snapshots of a project. */
export const getSnapshots: FunctionSpec = {
  name: "getSnapshots",
  doc: "Lists the snapshots of a project, or of one branch of it.",
  arguments: { projectId, branchId: { type: idType, doc: "Only snapshots of this branch. Default: all." } },
  results: { snapshots: { type: { kind: "list", item: snapshotType }, required: true, doc: "Newest first." } },
};

/** Lists the latest operations of a project. */
export const getOperations: FunctionSpec = {
  name: "getOperations",
  doc: "Lists the latest operations of a project, newest first.",
  arguments: {
    projectId,
    limit: { type: { kind: "integer", min: 1, max: 1000 }, doc: "How many at most, 1 to 1000. Default 100." },
  },
  results: { operations: { type: { kind: "list", item: operationType }, required: true, doc: "Newest first." } },
};
