// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { version } from "./version.ts";

function invokeOptions<T extends pulumi.InvokeOptions>(options: T): T {
  return { version, ...options };
}

/** Arguments of {@link getProject}. */
export interface GetProjectArgs {
  /** Id of the project. */
  readonly projectId: string;
}

/** Arguments of {@link getProjectOutput}. */
export interface GetProjectOutputArgs {
  /** Id of the project. */
  readonly projectId: pulumi.Input<string>;
}

/** Result of {@link getProject}. */
export interface GetProjectResult {
  /** Id of the project. */
  readonly projectId: string;

  /** Name. */
  readonly name: string;

  /** Organization that owns it. */
  readonly orgId?: string | undefined;

  /** Region. */
  readonly regionId: string;

  /** Major version of Postgres. */
  readonly pgVersion: number;

  /** Seconds of history kept. */
  readonly historyRetentionSeconds: number;

  /** Id of the default branch. */
  readonly defaultBranchId: string;

  /** Name of the default branch. */
  readonly defaultBranchName: string;

  /** Host of Neon's proxy for the region. */
  readonly proxyHost: string;

  /** When it was made, RFC 3339. */
  readonly createdAt: string;
}

/** Looks up a project by id. */
export function getProject(args: GetProjectArgs, options: pulumi.InvokeOptions = {}): Promise<GetProjectResult> {
  return pulumi.runtime.invoke(
    "neon:index:getProject",
    { ...args },
    invokeOptions(options),
  ) as Promise<GetProjectResult>;
}

/** Looks up a project by id. Takes outputs and waits for what they depend on. */
export function getProjectOutput(
  args: GetProjectOutputArgs,
  options: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetProjectResult> {
  return pulumi.runtime.invokeOutput<GetProjectResult>("neon:index:getProject", { ...args }, invokeOptions(options));
}

/** Arguments of {@link getBranch}. */
export interface GetBranchArgs {
  /** Id of the project. */
  readonly projectId: string;

  /** Id of the branch; not together with `name`. */
  readonly branchId?: string | undefined;

  /** Name of the branch; not together with `branchId`. */
  readonly name?: string | undefined;
}

/** Arguments of {@link getBranchOutput}. */
export interface GetBranchOutputArgs {
  /** Id of the project. */
  readonly projectId: pulumi.Input<string>;

  /** Id of the branch; not together with `name`. */
  readonly branchId?: pulumi.Input<string> | undefined;

  /** Name of the branch; not together with `branchId`. */
  readonly name?: pulumi.Input<string> | undefined;
}

/** Result of {@link getBranch}. */
export interface GetBranchResult {
  /** Id of the project. */
  readonly projectId: string;

  /** Id of the branch. */
  readonly branchId: string;

  /** Name. */
  readonly name: string;

  /** Whether it is the default branch. */
  readonly isDefault: boolean;

  /** Whether it is protected. */
  readonly protected: boolean;

  /** `init`, `ready`, `resetting` or `archived`. */
  readonly currentState: string;

  /** Parent branch; missing for a root branch. */
  readonly parentId?: string | undefined;

  /** Log sequence number on the parent. */
  readonly parentLsn?: string | undefined;

  /** Moment on the parent, RFC 3339. */
  readonly parentTimestamp?: string | undefined;

  /** When it expires, RFC 3339. */
  readonly expiresAt?: string | undefined;

  /** Logical size in bytes. */
  readonly logicalSizeBytes?: number | undefined;

  /** When it was last reset or restored, RFC 3339. */
  readonly lastResetAt?: string | undefined;

  /** When it was made, RFC 3339. */
  readonly createdAt: string;
}

/** Looks up a branch by id or by name; with neither, the project's default branch. */
export function getBranch(args: GetBranchArgs, options: pulumi.InvokeOptions = {}): Promise<GetBranchResult> {
  return pulumi.runtime.invoke("neon:index:getBranch", { ...args }, invokeOptions(options)) as Promise<GetBranchResult>;
}

/** Looks up a branch by id or by name; with neither, the project's default branch. Takes outputs and waits for what they depend on. */
export function getBranchOutput(
  args: GetBranchOutputArgs,
  options: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetBranchResult> {
  return pulumi.runtime.invokeOutput<GetBranchResult>("neon:index:getBranch", { ...args }, invokeOptions(options));
}

/** Arguments of {@link getConnectionUri}. */
export interface GetConnectionUriArgs {
  /** Id of the project. */
  readonly projectId: string;

  /** Branch. Default: the project's default branch. */
  readonly branchId?: string | undefined;

  /** Endpoint. Default: the branch's read-write endpoint. */
  readonly endpointId?: string | undefined;

  /** Database. */
  readonly databaseName: string;

  /** Role. */
  readonly roleName: string;

  /** Go through the connection pooler. Default false. */
  readonly pooled?: boolean | undefined;
}

/** Arguments of {@link getConnectionUriOutput}. */
export interface GetConnectionUriOutputArgs {
  /** Id of the project. */
  readonly projectId: pulumi.Input<string>;

  /** Branch. Default: the project's default branch. */
  readonly branchId?: pulumi.Input<string> | undefined;

  /** Endpoint. Default: the branch's read-write endpoint. */
  readonly endpointId?: pulumi.Input<string> | undefined;

  /** Database. */
  readonly databaseName: pulumi.Input<string>;

  /** Role. */
  readonly roleName: pulumi.Input<string>;

  /** Go through the connection pooler. Default false. */
  readonly pooled?: pulumi.Input<boolean> | undefined;
}

/** Result of {@link getConnectionUri}. */
export interface GetConnectionUriResult {
  /** The connection URI. */
  readonly uri: string;
}

/** Makes a connection URI with the password of a role. The result is secret. */
export function getConnectionUri(
  args: GetConnectionUriArgs,
  options: pulumi.InvokeOptions = {},
): Promise<GetConnectionUriResult> {
  return pulumi.runtime.invoke(
    "neon:index:getConnectionUri",
    { ...args },
    invokeOptions(options),
  ) as Promise<GetConnectionUriResult>;
}

/** Makes a connection URI with the password of a role. The result is secret. Takes outputs and waits for what they depend on. */
export function getConnectionUriOutput(
  args: GetConnectionUriOutputArgs,
  options: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetConnectionUriResult> {
  return pulumi.runtime.invokeOutput<GetConnectionUriResult>(
    "neon:index:getConnectionUri",
    { ...args },
    invokeOptions(options),
  );
}

/** A snapshot of a branch. */
export interface Snapshot {
  /** Id of the snapshot. */
  readonly id: string;

  /** Name. */
  readonly name: string;

  /** Branch it was taken from. */
  readonly sourceBranchId?: string | undefined;

  /** Log sequence number it was taken at. */
  readonly lsn?: string | undefined;

  /** Moment it was taken of, RFC 3339. */
  readonly timestamp?: string | undefined;

  /** When it was made, RFC 3339. */
  readonly createdAt: string;

  /** When it is deleted, RFC 3339; missing if never. */
  readonly expiresAt?: string | undefined;

  /** Taken by hand, not by a schedule. */
  readonly manual?: boolean | undefined;
}

/** Arguments of {@link getSnapshots}. */
export interface GetSnapshotsArgs {
  /** Id of the project. */
  readonly projectId: string;

  /** Only snapshots of this branch. Default: all. */
  readonly branchId?: string | undefined;
}

/** Arguments of {@link getSnapshotsOutput}. */
export interface GetSnapshotsOutputArgs {
  /** Id of the project. */
  readonly projectId: pulumi.Input<string>;

  /** Only snapshots of this branch. Default: all. */
  readonly branchId?: pulumi.Input<string> | undefined;
}

/** Result of {@link getSnapshots}. */
export interface GetSnapshotsResult {
  /** Newest first. */
  readonly snapshots: readonly Snapshot[];
}

/** Lists the snapshots of a project, or of one branch of it. */
export function getSnapshots(args: GetSnapshotsArgs, options: pulumi.InvokeOptions = {}): Promise<GetSnapshotsResult> {
  return pulumi.runtime.invoke(
    "neon:index:getSnapshots",
    { ...args },
    invokeOptions(options),
  ) as Promise<GetSnapshotsResult>;
}

/** Lists the snapshots of a project, or of one branch of it. Takes outputs and waits for what they depend on. */
export function getSnapshotsOutput(
  args: GetSnapshotsOutputArgs,
  options: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetSnapshotsResult> {
  return pulumi.runtime.invokeOutput<GetSnapshotsResult>(
    "neon:index:getSnapshots",
    { ...args },
    invokeOptions(options),
  );
}

/** One operation of Neon's control plane. */
export interface Operation {
  /** Id of the operation. */
  readonly id: string;

  /** What it does, for example `create_branch` or `apply_config`. */
  readonly action: string;

  /** `scheduling`, `running`, `finished`, `failed`, `error`, `cancelling`, `cancelled` or `skipped`. */
  readonly status: string;

  /** Branch it works on. */
  readonly branchId?: string | undefined;

  /** Endpoint it works on. */
  readonly endpointId?: string | undefined;

  /** Error of a failed operation. */
  readonly error?: string | undefined;

  /** How often it failed so far. */
  readonly failuresCount: number;

  /** When it was made, RFC 3339. */
  readonly createdAt: string;

  /** When its status last changed, RFC 3339. */
  readonly updatedAt: string;

  /** How long it took, in milliseconds. */
  readonly totalDurationMilliseconds: number;
}

/** Arguments of {@link getOperations}. */
export interface GetOperationsArgs {
  /** Id of the project. */
  readonly projectId: string;

  /** How many at most, 1 to 1000. Default 100. */
  readonly limit?: number | undefined;
}

/** Arguments of {@link getOperationsOutput}. */
export interface GetOperationsOutputArgs {
  /** Id of the project. */
  readonly projectId: pulumi.Input<string>;

  /** How many at most, 1 to 1000. Default 100. */
  readonly limit?: pulumi.Input<number> | undefined;
}

/** Result of {@link getOperations}. */
export interface GetOperationsResult {
  /** Newest first. */
  readonly operations: readonly Operation[];
}

/** Lists the latest operations of a project, newest first. */
export function getOperations(
  args: GetOperationsArgs,
  options: pulumi.InvokeOptions = {},
): Promise<GetOperationsResult> {
  return pulumi.runtime.invoke(
    "neon:index:getOperations",
    { ...args },
    invokeOptions(options),
  ) as Promise<GetOperationsResult>;
}

/** Lists the latest operations of a project, newest first. Takes outputs and waits for what they depend on. */
export function getOperationsOutput(
  args: GetOperationsOutputArgs,
  options: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetOperationsResult> {
  return pulumi.runtime.invokeOutput<GetOperationsResult>(
    "neon:index:getOperations",
    { ...args },
    invokeOptions(options),
  );
}
