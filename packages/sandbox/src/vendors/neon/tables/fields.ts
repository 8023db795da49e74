import { isIP } from "node:net";
import { z } from "zod";

/** Whether a text is an address, a range `a-b` or a network `a/n`. Source: Neon docs, "IP Allow". */
function isAddressList(text: string): boolean {
  const [network = "", bits] = text.split("/");
  if (bits !== undefined)
    return isIP(network) !== 0 && /^\d+$/.test(bits) && Number(bits) <= (isIP(network) === 4 ? 32 : 128);
  return text.split("-").length <= 2 && text.split("-").every((part) => isIP(part) !== 0);
}

const count = z.number().int().min(0);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be HH:MM");

/** Name of a project or branch. */
export const name = z.string().min(1).max(256);

/** Name in Postgres: 63 bytes at most. Source: Neon docs, "Manage roles", "Manage databases". */
export const postgresName = z.string().min(1).max(63);

/** Id of anything. Source: specification, pattern of ids. */
export const id = z.string().regex(/^[a-z0-9-]{1,60}$/, "must be 1-60 lowercase letters, digits or hyphens");

/** A moment, RFC 3339. */
export const moment = z.iso.datetime({ offset: true });

/** Postgres settings of computes. */
export const pgSettings = z.record(z.string(), z.string());

/** Size of a compute and how long it idles before it sleeps: 0 is Neon's default, -1 never. */
export const computeFields = {
  autoscaling_limit_min_cu: z.number().min(0.25).optional(),
  autoscaling_limit_max_cu: z.number().min(0.25).optional(),
  suspend_timeout_seconds: z.number().int().min(-1).max(604_800).optional(),
};

const preloadLibraries = z.object({
  use_defaults: z.boolean().optional(),
  enabled_libraries: z.array(z.string()).optional(),
});

/** Settings of one compute. Source: specification, schema `EndpointSettingsData`. */
export const endpointSettings = z.object({
  pg_settings: pgSettings.optional(),
  pgbouncer_settings: pgSettings.optional(),
  preload_libraries: preloadLibraries.optional(),
});

/** Settings of computes to come. Source: specification, schema `DefaultEndpointSettings`. */
export const defaultEndpointSettings = z.object({
  ...computeFields,
  pg_settings: pgSettings.optional(),
  pgbouncer_settings: pgSettings.optional(),
});

/** Settings of a project. Source: specification, schema `ProjectSettingsData`. */
export const projectSettings = z.object({
  quota: z
    .object({
      active_time_seconds: count.optional(),
      compute_time_seconds: count.optional(),
      written_data_bytes: count.optional(),
      data_transfer_bytes: count.optional(),
      logical_size_bytes: count.optional(),
    })
    .optional(),
  allowed_ips: z
    .object({
      ips: z.array(z.string().refine(isAddressList, "must be an IP address, range or CIDR block")).optional(),
      protected_branches_only: z.boolean().optional(),
    })
    .optional(),
  enable_logical_replication: z.boolean().optional(),
  maintenance_window: z
    .object({ weekdays: z.array(z.number().int().min(1).max(7)).min(1), start_time: clockTime, end_time: clockTime })
    .optional(),
  block_public_connections: z.boolean().optional(),
  block_vpc_connections: z.boolean().optional(),
  audit_log_level: z.enum(["base", "extended", "full"]).optional(),
  hipaa: z.boolean().optional(),
  preload_libraries: preloadLibraries.optional(),
});

/** Settings of a project as kept. */
export type ProjectSettings = z.infer<typeof projectSettings>;

/** Size and idle time of a compute as kept. */
export interface ComputeSize {
  readonly autoscaling_limit_min_cu: number;
  readonly autoscaling_limit_max_cu: number;
  readonly suspend_timeout_seconds: number;
}
