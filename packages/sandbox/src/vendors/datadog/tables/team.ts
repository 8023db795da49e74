import type { Data } from "../../../world/entity.ts";
import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";

interface TeamData extends Data {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly description: string | null;
}

/** A team. */
export const team = resource<TeamData>({
  vendor: "datadog",
  name: "team",
  source: "datadog-v2.json /api/v2/team; facts/endpoints.md 2.5",
  identity: { team_id: "id" },
  operations: {
    create: "POST /api/v2/team -> 201",
    list: "GET /api/v2/team -> 200",
    read: "GET /api/v2/team/{team_id} -> 200",
    update: "PATCH /api/v2/team/{team_id} -> 200",
    remove: "DELETE /api/v2/team/{team_id} -> 204",
  },
  scopes: { read: "teams_read", write: "teams_write" },
  wrap: { jsonApi: "team" },
  input: z.object({
    name: z.string().min(1).max(200),
    handle: z.string().min(1).max(195),
    description: z.string().nullable().optional(),
  }),
  unique: [{ fields: ["handle"], message: "team handle already exists" }],
  defaults: () => ({ description: null }),
  computed: (_data, { world }) => ({ id: world.ids.uuid("datadog.team") }),
  view: ({ data, created, updated }) => ({
    ...data,
    summary: "",
    link_count: 0,
    user_count: 0,
    created_at: new Date(created).toISOString(),
    modified_at: new Date(updated).toISOString(),
  }),
});
