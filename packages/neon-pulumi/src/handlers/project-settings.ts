import type { Project, ProjectSettingsData, ProjectUpdateRequest } from "@neondatabase/api-client";
import type { Properties } from "@launchgate/provider-kit";
import { merged } from "@launchgate/provider-kit";

/** Names of the fields of one group: the program's and Neon's. */
type Names = readonly (readonly [ours: string, theirs: string])[];

const quotaNames: Names = [
  ["activeTimeSeconds", "active_time_seconds"],
  ["computeTimeSeconds", "compute_time_seconds"],
  ["writtenDataBytes", "written_data_bytes"],
  ["dataTransferBytes", "data_transfer_bytes"],
  ["logicalSizeBytes", "logical_size_bytes"],
];

const endpointNames: Names = [
  ["autoscalingLimitMinCu", "autoscaling_limit_min_cu"],
  ["autoscalingLimitMaxCu", "autoscaling_limit_max_cu"],
  ["suspendTimeoutSeconds", "suspend_timeout_seconds"],
  ["pgSettings", "pg_settings"],
];

const windowNames: Names = [
  ["weekdays", "weekdays"],
  ["startTime", "start_time"],
  ["endTime", "end_time"],
];

function compact(values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function toNeon(names: Names, values: unknown): Properties {
  const from = (values ?? {}) as Properties;
  return compact(Object.fromEntries(names.map(([ours, theirs]) => [theirs, from[ours]])));
}

function fromNeon(names: Names, values: unknown): Properties {
  const from = (values ?? {}) as Properties;
  return compact(Object.fromEntries(names.map(([ours, theirs]) => [ours, from[theirs]])));
}

/**
 * The settings member of a call. Groups are sent whole: the live fields with the wanted ones written over them, which means the
 * same whether Neon merges or replaces groups.
 */
function settings(wanted: Properties, live: Properties): ProjectSettingsData | undefined {
  const group = (key: string, names: Names): Properties | undefined =>
    key in wanted ? toNeon(names, merged(live[key], wanted[key])) : undefined;
  const addresses =
    "allowedIps" in wanted || "allowedIpsProtectedBranchesOnly" in wanted
      ? {
          ips: wanted["allowedIps"] ?? live["allowedIps"] ?? [],
          protected_branches_only:
            wanted["allowedIpsProtectedBranchesOnly"] ?? live["allowedIpsProtectedBranchesOnly"] ?? false,
        }
      : undefined;
  const data = compact({
    quota: group("quota", quotaNames),
    allowed_ips: addresses,
    enable_logical_replication: wanted["enableLogicalReplication"],
    maintenance_window: group("maintenanceWindow", windowNames),
    block_public_connections: wanted["blockPublicConnections"],
    block_vpc_connections: wanted["blockVpcConnections"],
  });
  return Object.keys(data).length === 0 ? undefined : data;
}

/** What of a call can be changed later too. */
export function changeableBody(wanted: Properties, live: Properties): ProjectUpdateRequest["project"] {
  const endpoint =
    "defaultEndpointSettings" in wanted
      ? toNeon(endpointNames, merged(live["defaultEndpointSettings"], wanted["defaultEndpointSettings"]))
      : undefined;
  return compact({
    name: wanted["name"],
    history_retention_seconds: wanted["historyRetentionSeconds"],
    default_endpoint_settings: endpoint,
    settings: settings(wanted, live),
  });
}

/** Inputs of a project as they are now. */
export function liveInputs(project: Project): Properties {
  const data = project.settings;
  return {
    name: project.name,
    orgId: project.org_id,
    regionId: project.region_id,
    pgVersion: project.pg_version,
    storePasswords: project.store_passwords,
    historyRetentionSeconds: project.history_retention_seconds,
    quota: Object.fromEntries(quotaNames.map(([ours]) => [ours, fromNeon(quotaNames, data?.quota)[ours] ?? 0])),
    defaultEndpointSettings: {
      suspendTimeoutSeconds: 0,
      pgSettings: {},
      ...fromNeon(endpointNames, project.default_endpoint_settings),
    },
    allowedIps: data?.allowed_ips?.ips ?? [],
    allowedIpsProtectedBranchesOnly: data?.allowed_ips?.protected_branches_only ?? false,
    enableLogicalReplication: data?.enable_logical_replication ?? false,
    maintenanceWindow: data?.maintenance_window && fromNeon(windowNames, data.maintenance_window),
    blockPublicConnections: data?.block_public_connections ?? false,
    blockVpcConnections: data?.block_vpc_connections ?? false,
  };
}
