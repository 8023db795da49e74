import type { Step } from "./driver/mini-engine.ts";
import type { RawProperties } from "@launchgate/provider-kit/server";

/** One change of one input and what has to come of it. */
export interface Case {
  readonly resource: string;
  readonly input: string;
  /** Value before; undefined leaves the input out. */
  readonly from: unknown;
  /** Value after; undefined removes the input. */
  readonly to: unknown;
  /** The step, or `refuse` with the property path that the refusal names. */
  readonly expect: Step | { readonly refuse: string };
  /** Further inputs of this case. */
  readonly beside?: RawProperties;
}

const change = (
  resource: string,
  input: string,
  from: unknown,
  to: unknown,
  step: Case["expect"],
  beside: RawProperties = {},
): Case => ({ resource, input, from, to, expect: step, beside });

const day = 86_400_000;
const later = (days: number): string => new Date(Date.now() + days * day).toISOString().replace(/\.\d+Z$/, "Z");

const project: readonly Case[] = [
  change("Project", "name", "one", "two", "update"),
  change("Project", "orgId", "org-a", "org-b", "replace"),
  change("Project", "orgId", undefined, "org-b", "replace"),
  change("Project", "regionId", "aws-us-east-1", "aws-eu-central-1", "replace"),
  change("Project", "pgVersion", 16, 17, "replace"),
  change("Project", "pgVersion", 16, undefined, "replace"),
  change("Project", "storePasswords", true, false, "replace"),
  change("Project", "historyRetentionSeconds", 3600, 7200, "update"),
  change("Project", "historyRetentionSeconds", 3600, 0, "update"),
  change("Project", "historyRetentionSeconds", 3600, undefined, "update"),
  change("Project", "historyRetentionSeconds", 3600, 2_592_001, { refuse: "historyRetentionSeconds" }),
  change("Project", "quota", undefined, { activeTimeSeconds: 10 }, "update"),
  change("Project", "quota", { activeTimeSeconds: 10 }, { activeTimeSeconds: 20, logicalSizeBytes: 5 }, "update"),
  change("Project", "quota", { activeTimeSeconds: 10, computeTimeSeconds: 5 }, { computeTimeSeconds: 5 }, "update"),
  change("Project", "quota", { writtenDataBytes: 10, dataTransferBytes: 1 }, undefined, "update"),
  change("Project", "quota", {}, { activeTimeSeconds: -1 }, { refuse: "quota.activeTimeSeconds" }),
  change("Project", "defaultEndpointSettings", undefined, { suspendTimeoutSeconds: 60 }, "update"),
  change("Project", "defaultEndpointSettings", { suspendTimeoutSeconds: 60 }, { suspendTimeoutSeconds: -1 }, "update"),
  change("Project", "defaultEndpointSettings", { autoscalingLimitMaxCu: 2 }, { autoscalingLimitMaxCu: 4 }, "update"),
  change(
    "Project",
    "defaultEndpointSettings",
    { pgSettings: { a: "1", b: "2" } },
    { pgSettings: { a: "2" } },
    "update",
  ),
  change(
    "Project",
    "defaultEndpointSettings",
    { suspendTimeoutSeconds: 60, autoscalingLimitMinCu: 1 },
    { autoscalingLimitMinCu: 1 },
    "update",
  ),
  change(
    "Project",
    "defaultEndpointSettings",
    { autoscalingLimitMinCu: 1 },
    {},
    { refuse: "defaultEndpointSettings.autoscalingLimitMinCu" },
  ),
  change(
    "Project",
    "defaultEndpointSettings",
    { autoscalingLimitMinCu: 1 },
    { autoscalingLimitMinCu: 3, autoscalingLimitMaxCu: 2 },
    { refuse: "defaultEndpointSettings.autoscalingLimitMinCu" },
  ),
  change("Project", "defaultEndpointSettings", { suspendTimeoutSeconds: 60 }, undefined, {
    refuse: "defaultEndpointSettings",
  }),
  change("Project", "allowedIps", undefined, ["203.0.113.7"], "update"),
  change("Project", "allowedIps", ["203.0.113.7", "198.51.100.0/24"], ["198.51.100.0/24", "203.0.113.7"], "same"),
  change("Project", "allowedIps", ["203.0.113.7"], ["203.0.113.7", "2001:db8::/32"], "update"),
  change("Project", "allowedIps", ["203.0.113.7"], undefined, "update"),
  change("Project", "allowedIps", [], ["not-an-address"], { refuse: "allowedIps[0]" }),
  change("Project", "allowedIpsProtectedBranchesOnly", false, true, "update", { allowedIps: ["203.0.113.7"] }),
  change("Project", "allowedIpsProtectedBranchesOnly", true, undefined, "update", { allowedIps: ["203.0.113.7"] }),
  change("Project", "allowedIpsProtectedBranchesOnly", undefined, true, { refuse: "allowedIpsProtectedBranchesOnly" }),
  change("Project", "enableLogicalReplication", false, true, "update"),
  change("Project", "enableLogicalReplication", true, false, { refuse: "enableLogicalReplication" }),
  change("Project", "enableLogicalReplication", false, undefined, "update"),
  change("Project", "enableLogicalReplication", true, undefined, { refuse: "enableLogicalReplication" }),
  change(
    "Project",
    "maintenanceWindow",
    undefined,
    { weekdays: [1, 2], startTime: "01:00", endTime: "02:00" },
    "update",
  ),
  change(
    "Project",
    "maintenanceWindow",
    { weekdays: [1], startTime: "01:00", endTime: "02:00" },
    { weekdays: [7], startTime: "03:00", endTime: "04:00" },
    "update",
  ),
  change("Project", "maintenanceWindow", { weekdays: [1], startTime: "01:00", endTime: "02:00" }, undefined, {
    refuse: "maintenanceWindow",
  }),
  change(
    "Project",
    "maintenanceWindow",
    undefined,
    { weekdays: [8], startTime: "25:00", endTime: "02:00" },
    { refuse: "maintenanceWindow.weekdays[0]" },
  ),
  change("Project", "blockPublicConnections", false, true, "update"),
  change("Project", "blockPublicConnections", true, undefined, "update"),
  change("Project", "blockVpcConnections", false, true, "update"),
  change("Project", "blockVpcConnections", true, undefined, "update"),
  change("Project", "branch", { name: "main" }, { name: "trunk" }, "replace"),
  change("Project", "branch", { databaseName: "a" }, { databaseName: "b", roleName: "c" }, "replace"),
  change("Project", "branch", { name: "main" }, undefined, "replace"),
];

const branch: readonly Case[] = [
  change("Branch", "projectId", "$project", "$other", "replace"),
  change("Branch", "name", "one", "two", "update"),
  change("Branch", "name", "one", "", { refuse: "name" }),
  change("Branch", "adoptRoot", false, undefined, "update"),
  change("Branch", "parentId", undefined, "$branch", "delete-replace"),
  change("Branch", "parentId", "$branch", "$branch2", "delete-replace"),
  change("Branch", "parentId", "$branch", undefined, "delete-replace"),
  change("Branch", "parentLsn", "0/1000000", "0/2000000", "delete-replace"),
  change("Branch", "parentTimestamp", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "delete-replace"),
  change("Branch", "parentTimestamp", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "same"),
  change("Branch", "parentTimestamp", "2026-01-01T00:00:00Z", "yesterday", { refuse: "parentTimestamp" }),
  change(
    "Branch",
    "parentTimestamp",
    undefined,
    "2026-01-01T00:00:00Z",
    { refuse: "parentTimestamp" },
    { parentLsn: "0/1" },
  ),
  change("Branch", "initSource", "parent-data", "schema-only", "delete-replace"),
  change("Branch", "initSource", undefined, "nothing", { refuse: "initSource" }),
  change("Branch", "archived", false, true, "delete-replace"),
  change("Branch", "protected", true, false, "update"),
  change("Branch", "protected", false, true, "update"),
  change("Branch", "protected", true, undefined, "update"),
  change("Branch", "expiresAt", undefined, later(1), "update"),
  change("Branch", "expiresAt", later(1), later(2), "update"),
  change("Branch", "expiresAt", later(1), undefined, "update"),
  change("Branch", "expiresAt", undefined, later(1), { refuse: "expiresAt" }, { protected: true }),
];

const endpoint: readonly Case[] = [
  change("Endpoint", "projectId", "$project", "$other", "replace", { branchId: "$branch" }),
  change("Endpoint", "branchId", "$branch", "$branch2", "replace"),
  change("Endpoint", "type", "read_only", "read_write", "replace"),
  change("Endpoint", "type", undefined, "read_only", { refuse: "type" }),
  change("Endpoint", "name", undefined, "blue", "update"),
  change("Endpoint", "name", "blue", "green", "update"),
  change("Endpoint", "name", "blue", undefined, { refuse: "name" }),
  change("Endpoint", "autoscalingLimitMinCu", 0.25, 0.5, "update"),
  change("Endpoint", "autoscalingLimitMinCu", 0.25, undefined, { refuse: "autoscalingLimitMinCu" }),
  change("Endpoint", "autoscalingLimitMinCu", 0.25, 0.1, { refuse: "autoscalingLimitMinCu" }),
  change("Endpoint", "autoscalingLimitMaxCu", undefined, 4, "update"),
  change("Endpoint", "autoscalingLimitMaxCu", 4, undefined, { refuse: "autoscalingLimitMaxCu" }),
  change("Endpoint", "suspendTimeoutSeconds", 60, -1, "update"),
  change("Endpoint", "suspendTimeoutSeconds", -1, 0, "update"),
  change("Endpoint", "suspendTimeoutSeconds", 60, undefined, "update"),
  change("Endpoint", "suspendTimeoutSeconds", 60, 59, { refuse: "suspendTimeoutSeconds" }),
  change("Endpoint", "pgSettings", { a: "1", b: "1" }, { b: "2" }, "update"),
  change("Endpoint", "pgSettings", { a: "1" }, undefined, "update"),
  change("Endpoint", "disabled", false, true, "update"),
  change("Endpoint", "disabled", true, undefined, "update"),
  change("Endpoint", "adoptExisting", false, true, "update"),
];

const others: readonly Case[] = [
  change("Role", "projectId", "$project", "$other", "replace", { branchId: "$branch" }),
  change("Role", "branchId", "$branch", "$branch2", "replace"),
  change("Role", "name", "one", "two", "replace"),
  change("Role", "noLogin", false, true, "delete-replace"),
  change("Role", "adoptExisting", undefined, true, "update"),
  change("Database", "projectId", "$project", "$other", "replace", { branchId: "$branch" }),
  change("Database", "branchId", "$branch", "$branch2", "replace"),
  change("Database", "name", "one", "two", "update"),
  change("Database", "ownerName", "neondb_owner", "second_owner", "update"),
  change("Database", "adoptExisting", true, undefined, "update", { name: "neondb" }),
  change("SnapshotSchedule", "projectId", "$project", "$other", "replace", { branchId: "$branch" }),
  change("SnapshotSchedule", "branchId", "$branch", "$branch2", "replace"),
  change("SnapshotSchedule", "schedule", [{ frequency: "hourly" }], [{ frequency: "daily", hour: 3 }], "update"),
  change(
    "SnapshotSchedule",
    "schedule",
    [{ frequency: "daily", hour: 3 }, { frequency: "hourly" }],
    [{ frequency: "hourly" }, { frequency: "daily", hour: 3 }],
    "same",
  ),
  change(
    "SnapshotSchedule",
    "schedule",
    [{ frequency: "daily", hour: 3 }],
    [{ frequency: "daily", hour: 3, retentionSeconds: 3600 }],
    "update",
  ),
  change("SnapshotSchedule", "schedule", [], [{ frequency: "weekly", day: 8 }], { refuse: "schedule[0].day" }),
  change("SnapshotSchedule", "schedule", [], [{ frequency: "hourly", hour: 1 }], { refuse: "schedule[0].hour" }),
  change("ApiKey", "name", "one", "two", "replace"),
  change("ApiKey", "orgId", undefined, "org-a", "replace"),
  change("ApiKey", "projectId", undefined, "$project", "replace", { orgId: "org-a" }),
  change("ApiKey", "projectId", undefined, "$project", { refuse: "projectId" }),
  change("ProjectPermission", "projectId", "$project", "$other", "replace"),
  change("ProjectPermission", "email", "a@example.test", "b@example.test", "replace"),
  change("ProjectPermission", "email", "a@example.test", "nobody", { refuse: "email" }),
  change("VpcEndpointRestriction", "projectId", "$project", "$other", "replace"),
  change("VpcEndpointRestriction", "vpcEndpointId", "vpce-1", "vpce-2", "replace"),
  change("VpcEndpointRestriction", "label", "one", "two", "update"),
];

/** Inputs that every case of a resource starts with. `$...` is filled in by the test. */
export const basis: Readonly<Record<string, RawProperties>> = {
  Project: { name: "case" },
  Branch: { projectId: "$project", name: "case" },
  Endpoint: { projectId: "$project", branchId: "$branch", type: "read_only" },
  Role: { projectId: "$project", branchId: "$branch", name: "case" },
  Database: { projectId: "$project", branchId: "$branch", name: "case", ownerName: "neondb_owner" },
  SnapshotSchedule: { projectId: "$project", branchId: "$branch", schedule: [] },
  ApiKey: { name: "case" },
  ProjectPermission: { projectId: "$project", email: "case@example.test" },
  VpcEndpointRestriction: { projectId: "$project", vpcEndpointId: "vpce-1", label: "case" },
};

/** Every input of every resource, changed, removed and given wrongly. */
export const cases: readonly Case[] = [...project, ...branch, ...endpoint, ...others];
