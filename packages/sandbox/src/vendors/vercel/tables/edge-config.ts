import type { Data } from "../../../world/entity.ts";
import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import { alphabets } from "../../../world/ids.ts";
import { vercelTeamId } from "../team-id.ts";

interface EdgeConfigData extends Data {
  readonly slug: string;
  readonly id: string;
}

/** A store of values that servers read fast: kill switches live there (B9). */
export const edgeConfig = resource<EdgeConfigData>({
  vendor: "vercel",
  name: "edge-config",
  title: "Edge Config",
  source: "vercel.json /v1/edge-config; facts/endpoints.md 2.2",
  identity: { edgeConfigId: "id" },
  operations: {
    create: "POST /edge-config -> 201",
    list: "GET /edge-config -> 200",
    read: "GET /edge-config/{edgeConfigId} -> 200",
    update: "PUT /edge-config/{edgeConfigId} -> 200",
    remove: "DELETE /edge-config/{edgeConfigId} -> 204",
  },
  scopes: { read: "read", write: "write" },
  input: z.strictObject({
    slug: z
      .string()
      .max(64)
      .regex(/^[\w-]+$/),
    items: z.looseObject({}).optional(),
  }),
  computed: (_data, { world }) => ({ id: `ecfg_${world.ids.text("vercel.edge-config", alphabets.lower, 28)}` }),
  view: ({ data, created, updated }, { world }) => ({
    id: data.id,
    slug: data.slug,
    ownerId: vercelTeamId(world.seed),
    createdAt: created,
    updatedAt: updated,
    digest: "0",
    itemCount: 0,
    sizeInBytes: 2,
  }),
});
