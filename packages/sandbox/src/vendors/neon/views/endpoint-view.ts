import type { Call } from "../../../http/message.ts";
import { omit, type Data, type Entity } from "../../../world/entity.ts";
import { dataPlaneOf } from "../data-plane.ts";
import { proxyHost } from "../regions.ts";
import type { EndpointData } from "../tables/endpoint.ts";
import type { ProjectData } from "../tables/project.ts";
import { compact, iso, times } from "../wire.ts";

/** Idle time until a compute sleeps where 0 is set, seconds. Source: Neon docs, "Scale to zero". */
const usualIdleSeconds = 300;

/** A compute as answers show it at the time of a call. */
export function endpointView(entity: Entity<EndpointData>, { world, now }: Call): Data {
  const { data, parent } = entity;
  const owner = world.store.get<ProjectData>(parent ?? "");
  const region = owner?.data.region_id ?? "";
  const { startedAt, stoppedAt } = data;
  const used = dataPlaneOf(world)?.lastUseOf(data.id);
  return compact({
    ...omit(data, "startedAt", "stoppedAt"),
    host: hostOf(data.id, region),
    project_id: owner?.data.id,
    region_id: region,
    proxy_host: proxyHost(region),
    current_state: sleepsAt(data, used) <= now ? "idle" : "active",
    creation_source: "console",
    ...(startedAt === null ? {} : { last_active: iso(Math.max(used ?? 0, startedAt)), started_at: iso(startedAt) }),
    ...(stoppedAt === null ? {} : { suspended_at: iso(stoppedAt) }),
    ...times(entity),
  });
}

/** Host of a compute. */
export function hostOf(id: string, region: string): string {
  return `${id}.${proxyHost(region)}`;
}

/** When a compute sleeps that was started, and last used, at sandbox times in milliseconds since 1970. */
export function sleepsAt(
  { disabled, startedAt, stoppedAt, suspend_timeout_seconds: idle }: EndpointData,
  used: number | undefined,
): number {
  if (disabled || startedAt === null) return 0;
  if (stoppedAt !== null && stoppedAt >= startedAt) return stoppedAt;
  const last = Math.max(startedAt, used ?? 0);
  return idle === -1 ? Number.POSITIVE_INFINITY : last + (idle === 0 ? usualIdleSeconds : idle) * 1000;
}
