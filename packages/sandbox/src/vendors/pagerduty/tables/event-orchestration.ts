import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { alphabets, randomSecret } from "../../../world/ids.ts";
import { pointerOrNone, shown, unknownPointers, withoutNull, type Pointer } from "../references.ts";
import { iso, newId } from "../wire.ts";

interface OrchestrationData extends Data {
  readonly id: string;
  readonly name: string;
  readonly team: Pointer | null;
}

/** An entrance for events that leads them on (O2). It comes with one integration. */
export const eventOrchestration = resource<OrchestrationData>({
  vendor: "pagerduty",
  name: "event-orchestration",
  title: "Event Orchestration",
  source: "pagerduty.json /event_orchestrations; facts/endpoints.md 2.4; no team: left out, as the schema wants",
  identity: { orchestration_id: "id" },
  operations: {
    create: "POST /event_orchestrations -> 201",
    list: "GET /event_orchestrations -> 200",
    read: "GET /event_orchestrations/{orchestration_id} -> 200",
    update: "PUT /event_orchestrations/{orchestration_id} -> 200",
    remove: "DELETE /event_orchestrations/{orchestration_id} -> 204",
  },
  scopes: { read: "event_orchestrations.read", write: "event_orchestrations.write" },
  wrap: { one: "orchestration", many: "orchestrations" },
  input: z.object({
    name: z.string().min(1).max(255),
    description: z.string().nullable().optional(),
    team: pointerOrNone.optional(),
  }),
  defaults: () => ({ description: null, team: null }),
  check: ({ team }, { world }) => unknownPointers(world, "team", "team", [team]),
  computed: (_data, { world }) => ({ id: newId(world, "event-orchestration") }),
  view: ({ key, data, created, updated }, { world }) => ({
    ...withoutNull(data),
    ...(data.team ? { team: shown(world, "team", data.team) } : {}),
    integrations: world.store.children("pagerduty.orchestration-integration", key).map((each) => each.data),
    routes: routesIn(world.store.children("pagerduty.orchestration-router", key)[0]?.data),
    created_at: iso(created),
    updated_at: iso(updated),
    self: `https://api.pagerduty.com/event_orchestrations/${data.id}`,
  }),
});

/** A key by which events come into an orchestration. */
export const orchestrationIntegration = resource({
  vendor: "pagerduty",
  name: "orchestration-integration",
  title: "Integration",
  source: "pagerduty.json /event_orchestrations/{id}/integrations; form of keys: [unverified]",
  parent: eventOrchestration,
  identity: { integration_id: "id" },
  operations: {
    create: "POST /event_orchestrations/{orchestration_id}/integrations -> 201",
    list: "GET /event_orchestrations/{orchestration_id}/integrations -> 200",
    read: "GET /event_orchestrations/{orchestration_id}/integrations/{integration_id} -> 200",
    update: "PUT /event_orchestrations/{orchestration_id}/integrations/{integration_id} -> 200",
    remove: "DELETE /event_orchestrations/{orchestration_id}/integrations/{integration_id} -> 204",
  },
  scopes: { read: "event_orchestrations.read", write: "event_orchestrations.write" },
  wrap: { one: "integration", many: "integrations" },
  input: z.object({ label: z.string().min(1) }),
  computed: (_data, { world }) => ({
    id: newId(world, "orchestration-integration"),
    parameters: { routing_key: `R${randomSecret(alphabets.upper, 31)}`, type: "global" },
  }),
});

function routesIn(path: Data | undefined): number {
  const sets = (path?.["sets"] ?? []) as readonly { readonly rules: readonly object[] }[];
  return sets.reduce((sum, { rules }) => sum + rules.length, 0);
}
