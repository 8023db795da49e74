import { plainRow } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";
import { lastParts, part, teamForm, teamSetting, withTeamInImport } from "./places.ts";
import type { Properties } from "@launchgate/provider-kit";

/** A store of values that servers read fast: kill switches live there (B9). */
export const edgeConfig = withTeamInImport(
  plainRow({
    type: "vercel:index/edgeConfig:EdgeConfig",
    source: "terraform-provider-vercel v5.4.1 resource_edge_config.go; vercel.json /v1/edge-config",
    naming: "camel",
    createBy: "POST /v1/edge-config",
    readBy: "GET /v1/edge-config/{id}",
    updateBy: "PUT /v1/edge-config/{id}",
    removeBy: "DELETE /v1/edge-config/{id}",
    id: "{answer.id}",
    autoName: true,
    settings: { teamId: teamSetting },
    forms: { name: { wire: "slug" }, teamId: teamForm("ownerId") },
    check: ({ name }) =>
      typeof name !== "string" || /^[a-z0-9_-]{0,32}$/.test(name)
        ? []
        : [{ property: "name", reason: `is "${name}"; it may hold 32 lower-case letters, digits, "-" and "_"` }],
  }),
);

/** A token to read a store by. The provider reads it by the token itself, so an import takes that and not its id. */
export const edgeConfigToken: PluginRow = {
  ...withTeamInImport(
    plainRow({
      type: "vercel:index/edgeConfigToken:EdgeConfigToken",
      source: "terraform-provider-vercel v5.4.1 resource_edge_config_token.go; vercel.json /v1/edge-config/{id}/token",
      naming: "camel",
      createBy: "POST /v1/edge-config/{edgeConfigId}/token",
      readBy: "GET /v1/edge-config/{edgeConfigId}/token/{token}",
      id: "{answer.id}",
      importBy: "{edgeConfigId}/{token}",
      secretOutputs: ["token", "connectionString"],
      settings: { label: { minLength: 1, maxLength: 52 }, teamId: teamSetting },
      forms: { teamId: { skip: true } },
      once: { token: "token" },
      also: (body, { edgeConfigId }) => ({
        ...body,
        connectionString: `https://edge-config.vercel.com/${String(edgeConfigId)}?token=${String(body["token"])}`,
      }),
    }),
  ),
  // Tokens are taken away by a list of them, not by an address of their own.
  async remove(_id, { edgeConfigId, token }, call) {
    await call.http.remove(`/v1/edge-config/${part(edgeConfigId)}/tokens`, { tokens: [token] });
  },
};

const items = (edgeConfigId: unknown, rest: string): string => `/v1/edge-config/${part(edgeConfigId)}/${rest}`;

/** One value of a store. The provider upserts it, and has no change: another value is another item. */
export const edgeConfigItem: PluginRow = {
  type: "vercel:index/edgeConfigItem:EdgeConfigItem",
  source: "terraform-provider-vercel v5.4.1 resource_edge_config_item.go; facts/endpoints.md 2.2 (204: not there)",
  importId: "{edgeConfigId}/{key}",
  settings: { teamId: teamSetting },
  naturalKey: ["edgeConfigId", "key"],
  check: ({ key, value, valueJson }) => [
    ...(typeof key !== "string" || /^[A-Za-z0-9_-]{1,256}$/.test(key)
      ? []
      : [{ property: "key", reason: `is "${key}"; it may hold 1 to 256 letters, digits, "-" and "_"` }]),
    ...(value === undefined && valueJson === undefined
      ? [{ property: "value", reason: "is missing; give value or valueJson" }]
      : []),
  ],
  async create({ edgeConfigId, key, value, valueJson }, call) {
    await change(edgeConfigId, { operation: "upsert", key, value: value ?? valueJson }, call);
    return { id: `${String(edgeConfigId)}/${String(key)}` };
  },
  async find(id, _state, call) {
    const [edgeConfigId, key] = lastParts(id, 2);
    const found = (await call.http.find(items(edgeConfigId, `item/${part(key)}`))) as Properties | undefined;
    if (found?.["key"] === undefined) return undefined;
    const { value } = found;
    const told = typeof value === "string" ? { value, valueJson: null } : { value: null, valueJson: value };
    return { id: `${String(edgeConfigId)}/${String(key)}`, properties: { edgeConfigId, key, ...told } };
  },
  async remove(id, _state, call) {
    const [edgeConfigId, key] = lastParts(id, 2);
    if ((await edgeConfigItem.find(id, {}, call)) === undefined) return;
    await change(edgeConfigId, { operation: "delete", key }, call);
  },
};

async function change(edgeConfigId: unknown, item: Properties, call: RowCall): Promise<void> {
  await call.http.request("PATCH", items(edgeConfigId, "items"), { items: [item] });
}
