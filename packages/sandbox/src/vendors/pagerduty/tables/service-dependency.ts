import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import type { TypedPointer } from "../references.ts";
import { newId } from "../wire.ts";

/** That one service stands on another; types are `service` or `business_service`. */
export interface DependencyData extends Data {
  readonly id: string;
  readonly supporting_service: TypedPointer;
  readonly dependent_service: TypedPointer;
}

const end = z.object({ id: z.string(), type: z.string() });

/** That one service stands on another. Made and removed by acts: behaviour/service-dependencies.ts. */
export const serviceDependency = resource<DependencyData>({
  vendor: "pagerduty",
  name: "service-dependency",
  title: "Service Dependency",
  source: "pagerduty.json /service_dependencies; facts/endpoints.md 2.4",
  identity: { dependency_id: "id" },
  operations: {},
  scopes: { read: "services.read", write: "services.write" },
  input: z.object({ supporting_service: end, dependent_service: end }),
  computed: (_data, { world }) => ({ id: newId(world, "service-dependency") }),
  view: ({ data }) => ({
    id: data.id,
    type: "service_dependency",
    supporting_service: shownEnd(data.supporting_service),
    dependent_service: shownEnd(data.dependent_service),
  }),
});

function shownEnd({ id, type }: TypedPointer): TypedPointer {
  return { id, type: type === "service" ? "technical_service_reference" : "business_service_reference" };
}
