import { omit, type Data } from "../../../world/entity.ts";
import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import { newId, reference } from "../wire.ts";

interface TeamData extends Data {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly default_role: "manager" | "none";
  readonly parent: { readonly id: string } | null;
}

/** A team (O1). */
export const team = resource<TeamData>({
  vendor: "pagerduty",
  name: "team",
  title: "Team",
  source: "pagerduty.json /teams; facts/endpoints.md 2.4",
  identity: { id: "id" },
  operations: {
    create: "POST /teams -> 201",
    list: "GET /teams -> 200",
    read: "GET /teams/{id} -> 200",
    update: "PUT /teams/{id} -> 200",
    remove: "DELETE /teams/{id} -> 204",
  },
  scopes: { read: "teams.read", write: "teams.write" },
  wrap: { one: "team", many: "teams" },
  input: z.object({
    name: z.string().min(1).max(100),
    description: z.string().nullable().optional(),
    default_role: z.enum(["manager", "none"]).optional(),
    parent: z.object({ id: z.string() }).nullable().optional(),
  }),
  unique: [{ fields: ["name"], message: "Name has already been taken" }],
  list: { filters: { query: ({ data }, value) => data.name.toLowerCase().includes(value.toLowerCase()) } },
  defaults: () => ({ description: null, default_role: "manager", parent: null }),
  computed: (_data, { world }) => ({ id: newId(world, "team") }),
  view: ({ data }, { world }) => ({
    ...(data.description === null ? omit(data, "description") : data),
    ...reference(world, data.id, "team", "teams", data.name),
  }),
});
