import type { Answer, Call } from "../../../http/message.ts";
import { refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { make, overwrite } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { locate } from "../../../resource-table/locate.ts";
import { collection } from "../../../resource-table/resource.ts";
import type { Entity } from "../../../world/entity.ts";
import { historyOf } from "../objectives/history.ts";
import { slo, type SloData } from "../tables/slo.ts";
import { sloCorrection } from "../tables/slo-correction.ts";
import { page } from "../pages.ts";
import { fieldsOf } from "../wire.ts";
import { writeAudit } from "./audit-trail.ts";

const source = "datadog-v1.json /api/v1/slo; facts/endpoints.md 2.5: writing answers a list";

/** Objectives: acts whose answer is a list of one, and what belongs to one objective. */
export const sloRoutes: readonly Route[] = [
  {
    method: "POST",
    template: "/api/v1/slo",
    scope: "slos_write",
    statuses: [200],
    source,
    run: (call) => told("created", make(slo, fieldsOf(slo, call), call, undefined), call),
  },
  {
    method: "PUT",
    template: "/api/v1/slo/{slo_id}",
    scope: "slos_write",
    statuses: [200],
    source,
    run: (call) => told("updated", overwrite(slo, locate(slo, call), fieldsOf(slo, call), call), call),
  },
  {
    method: "DELETE",
    template: "/api/v1/slo/{slo_id}",
    scope: "slos_write",
    statuses: [200, 409],
    source,
    run(call) {
      const entity = locate(slo, call);
      slo.removing?.(entity, call);
      for (const each of correctionsOf(entity, call)) call.world.store.remove(each.key);
      call.world.store.remove(entity.key);
      writeAudit({ row: slo, act: "removed", entity }, call);
      return { status: 200, body: { data: [entity.data.id], errors: {} } };
    },
  },
  {
    method: "GET",
    template: "/api/v1/slo/{slo_id}/corrections",
    scope: "slos_read",
    statuses: [200],
    source,
    run: (call) =>
      page(
        correctionsOf(locate(slo, call), call),
        (each) => viewOf(sloCorrection)(each as never, call),
        sloCorrection,
        call,
      ),
  },
  {
    method: "GET",
    template: "/api/v1/slo/{slo_id}/history",
    scope: "slos_read",
    statuses: [200],
    source: "datadog-v1.json /api/v1/slo/{slo_id}/history; wording of refusals [unverified]",
    run(call) {
      const { query } = call.request;
      const [from, to] = [momentOf(query, "from_ts"), momentOf(query, "to_ts")];
      if (to <= from) throw refuseWith(400, { errors: ["from_ts must be before to_ts"] });
      const target = query.get("target");
      const data = historyOf({
        world: call.world,
        slo: locate(slo, call).data,
        span: { from, to },
        target: target === null ? undefined : Number(target),
        withCorrections: query.get("apply_correction") !== "false",
      });
      return { status: 200, body: { data, errors: [] } };
    },
  },
];

/** A moment of the query, given in seconds, in milliseconds. */
function momentOf(query: URLSearchParams, name: string): number {
  const value = Number(query.get(name) ?? NaN);
  if (!Number.isFinite(value)) throw refuseWith(400, { errors: [`Invalid parameter: ${name}`] });
  return value * 1000;
}

function told(act: "created" | "updated", entity: Entity<SloData>, call: Call): Answer {
  writeAudit({ row: slo, act, entity }, call);
  return { status: 200, body: { data: [viewOf(slo)(entity, call)], errors: [] } };
}

function correctionsOf({ data }: Entity<SloData>, { world }: Call): readonly Entity[] {
  return world.store.all(collection(sloCorrection)).filter((each) => each.data["slo_id"] === data.id);
}
