// Generated from src/schema by scripts/generate.ts. Do not edit: change the declaration and run it.
import * as pulumi from "@pulumi/pulumi";
import { resourceOptions, resourceProperties } from "../resource-options.ts";

/** Consumption limits of a project for one billing period. A field that was never declared is not managed. */
export interface ProjectQuotaArgs {
  /** Wall-clock time that all computes may be active, in seconds; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly activeTimeSeconds?: pulumi.Input<number> | undefined;

  /** CPU time that all computes may use, in CPU seconds; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly computeTimeSeconds?: pulumi.Input<number> | undefined;

  /** Data written to all branches, in bytes; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly writtenDataBytes?: pulumi.Input<number> | undefined;

  /** Data sent out by the proxy, in bytes; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly dataTransferBytes?: pulumi.Input<number> | undefined;

  /** Logical size of every single branch; it does not reset, in bytes; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly logicalSizeBytes?: pulumi.Input<number> | undefined;
}

/** Consumption limits of a project for one billing period. A field that was never declared is not managed. */
export interface ProjectQuota {
  /** Wall-clock time that all computes may be active, in seconds; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly activeTimeSeconds?: number | undefined;

  /** CPU time that all computes may use, in CPU seconds; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly computeTimeSeconds?: number | undefined;

  /** Data written to all branches, in bytes; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly writtenDataBytes?: number | undefined;

  /** Data sent out by the proxy, in bytes; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly dataTransferBytes?: number | undefined;

  /** Logical size of every single branch; it does not reset, in bytes; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed. */
  readonly logicalSizeBytes?: number | undefined;
}

/** Settings that new compute endpoints of the project start with; endpoints that exist keep theirs. */
export interface ProjectDefaultEndpointSettingsArgs {
  /** Least compute size in compute units (1 CU is 1 vCPU and 4 GB), 0.25 to 56. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused. */
  readonly autoscalingLimitMinCu?: pulumi.Input<number> | undefined;

  /** Greatest compute size in compute units, 0.25 to 56, not below the least size; up to 16 autoscale, larger sizes are fixed. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused. */
  readonly autoscalingLimitMaxCu?: pulumi.Input<number> | undefined;

  /** Idle seconds until the compute is suspended: 60 to 604800, 0 for Neon's default (300), -1 for never. Default and value when removed: 0. */
  readonly suspendTimeoutSeconds?: pulumi.Input<number> | undefined;

  /** Postgres settings, name to value as text. Default and value when removed: none. */
  readonly pgSettings?: pulumi.Input<Readonly<Record<string, pulumi.Input<string>>>> | undefined;
}

/** Settings that new compute endpoints of the project start with; endpoints that exist keep theirs. */
export interface ProjectDefaultEndpointSettings {
  /** Least compute size in compute units (1 CU is 1 vCPU and 4 GB), 0.25 to 56. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused. */
  readonly autoscalingLimitMinCu?: number | undefined;

  /** Greatest compute size in compute units, 0.25 to 56, not below the least size; up to 16 autoscale, larger sizes are fixed. Default: Neon's, by plan. Once declared, Neon has no call that clears it: removing it is refused. */
  readonly autoscalingLimitMaxCu?: number | undefined;

  /** Idle seconds until the compute is suspended: 60 to 604800, 0 for Neon's default (300), -1 for never. Default and value when removed: 0. */
  readonly suspendTimeoutSeconds?: number | undefined;

  /** Postgres settings, name to value as text. Default and value when removed: none. */
  readonly pgSettings?: Readonly<Record<string, string>> | undefined;
}

/** Weekly time in which Neon may interrupt the computes for maintenance, in UTC. */
export interface ProjectMaintenanceWindowArgs {
  /** Days on which the window is open: 1 is Monday, 7 is Sunday. */
  readonly weekdays: pulumi.Input<readonly pulumi.Input<number>[]>;

  /** Start, HH:MM in UTC. */
  readonly startTime: pulumi.Input<string>;

  /** End, HH:MM in UTC. */
  readonly endTime: pulumi.Input<string>;
}

/** Weekly time in which Neon may interrupt the computes for maintenance, in UTC. */
export interface ProjectMaintenanceWindow {
  /** Days on which the window is open: 1 is Monday, 7 is Sunday. */
  readonly weekdays: readonly number[];

  /** Start, HH:MM in UTC. */
  readonly startTime: string;

  /** End, HH:MM in UTC. */
  readonly endTime: string;
}

/** The root branch that Neon creates together with the project. To manage it afterwards declare a Branch with `adoptRoot`, and a Role, Database and Endpoint with `adoptExisting`. */
export interface ProjectBranchArgs {
  /** Name of the root branch, 1 to 256 characters. Default `main`. A change replaces the project. */
  readonly name?: pulumi.Input<string> | undefined;

  /** Name of the first role, at most 63 bytes. Default `<databaseName>_owner`. A change replaces the project. */
  readonly roleName?: pulumi.Input<string> | undefined;

  /** Name of the first database, at most 63 bytes. Default `neondb`. A change replaces the project. */
  readonly databaseName?: pulumi.Input<string> | undefined;
}

/** The root branch that Neon creates together with the project. To manage it afterwards declare a Branch with `adoptRoot`, and a Role, Database and Endpoint with `adoptExisting`. */
export interface ProjectBranch {
  /** Name of the root branch, 1 to 256 characters. Default `main`. A change replaces the project. */
  readonly name?: string | undefined;

  /** Name of the first role, at most 63 bytes. Default `<databaseName>_owner`. A change replaces the project. */
  readonly roleName?: string | undefined;

  /** Name of the first database, at most 63 bytes. Default `neondb`. A change replaces the project. */
  readonly databaseName?: string | undefined;
}

/** Arguments of {@link Project}. */
export interface ProjectArgs {
  /** Name, 1 to 256 characters. Default: the logical name of the resource. */
  readonly name?: pulumi.Input<string> | undefined;

  /** Organization that owns the project. Default: the organization or user of the API key. State it always. A change replaces. */
  readonly orgId?: pulumi.Input<string> | undefined;

  /** Region, for example `aws-us-east-1`. Default: Neon's. A change replaces. */
  readonly regionId?: pulumi.Input<string> | undefined;

  /** Major version of Postgres: 14 to 18. Default: Neon's newest stable. A change replaces. */
  readonly pgVersion?: pulumi.Input<number> | undefined;

  /** Whether Neon keeps role passwords so that they can be read back. Default true. Without it, refresh cannot read passwords. A change replaces. */
  readonly storePasswords?: pulumi.Input<boolean> | undefined;

  /** Seconds of history kept for restore to a point in time, 0 to 2592000 (30 days); plans allow less (free: 21600). Default: Neon's, by plan. When removed it is set to 86400 (1 day). */
  readonly historyRetentionSeconds?: pulumi.Input<number> | undefined;

  /** Consumption limits. Default: none. When removed, every limit that was declared becomes unlimited. */
  readonly quota?: pulumi.Input<ProjectQuotaArgs> | undefined;

  /** Settings that new endpoints start with, the first one included. Default: Neon's, by plan. Once declared it cannot be removed, only changed. */
  readonly defaultEndpointSettings?: pulumi.Input<ProjectDefaultEndpointSettingsArgs> | undefined;

  /** Addresses, address ranges (`a-b`) and CIDR blocks that may connect. Default and value when removed: none listed, all may connect. */
  readonly allowedIps?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;

  /** Apply `allowedIps` to protected branches only. Default and value when removed: false. */
  readonly allowedIpsProtectedBranchesOnly?: pulumi.Input<boolean> | undefined;

  /** Sets `wal_level=logical` for all computes and restarts them. Default false. Neon cannot turn it off again: a change or removal of true is refused. */
  readonly enableLogicalReplication?: pulumi.Input<boolean> | undefined;

  /** When Neon may interrupt the computes. Default: chosen by Neon. Once declared it cannot be removed, only changed. */
  readonly maintenanceWindow?: pulumi.Input<ProjectMaintenanceWindowArgs> | undefined;

  /** Refuse connections from the public internet; it goes before `allowedIps`. Default and value when removed: false. */
  readonly blockPublicConnections?: pulumi.Input<boolean> | undefined;

  /** Refuse connections through VPC endpoints. Default and value when removed: false. */
  readonly blockVpcConnections?: pulumi.Input<boolean> | undefined;

  /** Names of the root branch, role and database that are created with the project; compared input with input, never with live values. A change replaces the project. */
  readonly branch?: pulumi.Input<ProjectBranchArgs> | undefined;
}

/** A Neon project: the unit of region, Postgres version, history and billing. A replacement loses all data: set `protect`. Neon creates a root branch, a compute endpoint, a role and a database with it. Import id: the project id, for example `still-river-12345678`. */
export class Project extends pulumi.CustomResource {
  /** Type token in programs, state and policies. */
  static readonly typeToken = "neon:index:Project";

  /** Reads one that exists, without managing it. The id is the import id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Project {
    return new Project(name, undefined, { ...options, id });
  }

  /** Tells whether a value is a Project, across copies of this package. */
  static override isInstance(value: unknown): value is Project {
    const type = (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType;
    return type === Project.typeToken;
  }

  /** Name, 1 to 256 characters. Default: the logical name of the resource. */
  declare readonly name: pulumi.Output<string>;

  /** Organization that owns the project. Default: the organization or user of the API key. State it always. A change replaces. */
  declare readonly orgId: pulumi.Output<string | undefined>;

  /** Region, for example `aws-us-east-1`. Default: Neon's. A change replaces. */
  declare readonly regionId: pulumi.Output<string | undefined>;

  /** Major version of Postgres: 14 to 18. Default: Neon's newest stable. A change replaces. */
  declare readonly pgVersion: pulumi.Output<number | undefined>;

  /** Whether Neon keeps role passwords so that they can be read back. Default true. Without it, refresh cannot read passwords. A change replaces. */
  declare readonly storePasswords: pulumi.Output<boolean | undefined>;

  /** Seconds of history kept for restore to a point in time, 0 to 2592000 (30 days); plans allow less (free: 21600). Default: Neon's, by plan. When removed it is set to 86400 (1 day). */
  declare readonly historyRetentionSeconds: pulumi.Output<number | undefined>;

  /** Consumption limits. Default: none. When removed, every limit that was declared becomes unlimited. */
  declare readonly quota: pulumi.Output<ProjectQuota | undefined>;

  /** Settings that new endpoints start with, the first one included. Default: Neon's, by plan. Once declared it cannot be removed, only changed. */
  declare readonly defaultEndpointSettings: pulumi.Output<ProjectDefaultEndpointSettings | undefined>;

  /** Addresses, address ranges (`a-b`) and CIDR blocks that may connect. Default and value when removed: none listed, all may connect. */
  declare readonly allowedIps: pulumi.Output<readonly string[] | undefined>;

  /** Apply `allowedIps` to protected branches only. Default and value when removed: false. */
  declare readonly allowedIpsProtectedBranchesOnly: pulumi.Output<boolean | undefined>;

  /** Sets `wal_level=logical` for all computes and restarts them. Default false. Neon cannot turn it off again: a change or removal of true is refused. */
  declare readonly enableLogicalReplication: pulumi.Output<boolean | undefined>;

  /** When Neon may interrupt the computes. Default: chosen by Neon. Once declared it cannot be removed, only changed. */
  declare readonly maintenanceWindow: pulumi.Output<ProjectMaintenanceWindow | undefined>;

  /** Refuse connections from the public internet; it goes before `allowedIps`. Default and value when removed: false. */
  declare readonly blockPublicConnections: pulumi.Output<boolean | undefined>;

  /** Refuse connections through VPC endpoints. Default and value when removed: false. */
  declare readonly blockVpcConnections: pulumi.Output<boolean | undefined>;

  /** Names of the root branch, role and database that are created with the project; compared input with input, never with live values. A change replaces the project. */
  declare readonly branch: pulumi.Output<ProjectBranch | undefined>;

  /** Id of the default branch (`br-...`). */
  declare readonly defaultBranchId: pulumi.Output<string>;

  /** Name of the default branch. */
  declare readonly defaultBranchName: pulumi.Output<string>;

  /** Id of the read-write endpoint of the default branch (`ep-...`). */
  declare readonly defaultEndpointId: pulumi.Output<string | undefined>;

  /** Host of that endpoint for direct connections. */
  declare readonly databaseHost: pulumi.Output<string | undefined>;

  /** Host of that endpoint for pooled connections. */
  declare readonly databaseHostPooler: pulumi.Output<string | undefined>;

  /** Database that was created with the project. */
  declare readonly databaseName: pulumi.Output<string | undefined>;

  /** Role that was created with the project. */
  declare readonly databaseUser: pulumi.Output<string | undefined>;

  /** Password of that role; missing where Neon does not store passwords. */
  declare readonly databasePassword: pulumi.Output<string | undefined>;

  /** Connection URI with password, direct. */
  declare readonly connectionUri: pulumi.Output<string | undefined>;

  /** Connection URI with password, pooled. */
  declare readonly connectionUriPooler: pulumi.Output<string | undefined>;

  /** Host of Neon's proxy for the region. */
  declare readonly proxyHost: pulumi.Output<string>;

  /** Cloud platform, for example `aws`. */
  declare readonly platformId: pulumi.Output<string>;

  /** When Neon made it, RFC 3339, UTC. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args?: ProjectArgs, options: pulumi.CustomResourceOptions = {}) {
    const properties = resourceProperties(args ?? {}, [
      "name",
      "orgId",
      "regionId",
      "pgVersion",
      "storePasswords",
      "historyRetentionSeconds",
      "quota",
      "defaultEndpointSettings",
      "allowedIps",
      "allowedIpsProtectedBranchesOnly",
      "enableLogicalReplication",
      "maintenanceWindow",
      "blockPublicConnections",
      "blockVpcConnections",
      "branch",
      "defaultBranchId",
      "defaultBranchName",
      "defaultEndpointId",
      "databaseHost",
      "databaseHostPooler",
      "databaseName",
      "databaseUser",
      "databasePassword",
      "connectionUri",
      "connectionUriPooler",
      "proxyHost",
      "platformId",
      "createdAt",
    ]);
    super(
      Project.typeToken,
      name,
      properties,
      resourceOptions(options, ["databasePassword", "connectionUri", "connectionUriPooler"]),
    );
  }
}
