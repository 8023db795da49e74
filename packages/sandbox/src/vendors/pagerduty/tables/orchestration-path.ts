import { z } from "zod";
import type { FieldProblem } from "../../../http/refusal.ts";
import { resource, type Resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { alphabets } from "../../../world/ids.ts";
import type { World } from "../../../world/world.ts";
import { withoutNull } from "../references.ts";
import { iso } from "../wire.ts";
import { eventOrchestration } from "./event-orchestration.ts";
import { service } from "./service.ts";

interface Rule extends Data {
  readonly id?: string | null | undefined;
  readonly actions: Data;
}

interface PathData extends Data {
  readonly sets: readonly { readonly id: string; readonly rules: readonly Rule[] }[];
  readonly catch_all: { readonly actions: Data };
}

const actions = z.looseObject({
  route_to: z.string().nullish(),
  severity: z.enum(["info", "error", "warning", "critical"]).nullish(),
  event_action: z.enum(["trigger", "resolve"]).nullish(),
  suppress: z.boolean().nullish(),
  suspend: z.int().nullish(),
  dynamic_route_to: z
    .object({ source: z.string(), regex: z.string(), lookup_by: z.enum(["service_name", "service_id"]) })
    .nullish(),
});

const rule = z.object({
  id: z.string().nullish(),
  label: z.string().nullish(),
  conditions: z.array(z.object({ expression: z.string().min(1) })).nullish(),
  actions,
  disabled: z.boolean().nullish(),
});

const input = z.object({
  sets: z.array(z.object({ id: z.string().min(1), rules: z.array(rule) })).min(1),
  // Removing, the provider sends no actions as `null`.
  catch_all: z.object({ actions: actions.nullable().transform((value) => value ?? {}) }).optional(),
});

/** Rules of a router: events go to a service, whom a rule names or an event. */
export const orchestrationRouter = path(
  "router",
  "/event_orchestrations/{orchestration_id}/router",
  eventOrchestration,
);

/** Rules for events of an orchestration before they are routed. */
export const orchestrationGlobal = path(
  "global",
  "/event_orchestrations/{orchestration_id}/global",
  eventOrchestration,
);

/** Rules for events that no route takes. */
export const orchestrationUnrouted = path(
  "unrouted",
  "/event_orchestrations/{orchestration_id}/unrouted",
  eventOrchestration,
);

/** Rules for events that have come to a service. */
export const orchestrationService = path("service", "/event_orchestrations/services/{service_id}", service);

/** Whether a service's rules are followed. */
export const serviceOrchestrationActive = resource({
  vendor: "pagerduty",
  name: "service-orchestration-active",
  title: "Service Orchestration",
  source: "pagerduty.json /event_orchestrations/services/{service_id}/active; default: [unverified]",
  parent: service,
  identity: {},
  operations: {
    read: "GET /event_orchestrations/services/{service_id}/active -> 200",
    update: "PUT /event_orchestrations/services/{service_id}/active -> 200",
  },
  scopes: { read: "services.read", write: "services.write" },
  input: z.object({ active: z.boolean() }),
  defaults: () => ({ active: false }),
});

/** One kind of rules; there always, empty at first. Removing is setting them empty, as the provider does. */
function path(type: string, template: string, parent: Resource): Resource<PathData> {
  const scope = type === "service" ? "services" : "event_orchestrations";
  return resource<PathData>({
    vendor: "pagerduty",
    name: `orchestration-${type}`,
    title: "Orchestration Path",
    source: `pagerduty.json ${template}; facts/endpoints.md 2.4; texts: [unverified]`,
    parent,
    identity: {},
    operations: { read: `GET ${template} -> 200`, upsert: `PUT ${template} -> 200/200` },
    scopes: { read: `${scope}.read`, write: `${scope}.write` },
    wrap: { one: "orchestration_path" },
    input,
    defaults: () => ({
      sets: [{ id: "start", rules: [] }],
      catch_all: { actions: type === "router" ? { route_to: "unrouted" } : {} },
    }),
    normalise: (data, { world }) => ({
      ...data,
      sets: data.sets.map((set) => ({ ...set, rules: kept(set.rules, world) })),
      catch_all: { actions: withoutNull(data.catch_all.actions) },
    }),
    check: (data, { world }) => problemsOf(type, data, world),
    view: ({ data, parent: key, created, updated }, { world }) => {
      const id = world.store.get(key ?? "")?.data["id"] as string;
      const plural = type === "service" ? "services" : "event_orchestrations";
      const self = `https://api.pagerduty.com/${plural}/${id}`;
      const kind = type === "service" ? "service_reference" : "event_orchestration_reference";
      return { type, parent: { id, type: kind, self }, ...data, created_at: iso(created), updated_at: iso(updated) };
    },
  });
}

function kept(rules: readonly Rule[], world: World): readonly Rule[] {
  return rules.map(({ id, ...each }) => ({
    id: id ?? world.ids.text("pagerduty.orchestration-rule", alphabets.hex, 8),
    ...Object.fromEntries(Object.entries(each).filter(([, value]) => value != null)),
    conditions: each["conditions"] ?? [],
    actions: withoutNull(each.actions),
  }));
}

/** The first set is `start`; a rule leads to a set of the path, a router's to a service. */
function problemsOf(type: string, { sets }: PathData, { store }: World): readonly FieldProblem[] {
  const problem = (message: string): FieldProblem => ({ path: ["sets"], code: "custom", message });
  const first = sets[0]?.id === "start" ? [] : [problem("The first set must be start")];
  const known = new Set(
    type === "router" ? store.all("pagerduty.service").map(({ data }) => data["id"]) : sets.map(({ id }) => id),
  );
  const aims = sets.flatMap(({ rules }) => rules.map((each) => each.actions["route_to"])).filter((aim) => aim != null);
  const lost = aims.filter((aim) => !(known.has(aim) || (type === "router" && aim === "unrouted")));
  return [...first, ...lost.map((aim) => problem(`There is nothing to route to: ${aim as string}`))];
}
