import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { newId, refused } from "../wire.ts";
import { project } from "./project.ts";

/** An environment as kept. */
export interface EnvironmentData extends Data {
  readonly id: string;
  readonly slug: string;
  readonly description: string;
  readonly branchMatcher?: { readonly type: string; readonly pattern: string };
}

const at = "/projects/{idOrName}/custom-environments";
const matcher = z.strictObject({ type: z.enum(["equals", "startsWith", "endsWith"]), pattern: z.string().max(100) });

/** An environment of a project beside production, preview and development. Names that Vercel keeps for itself are refused. */
export const customEnvironment = resource<EnvironmentData>({
  vendor: "vercel",
  name: "custom-environment",
  title: "Custom Environment",
  source: `vercel.json /v9${at}; client/custom_environment.go of the provider; texts of refusals [unverified]`,
  parent: project,
  identity: { environmentSlugOrId: "id|slug" },
  operations: {
    create: `POST ${at} -> 201`,
    read: `GET ${at}/{environmentSlugOrId} -> 200`,
    update: `PATCH ${at}/{environmentSlugOrId} -> 200`,
    remove: `DELETE ${at}/{environmentSlugOrId} -> 200`,
  },
  scopes: { read: "read", write: "write" },
  input: z.strictObject({
    slug: z
      .string()
      .max(32)
      .regex(/^[a-z0-9-]+$/),
    description: z.string().max(256).optional(),
    branchMatcher: matcher.nullable().optional(),
    copyEnvVarsFrom: z.string().optional(),
  }),
  defaults: () => ({ description: "" }),
  check(data, { world }, before, parent) {
    if (["production", "preview", "development"].includes(data.slug))
      throw refused(400, "bad_request", `"${data.slug}" is the name of an environment of Vercel's own.`);
    const others = world.store.children("vercel.custom-environment", parent?.key ?? null);
    if (others.some((each) => each.key !== before?.key && each.data["slug"] === data.slug))
      throw refused(409, "conflict", `A custom environment with the slug "${data.slug}" already exists.`);
    return [];
  },
  computed: (_data, { world }) => ({ id: newId(world, "env", 28) }),
  view: customEnvironmentView,
});

/** What answers show of it. */
export function customEnvironmentView({ data, created, updated }: Entity<EnvironmentData>): Data {
  const { id, slug, description, branchMatcher } = data;
  const shown = { id, slug, type: "preview", description, domains: [], createdAt: created, updatedAt: updated };
  return branchMatcher ? { ...shown, branchMatcher } : shown;
}
