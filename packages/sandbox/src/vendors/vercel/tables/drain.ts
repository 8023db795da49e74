import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { vercelTeamId } from "../team-id.ts";
import { newId } from "../wire.ts";

interface DrainData extends Data {
  readonly id: string;
  readonly name: string;
  readonly projects: "some" | "all";
  readonly projectIds?: readonly string[];
  readonly filter?: Data;
  readonly schemas: Data;
  readonly delivery: Data;
  readonly sampling?: readonly Data[];
  readonly source: Data;
}

const at = "/drains/{id}";
const environments = z.array(z.enum(["preview", "production"])).optional();
const sources = z
  .array(z.enum(["build", "edge", "lambda", "static", "external", "firewall", "redirect"]))
  .min(1)
  .optional();

const filter = z.strictObject({
  version: z.literal("v2"),
  filter: z.strictObject({
    type: z.literal("basic"),
    project: z.strictObject({ ids: z.array(z.string()).optional() }).optional(),
    log: z.strictObject({ sources, legacy_excludeCachedStaticAssetLogs: z.boolean().optional() }).optional(),
    deployment: z.strictObject({ environments }).optional(),
  }),
});

/** Where logs go. Source: client/log_drain.go of the provider; models/createdrainop of @vercel/sdk 1.28.35. */
export const drain = resource<DrainData>({
  vendor: "vercel",
  name: "drain",
  title: "Drain",
  source: "/v1/drains of @vercel/sdk 1.28.35; client/log_drain.go of the provider",
  identity: { id: "id" },
  operations: {
    create: "POST /drains -> 200",
    list: "GET /drains -> 200",
    read: `GET ${at} -> 200`,
    update: `PATCH ${at} -> 200`,
    remove: `DELETE ${at} -> 204`,
  },
  scopes: { read: "read", write: "write" },
  input: z.strictObject({
    name: z.string().min(1).max(100),
    projects: z.enum(["some", "all"]),
    projectIds: z.array(z.string()).min(1).max(50).optional(),
    filter: filter.optional(),
    schemas: z.record(z.string(), z.strictObject({ version: z.string() })),
    delivery: z.strictObject({
      type: z.literal("http"),
      endpoint: z.url(),
      encoding: z.enum(["json", "ndjson"]),
      compression: z.enum(["gzip", "none"]).optional(),
      headers: z.record(z.string(), z.string()),
      secret: z.string().min(32).optional(),
    }),
    sampling: z
      .array(
        z.strictObject({
          type: z.literal("head_sampling"),
          rate: z.number().min(0).max(1),
          env: z.enum(["production", "preview"]).optional(),
          requestPath: z.string().optional(),
        }),
      )
      .optional(),
    source: z.strictObject({ kind: z.literal("self-served") }),
  }),
  wrap: { many: "drains" },
  defaults: () => ({ source: { kind: "self-served" } }),
  list: { filters: { projectId: ({ data }, value) => data.projects === "all" || !!data.projectIds?.includes(value) } },
  check(data, { world }) {
    const known = new Set(world.store.all("vercel.project").map((each) => each.data["id"]));
    const strangers = (data.projectIds ?? []).filter((id) => !known.has(id));
    const wanted = data.projects === "some" && data.projectIds === undefined;
    const message = wanted
      ? "`projectIds` is required for some projects."
      : `Project ${strangers.join(", ")} not found.`;
    return wanted || strangers.length > 0 ? [{ path: ["projectIds"], code: "custom", message }] : [];
  },
  computed: (_data, { world }) => ({ id: newId(world, "ld", 24) }),
  view: ({ data, created, updated }, { world, holder }) => ({
    id: data.id,
    ownerId: vercelTeamId(world.seed),
    name: data.name,
    projectIds: data.projectIds ?? [],
    schemas: data.schemas,
    delivery: data.delivery,
    sampling: data.sampling ?? [],
    source: data.source,
    filterV2: data.filter,
    projectAccess:
      data.projects === "all" ? { access: "all" } : { access: "some", projectIds: data.projectIds, managedBy: "drain" },
    status: "enabled",
    teamId: vercelTeamId(world.seed),
    createdBy: holder.id,
    createdFrom: "self-served",
    createdAt: created,
    updatedAt: updated,
  }),
});
