import { createHash } from "node:crypto";
import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { resource, type Operations } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { alphabets } from "../../../world/ids.ts";
import { vercelTeamId } from "../team-id.ts";
import { refused } from "../wire.ts";

/** A store as kept. */
export interface EdgeConfigData extends Data {
  readonly slug: string;
  readonly id: string;
  readonly items: Readonly<Record<string, EdgeItem>>;
}

/** One value of a store. */
export interface EdgeItem {
  readonly value: unknown;
  readonly description?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Both addresses of a thing: the SDK's newer one stands for the documented older one. */
export function twice(method: string, rest: string, end: string): readonly string[] {
  return [`${method} /edge-config${rest} ${end}`, `${method} /global-config${rest} ${end} = /edge-config${rest}`];
}

const operations: Operations = {
  create: twice("POST", "", "-> 201"),
  list: twice("GET", "", "-> 200"),
  read: twice("GET", "/{edgeConfigId}", "-> 200"),
  update: twice("PUT", "/{edgeConfigId}", "-> 200"),
  remove: twice("DELETE", "/{edgeConfigId}", "-> 204"),
};

/** A store of values that servers read fast: kill switches live there (B9). */
export const edgeConfig = resource<EdgeConfigData>({
  vendor: "vercel",
  name: "edge-config",
  title: "Edge Config",
  source: "vercel.json /v1/edge-config; /v1/global-config of @vercel/sdk; facts/endpoints.md 2.2",
  identity: { edgeConfigId: "id" },
  operations,
  scopes: { read: "read", write: "write" },
  input: z.strictObject({
    slug: z
      .string()
      .max(64)
      .regex(/^[\w-]+$/),
    items: z.looseObject({}).optional(),
  }),
  normalise: (data, call, before) => (before ? data : { ...data, items: itemsOf(data, call) }),
  check(data, { world }, before) {
    const others = world.store.all<EdgeConfigData>("vercel.edge-config").filter(({ key }) => key !== before?.key);
    if (others.some((other) => other.data.slug === data.slug))
      throw refused(409, "conflict", `An Edge Config with the slug "${data.slug}" already exists.`);
    return [];
  },
  computed: (_data, { world }) => ({ id: `ecfg_${world.ids.text("vercel.edge-config", alphabets.lower, 28)}` }),
  view: edgeConfigView,
});

function itemsOf({ items }: EdgeConfigData, call: Call): EdgeConfigData["items"] {
  const times = { createdAt: call.now, updatedAt: call.now };
  const given = Object.entries((items as Data | undefined) ?? {});
  return Object.fromEntries(given.map(([key, value]) => [key, { value, ...times }]));
}

function edgeConfigView({ data, created, updated }: Entity<EdgeConfigData>, { world }: Call): Data {
  const values = Object.fromEntries(Object.entries(data.items).map(([key, { value }]) => [key, value]));
  const text = JSON.stringify(values);
  return {
    id: data.id,
    slug: data.slug,
    ownerId: vercelTeamId(world.seed),
    createdAt: created,
    updatedAt: updated,
    digest: createHash("sha256").update(text).digest("hex"),
    itemCount: Object.keys(values).length,
    sizeInBytes: Buffer.byteLength(text),
  };
}
