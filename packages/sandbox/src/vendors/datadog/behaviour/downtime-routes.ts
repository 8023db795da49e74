import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { locate } from "../../../resource-table/locate.ts";
import { downtime } from "../tables/downtime.ts";
import { iso } from "../wire.ts";
import { writeAudit } from "./audit-trail.ts";

/** Downtimes: deleting cancels. */
export const downtimeRoutes: readonly Route[] = [
  {
    method: "DELETE",
    template: "/api/v2/downtime/{downtime_id}",
    scope: "downtime_write",
    statuses: [204],
    source: "datadog-v2.json /api/v2/downtime/{downtime_id}: cancel; a second time is 404 [unverified]",
    run(call) {
      const entity = locate(downtime, call);
      if (entity.data.canceled !== null) throw missing("Downtime", entity.data.id);
      amend(downtime, entity, { canceled: iso(call.now) }, call);
      writeAudit({ row: downtime, act: "removed", entity }, call);
      return { status: 204 };
    },
  },
];
