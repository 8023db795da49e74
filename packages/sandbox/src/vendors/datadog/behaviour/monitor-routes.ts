import type { Answer, Call } from "../../../http/message.ts";
import { Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Entity } from "../../../world/entity.ts";
import { monitor, type MonitorData } from "../tables/monitor.ts";
import { fieldsOf } from "../wire.ts";
import { writeAudit } from "./audit-trail.ts";

const source = "datadog-v1.json /api/v1/monitor; facts/endpoints.md 2.5: called at preview";

/** Monitors: what is no plain act on a row. */
export const monitorRoutes: readonly Route[] = [
  {
    method: "POST",
    template: "/api/v1/monitor/validate",
    scope: "monitors_read",
    statuses: [200],
    source,
    run: (call) => judged(call, undefined),
  },
  {
    method: "POST",
    template: "/api/v1/monitor/{monitor_id}/validate",
    scope: "monitors_read",
    statuses: [200],
    source,
    run: (call) => judged(call, locate(monitor, call)),
  },
  {
    method: "DELETE",
    template: "/api/v1/monitor/{monitor_id}",
    scope: "monitors_write",
    statuses: [200],
    source,
    run(call) {
      const entity = locate(monitor, call);
      monitor.removing?.(entity, call);
      call.world.store.remove(entity.key);
      writeAudit({ row: monitor, act: "removed", entity }, call);
      return { status: 200, body: { deleted_monitor_id: entity.data.id } };
    },
  },
];

/** Says whether the monitor would be taken, and makes nothing. */
function judged(call: Call, before: Entity<MonitorData> | undefined): Answer {
  const given = { ...monitor.defaults?.(call, undefined), ...fieldsOf(monitor, call) } as unknown as MonitorData;
  const data = monitor.normalise?.(given, call, before, undefined) ?? given;
  const problems = monitor.check?.(data, call, before, undefined) ?? [];
  if (problems.length > 0) throw new Refusal({ kind: "invalid", what: "Monitor", problems });
  return { status: 200, body: {} };
}
