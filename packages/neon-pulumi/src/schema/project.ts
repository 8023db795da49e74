import {
  autoscalingFields,
  checkAutoscaling,
  createdAtOutput,
  idType,
  nameType,
  postgresNameType,
  suspendTimeoutDoc,
  suspendTimeoutType,
} from "./common.ts";
import type { Failure, FieldSpec, ObjectType, Properties, ResourceSpec } from "@launchgate/provider-kit";

const limit = (what: string, unit: string): FieldSpec => ({
  type: { kind: "integer", min: 0 },
  removed: { reset: 0 },
  doc: `${what}, in ${unit}; 0 or more. When removed it is set to 0, which means unlimited. Default: not managed.`,
});

const quotaType: ObjectType = {
  kind: "object",
  name: "ProjectQuota",
  doc: "Consumption limits of a project for one billing period. A field that was never declared is not managed.",
  fields: {
    activeTimeSeconds: limit("Wall-clock time that all computes may be active", "seconds"),
    computeTimeSeconds: limit("CPU time that all computes may use", "CPU seconds"),
    writtenDataBytes: limit("Data written to all branches", "bytes"),
    dataTransferBytes: limit("Data sent out by the proxy", "bytes"),
    logicalSizeBytes: limit("Logical size of every single branch; it does not reset", "bytes"),
  },
};

const endpointSettingsType: ObjectType = {
  kind: "object",
  name: "ProjectDefaultEndpointSettings",
  doc: "Settings that new compute endpoints of the project start with; endpoints that exist keep theirs.",
  fields: {
    ...autoscalingFields,
    suspendTimeoutSeconds: { type: suspendTimeoutType, removed: { reset: 0 }, doc: suspendTimeoutDoc },
    pgSettings: {
      type: { kind: "map" },
      removed: { reset: {} },
      doc: "Postgres settings, name to value as text. Default and value when removed: none.",
    },
  },
};

const maintenanceWindowType: ObjectType = {
  kind: "object",
  name: "ProjectMaintenanceWindow",
  doc: "Weekly time in which Neon may interrupt the computes for maintenance, in UTC.",
  fields: {
    weekdays: {
      type: { kind: "list", item: { kind: "integer", min: 1, max: 7 }, unordered: true, minItems: 1 },
      required: true,
      doc: "Days on which the window is open: 1 is Monday, 7 is Sunday.",
    },
    startTime: { type: { kind: "string", format: "time" }, required: true, doc: "Start, HH:MM in UTC." },
    endTime: { type: { kind: "string", format: "time" }, required: true, doc: "End, HH:MM in UTC." },
  },
};

const rootBranchType: ObjectType = {
  kind: "object",
  name: "ProjectBranch",
  doc: "The root branch that Neon creates together with the project. To manage it afterwards declare a Branch with `adoptRoot`, and a Role, Database and Endpoint with `adoptExisting`.",
  fields: {
    name: {
      type: nameType,
      doc: "Name of the root branch, 1 to 256 characters. Default `main`. A change replaces the project.",
    },
    roleName: {
      type: postgresNameType,
      doc: "Name of the first role, at most 63 bytes. Default `<databaseName>_owner`. A change replaces the project.",
    },
    databaseName: {
      type: postgresNameType,
      doc: "Name of the first database, at most 63 bytes. Default `neondb`. A change replaces the project.",
    },
  },
};

function check(inputs: Properties, oldInputs: Properties | undefined): Failure[] {
  const failures: Failure[] = [];
  const settings = inputs["defaultEndpointSettings"];
  if (typeof settings === "object" && settings !== null) {
    failures.push(...checkAutoscaling(settings as Properties, "defaultEndpointSettings."));
  }
  if (oldInputs?.["enableLogicalReplication"] === true && !isOnOrUnknown(inputs["enableLogicalReplication"])) {
    failures.push({
      property: "enableLogicalReplication",
      reason: "cannot be turned off once it is on; keep it true, or move to a new project",
    });
  }
  if (inputs["allowedIpsProtectedBranchesOnly"] === true && inputs["allowedIps"] === undefined) {
    failures.push({
      property: "allowedIpsProtectedBranchesOnly",
      reason: "has no effect without allowedIps; declare allowedIps or leave both out",
    });
  }
  return failures;
}

function isOnOrUnknown(value: unknown): boolean {
  return value === true || typeof value === "symbol";
}

/** A Neon project: the unit of region, Postgres version, history and billing. */
export const project: ResourceSpec = {
  name: "Project",
  doc: "A Neon project: the unit of region, Postgres version, history and billing. A replacement loses all data: set `protect`. Neon creates a root branch, a compute endpoint, a role and a database with it.",
  autoName: true,
  importId: "the project id, for example `still-river-12345678`",
  check,
  inputs: {
    name: {
      type: nameType,
      change: "update",
      doc: "Name, 1 to 256 characters. Default: the logical name of the resource.",
    },
    orgId: {
      type: idType,
      change: "replace",
      doc: "Organization that owns the project. Default: the organization or user of the API key. State it always. A change replaces.",
    },
    regionId: {
      type: { kind: "string", minLength: 1 },
      change: "replace",
      doc: "Region, for example `aws-us-east-1`. Default: Neon's. A change replaces.",
    },
    pgVersion: {
      type: { kind: "integer", values: [14, 15, 16, 17, 18] },
      change: "replace",
      doc: "Major version of Postgres: 14 to 18. Default: Neon's newest stable. A change replaces.",
    },
    storePasswords: {
      type: { kind: "boolean" },
      change: "replace",
      doc: "Whether Neon keeps role passwords so that they can be read back. Default true. Without it, refresh cannot read passwords. A change replaces.",
    },
    historyRetentionSeconds: {
      type: { kind: "integer", min: 0, max: 2_592_000 },
      change: "update",
      removed: { reset: 86_400 },
      doc: "Seconds of history kept for restore to a point in time, 0 to 2592000 (30 days); plans allow less (free: 21600). Default: Neon's, by plan. When removed it is set to 86400 (1 day).",
    },
    quota: {
      type: quotaType,
      change: "update",
      removed: { reset: {} },
      doc: "Consumption limits. Default: none. When removed, every limit that was declared becomes unlimited.",
    },
    defaultEndpointSettings: {
      type: endpointSettingsType,
      change: "update",
      removed: "refuse",
      doc: "Settings that new endpoints start with, the first one included. Default: Neon's, by plan. Once declared it cannot be removed, only changed.",
    },
    allowedIps: {
      type: { kind: "list", item: { kind: "string", format: "address" }, unordered: true },
      change: "update",
      removed: { reset: [] },
      doc: "Addresses, address ranges (`a-b`) and CIDR blocks that may connect. Default and value when removed: none listed, all may connect.",
    },
    allowedIpsProtectedBranchesOnly: {
      type: { kind: "boolean" },
      change: "update",
      removed: { reset: false },
      doc: "Apply `allowedIps` to protected branches only. Default and value when removed: false.",
    },
    enableLogicalReplication: {
      type: { kind: "boolean" },
      change: "update",
      removed: { reset: false },
      doc: "Sets `wal_level=logical` for all computes and restarts them. Default false. Neon cannot turn it off again: a change or removal of true is refused.",
    },
    maintenanceWindow: {
      type: maintenanceWindowType,
      change: "update",
      removed: "refuse",
      doc: "When Neon may interrupt the computes. Default: chosen by Neon. Once declared it cannot be removed, only changed.",
    },
    blockPublicConnections: {
      type: { kind: "boolean" },
      change: "update",
      removed: { reset: false },
      doc: "Refuse connections from the public internet; it goes before `allowedIps`. Default and value when removed: false.",
    },
    blockVpcConnections: {
      type: { kind: "boolean" },
      change: "update",
      removed: { reset: false },
      doc: "Refuse connections through VPC endpoints. Default and value when removed: false.",
    },
    branch: {
      type: rootBranchType,
      change: "replace",
      doc: "Names of the root branch, role and database that are created with the project; compared input with input, never with live values. A change replaces the project.",
    },
  },
  outputs: {
    defaultBranchId: { type: idType, required: true, doc: "Id of the default branch (`br-...`)." },
    defaultBranchName: { type: { kind: "string" }, required: true, doc: "Name of the default branch." },
    defaultEndpointId: { type: idType, doc: "Id of the read-write endpoint of the default branch (`ep-...`)." },
    databaseHost: { type: { kind: "string" }, doc: "Host of that endpoint for direct connections." },
    databaseHostPooler: { type: { kind: "string" }, doc: "Host of that endpoint for pooled connections." },
    databaseName: { type: { kind: "string" }, doc: "Database that was created with the project." },
    databaseUser: { type: { kind: "string" }, doc: "Role that was created with the project." },
    databasePassword: {
      type: { kind: "string" },
      secret: true,
      doc: "Password of that role; missing where Neon does not store passwords.",
    },
    connectionUri: { type: { kind: "string" }, secret: true, doc: "Connection URI with password, direct." },
    connectionUriPooler: { type: { kind: "string" }, secret: true, doc: "Connection URI with password, pooled." },
    proxyHost: { type: { kind: "string" }, required: true, doc: "Host of Neon's proxy for the region." },
    platformId: { type: { kind: "string" }, required: true, doc: "Cloud platform, for example `aws`." },
    createdAt: createdAtOutput,
  },
};
