import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { invalid, missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { make } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import type { Entity } from "../../../world/entity.ts";
import { byId, type Kind } from "../references.ts";
import { serviceDependency, type DependencyData } from "../tables/service-dependency.ts";

const end = z.object({
  id: z.string().min(1),
  type: z
    .string()
    .regex(/^(business_service|technical_service|service)(_reference)?$/)
    .transform((type): Kind => (type.startsWith("business") ? "business_service" : "service")),
});

const body = z.object({
  relationships: z.array(z.object({ supporting_service: end, dependent_service: end })).min(1),
});

type Relationship = z.infer<typeof body>["relationships"][number];

const source = "pagerduty.json /service_dependencies; facts/endpoints.md 2.4; texts: [unverified]";
const read = { method: "GET", scope: "services.read", statuses: [200], source } as const;
const write = { method: "POST", scope: "services.write", statuses: [200], source } as const;

/** Acts and lists of dependencies between services. */
export const dependencyRoutes: readonly Route[] = [
  {
    ...write,
    template: "/service_dependencies/associate",
    run: (call) =>
      answer(
        given(call).map((each) => associate(each, call)),
        call,
      ),
  },
  { ...write, template: "/service_dependencies/disassociate", run: disassociate },
  {
    ...read,
    template: "/service_dependencies/business_services/{id}",
    run: (call) => listOf("business_service", call),
  },
  { ...read, template: "/service_dependencies/technical_services/{id}", run: (call) => listOf("service", call) },
];

/** Dependencies in which a service is on either side. */
export function dependenciesOf({ world: { store } }: Call, id: string): readonly Entity<DependencyData>[] {
  const all = store.all<DependencyData>("pagerduty.service-dependency");
  return all.filter(({ data }) => data.supporting_service.id === id || data.dependent_service.id === id);
}

function given({ request }: Call): readonly Relationship[] {
  const parsed = body.safeParse(request.body);
  if (parsed.success) return parsed.data.relationships;
  throw invalid("Service Dependency", {
    path: ["relationships"],
    code: "custom",
    message: "Relationships are invalid",
  });
}

function associate(relationship: Relationship, call: Call): Entity<DependencyData> {
  const { supporting_service: below, dependent_service: above } = relationship;
  for (const each of [below, above]) if (!byId(call.world, each.type, each.id)) throw missing("Service", each.id);
  if (standsOn(below.id, above.id, call)) {
    const message = "Services can't depend on each other in a circle";
    throw invalid("Service Dependency", { path: ["relationships"], code: "custom", message });
  }
  return find(relationship, call) ?? make(serviceDependency, relationship, call, undefined);
}

function disassociate(call: Call): Answer {
  const found = given(call).map((each) => find(each, call));
  const there = found.filter((each) => each !== undefined);
  if (there.length < found.length) throw missing("Service Dependency");
  for (const each of there) call.world.store.remove(each.key);
  return answer(there, call);
}

function listOf(kind: Kind, call: Call): Answer {
  const id = call.params["id"] ?? "";
  if (!byId(call.world, kind, id)) throw missing("Service", id);
  return answer(dependenciesOf(call, id), call);
}

function find(
  { supporting_service: below, dependent_service: above }: Relationship,
  call: Call,
): Entity<DependencyData> | undefined {
  return dependenciesOf(call, below.id).find(
    ({ data }) => data.supporting_service.id === below.id && data.dependent_service.id === above.id,
  );
}

function standsOn(id: string, other: string, call: Call): boolean {
  if (id === other) return true;
  const below = dependenciesOf(call, id).filter(({ data }) => data.dependent_service.id === id);
  return below.some(({ data }) => standsOn(data.supporting_service.id, other, call));
}

function answer(found: readonly Entity<DependencyData>[], call: Call): Answer {
  return { status: 200, body: { relationships: found.map((each) => viewOf(serviceDependency)(each, call)) } };
}
