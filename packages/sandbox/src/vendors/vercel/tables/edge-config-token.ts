import { randomUUID } from "node:crypto";
import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { edgeConfig, twice, type EdgeConfigData } from "./edge-config.ts";

interface TokenData extends Data {
  readonly id: string;
  readonly token: string;
  readonly label: string;
}

/**
 * The published schema says one token where its description says "all tokens", and the SDK's model follows it; a list is given
 * [unverified], and the address in the specification is left aside.
 */
const lists = ["/edge-config", "/global-config"].map(
  (base) => `GET ${base}/{edgeConfigId}/tokens -> 200 = /edge-config/{edgeConfigId}/list-of-tokens`,
);

/** A token to read a store by. Making it and taking it away are routes of their own. */
export const edgeConfigToken = resource<TokenData>({
  vendor: "vercel",
  name: "edge-config-token",
  title: "Edge Config Token",
  source: "vercel.json /v1/edge-config/{edgeConfigId}/token; client/edge_config_token.go of the provider",
  parent: edgeConfig,
  identity: { token: "token|id" },
  secretParams: ["token"],
  operations: {
    list: lists,
    read: twice("GET", "/{edgeConfigId}/token/{token}", "-> 200"),
  },
  scopes: { read: "write", write: "write" },
  input: z.strictObject({ label: z.string().max(52) }),
  computed: (_data, { world }) => ({ id: world.ids.uuid("vercel.edge-token"), token: randomUUID() }),
  view: ({ data, created, parent }, { world }) => ({
    ...data,
    edgeConfigId: world.store.get<EdgeConfigData>(parent ?? "")?.data.id,
    createdAt: created,
  }),
});
