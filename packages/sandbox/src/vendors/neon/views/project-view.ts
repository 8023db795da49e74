import type { Data, Entity } from "../../../world/entity.ts";
import { proxyHost } from "../regions.ts";
import type { ProjectData } from "../tables/project.ts";
import { iso, times } from "../wire.ts";

/** Largest branch of paid plans, mebibytes: 16 TiB. Source: Neon docs, "Plans". */
const largestBranch = 16_777_216;

/** A project as answers show it. Nothing is used yet, so that counters stand at zero. */
export function projectView({ data, created, updated }: Entity<ProjectData>): Data {
  const start = new Date(created);
  const month = (next: number): string => iso(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + next));
  return {
    ...data,
    platform_id: data.region_id.split("-")[0],
    proxy_host: proxyHost(data.region_id),
    branch_logical_size_limit: largestBranch,
    branch_logical_size_limit_bytes: largestBranch * 1024 * 1024,
    owner_id: data.org_id,
    creation_source: "console",
    data_storage_bytes_hour: 0,
    data_transfer_bytes: 0,
    written_data_bytes: 0,
    compute_time_seconds: 0,
    active_time_seconds: 0,
    cpu_used_sec: 0,
    consumption_period_start: month(0),
    consumption_period_end: month(1),
    ...times({ created, updated } as Entity),
  };
}
