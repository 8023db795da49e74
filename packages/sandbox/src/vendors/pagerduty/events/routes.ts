import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { refuseWith } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { pageOf } from "../pages.ts";
import { isAsked } from "../queries.ts";
import { shown, type Pointer } from "../references.ts";
import { iso, newId } from "../wire.ts";
import { momentOf } from "../zone.ts";
import { acceptEvent } from "./accept.ts";

interface ChangeData extends Data {
  readonly id: string;
  readonly summary: string;
  readonly source: string;
  readonly routing_key: string;
  readonly custom_details: Data;
  readonly services: readonly Pointer[];
}

const change = z.object({
  routing_key: z.string().min(1),
  payload: z.object({
    summary: z.string().min(1),
    source: z.string().optional(),
    timestamp: z.string().optional(),
    custom_details: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** The Events API, and the changes that came in by it. Keys of services are its only authentication. */
export const eventRoutes: readonly Route[] = [
  {
    method: "POST",
    template: "/v2/enqueue",
    scope: "public",
    statuses: [202],
    source: 'facts/endpoints.md section 5; PagerDuty developer docs, "Send an Alert Event"',
    run: ({ world, request, now }) => ({ status: 202, body: acceptEvent(world, now, (request.body ?? {}) as Data) }),
  },
  {
    method: "POST",
    template: "/v2/change/enqueue",
    scope: "public",
    statuses: [202],
    source: 'facts/endpoints.md section 5; PagerDuty developer docs, "Send Change Events"',
    run: (call) => {
      noteChange(call);
      return { status: 202, body: { status: "success", message: "Change event processed" } };
    },
  },
  {
    method: "GET",
    template: "/change_events",
    scope: "services.read",
    statuses: [200],
    source: "pagerduty.json /change_events",
    run: (call) => ({ status: 200, body: changesIn(call) }),
  },
];

function noteChange({ world, request, now }: Call): void {
  const parsed = change.safeParse(request.body ?? {});
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ message, path }) => `${path.join(".")} ${message}`);
    throw refuseWith(400, { status: "invalid event", message: "Event object is invalid", errors });
  }
  const { routing_key: key, payload } = parsed.data;
  const integration = world.store.all("pagerduty.integration").find(({ data }) => data["integration_key"] === key);
  if (!integration)
    throw refuseWith(400, {
      status: "invalid event",
      message: "Event object is invalid",
      errors: ["Invalid routing key"],
    });
  const service = world.store.get(integration.parent ?? "");
  const { summary, source = "", timestamp, custom_details: details = {} } = payload;
  const at = timestamp === undefined ? now : momentOf(timestamp);
  const services = service ? [{ id: service.data["id"] as string }] : [];
  const data: ChangeData = {
    id: newId(world, "change-event"),
    summary,
    source,
    routing_key: key,
    custom_details: details,
    services,
  };
  world.store.add("pagerduty.change-event", { at: Number.isNaN(at) ? now : at, data });
  world.timeline.note({ source: "pagerduty", kind: "change", text: `A change is told to PagerDuty: ${summary}` });
}

function changesIn(call: Call): object {
  const { world } = call;
  const inRange = isAsked(call);
  const found = world.store.all<ChangeData>("pagerduty.change-event").filter(({ created }) => inRange(created));
  const view = ({ created, data }: Entity<ChangeData>): Data => ({
    ...{ id: data.id, type: "change_event", timestamp: iso(created), summary: data.summary, source: data.source },
    services: data.services.map((each) => shown(world, "service", each)),
    ...{ routing_key: data.routing_key, custom_details: data.custom_details, links: [], images: [] },
  });
  return pageOf("change_events", found.toReversed(), view, call);
}
