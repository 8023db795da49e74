import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { pointerOrNone, shown, unknownPointers, withoutNull, type Pointer } from "../references.ts";
import { newId, reference } from "../wire.ts";

interface BusinessServiceData extends Data {
  readonly id: string;
  readonly name: string;
  readonly team: Pointer | null;
}

/** What customers use. `team: {}` means none and is answered as `null`. */
export const businessService = resource<BusinessServiceData>({
  vendor: "pagerduty",
  name: "business-service",
  title: "Business Service",
  source: "pagerduty.json /business_services; status 200 at creation: same; team: facts/endpoints.md 2.4",
  identity: { business_service_id: "id" },
  operations: {
    create: "POST /business_services -> 200",
    list: "GET /business_services -> 200",
    read: "GET /business_services/{business_service_id} -> 200",
    update: "PUT /business_services/{business_service_id} -> 200",
    remove: "DELETE /business_services/{business_service_id} -> 204",
  },
  scopes: { read: "services.read", write: "services.write" },
  wrap: { one: "business_service", many: "business_services" },
  input: z.object({
    name: z.string().min(1).max(255),
    description: z.string().nullable().optional(),
    point_of_contact: z.string().nullable().optional(),
    team: pointerOrNone.optional(),
  }),
  defaults: () => ({ description: null, point_of_contact: null, team: null }),
  check: ({ team }, { world }) => unknownPointers(world, "team", "team", [team]),
  computed: (_data, { world }) => ({ id: newId(world, "business-service") }),
  view: ({ data }, { world }) => ({
    ...withoutNull(data),
    team: data.team && shown(world, "team", data.team),
    ...reference(world, data.id, "business_service", "business_services", data.name),
  }),
});
