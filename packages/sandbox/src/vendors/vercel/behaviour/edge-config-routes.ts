import { z } from "zod";
import type { Answer, Call, Method } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { amend, make } from "../../../resource-table/change.ts";
import { locate, siblings } from "../../../resource-table/locate.ts";
import type { Data } from "../../../world/entity.ts";
import { edgeConfigToken } from "../tables/edge-config-token.ts";
import { edgeConfig, type EdgeConfigData, type EdgeItem } from "../tables/edge-config.ts";
import { refused } from "../wire.ts";
import { bodyOf } from "./body.ts";

const at = "/{edgeConfigId}";

/** Values and tokens of a store: as good as they are acts, not things with an address of their own. */
export const edgeConfigRoutes: readonly Route[] = [
  ...both("GET", `${at}/items`, "read", 200, items),
  ...both("PATCH", `${at}/items`, "deploy", 200, changeItems),
  ...both("GET", `${at}/item/{edgeConfigItemKey}`, "read", 200, item),
  ...both("POST", `${at}/token`, "write", 201, makeToken),
  ...both("DELETE", `${at}/tokens`, "write", 204, removeTokens),
];

function both(method: Method, rest: string, scope: string, status: number, run: (call: Call) => Answer): Route[] {
  const documentedAs = `/edge-config${rest}`;
  const source = `vercel.json /v1${documentedAs}; client/edge_config_item.go of the provider`;
  return ["/edge-config", "/global-config"].map((base) => {
    const statuses = rest.includes("/item/") ? [200, 204] : [status];
    return { method, template: base + rest, scope, statuses, source, documentedAs, run };
  });
}

function itemView(key: string, entry: EdgeItem, call: Call): Data {
  return { key, edgeConfigId: locate(edgeConfig, call).data.id, ...entry };
}

function items(call: Call): Answer {
  const kept = Object.entries(locate(edgeConfig, call).data.items);
  return { status: 200, body: kept.map(([key, entry]) => itemView(key, entry, call)) };
}

/** One value; 204 for a key that is not there (facts/endpoints.md 2.2). */
function item(call: Call): Answer {
  const key = call.params["edgeConfigItemKey"] ?? "";
  const entry = locate(edgeConfig, call).data.items[key];
  return entry ? { status: 200, body: itemView(key, entry, call) } : { status: 204 };
}

const operation = z.strictObject({
  operation: z.enum(["create", "update", "upsert", "delete"]),
  key: z
    .string()
    .max(256)
    .regex(/^[\w-]+$/),
  value: z.unknown().optional(),
  description: z.string().max(512).nullable().optional(),
});

/** All changes take effect, or none. */
function changeItems(call: Call): Answer {
  const schema = z.strictObject({ items: z.array(operation), definition: z.unknown().optional() });
  const given = bodyOf(schema, call, "Edge Config");
  const entity = locate(edgeConfig, call);
  const changed = given.items.reduce((kept, each) => applied(kept, each, call.now), entity.data.items);
  amend(edgeConfig, entity, { items: changed }, call);
  return { status: 200, body: { status: "ok" } };
}

function applied(
  kept: EdgeConfigData["items"],
  { operation: act, key, value, description }: z.infer<typeof operation>,
  now: number,
): EdgeConfigData["items"] {
  const old = kept[key];
  if (act === "create" && old) throw refused(409, "conflict", `The item "${key}" already exists.`);
  if ((act === "update" || act === "delete") && !old)
    throw refused(404, "not_found", `The item "${key}" was not found.`);
  if (act === "delete") return Object.fromEntries(Object.entries(kept).filter(([name]) => name !== key));
  if (value === undefined && !old)
    throw refused(400, "bad_request", "Invalid request: missing required property `items.value`.");
  const text = description ?? old?.description;
  const next = { value: value === undefined ? old?.value : value, createdAt: old?.createdAt ?? now, updatedAt: now };
  return { ...kept, [key]: { ...next, ...(text === undefined ? {} : { description: text }) } };
}

function makeToken(call: Call): Answer {
  const fields = bodyOf(z.strictObject({ label: z.string().max(52) }), call, "Edge Config Token");
  const { data } = make(edgeConfigToken, fields, call, locate(edgeConfig, call));
  return { status: 201, body: { token: data.token, id: data.id } };
}

function removeTokens(call: Call): Answer {
  const { tokens } = bodyOf(z.strictObject({ tokens: z.array(z.string()) }), call, "Edge Config Token");
  const named = siblings(edgeConfigToken, call, locate(edgeConfig, call)).filter(
    ({ data }) => tokens.includes(data.token) || tokens.includes(data.id),
  );
  for (const { key } of named) call.world.store.remove(key);
  return { status: 204 };
}
