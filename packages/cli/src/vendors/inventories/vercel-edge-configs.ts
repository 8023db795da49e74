import { z } from "zod";
import { aliasOf } from "../identity/text.ts";
import type { Collector } from "../inventory-object.ts";
import type { VercelClient } from "../vercel-client.ts";
import { vercelKinds } from "./vercel-kinds.ts";
import { changed, moment } from "./vercel-things.ts";

const store = z.object({ id: z.string().optional(), slug: z.string().optional(), updatedAt: moment });
const entry = z.object({ key: z.string(), updatedAt: moment });
const storeToken = z.object({ id: z.string(), label: z.string(), token: z.string().optional(), createdAt: moment });

/** Stores of switches, with their items and tokens. */
export async function readEdgeConfigs(client: VercelClient, into: Collector): Promise<void> {
  const stores = await into.take(
    vercelKinds.edgeConfig,
    undefined,
    () => client.call("list the edge configs", z.array(store), (sdk) => sdk.globalConfig.getEdgeConfigs(client.team)),
    ({ id = "", slug = "", updatedAt }) => ({ id, name: slug, ...changed(updatedAt) }),
  );
  await Promise.all(
    stores.flatMap(({ id = "", slug = "" }) => {
      const parent = { kind: vercelKinds.edgeConfig, id, name: slug };
      const at = { edgeConfigId: id, ...client.team };
      return [
        into.take(
          vercelKinds.edgeConfigItem,
          parent,
          () =>
            client.call(`list the items of edge config ${slug}`, z.array(entry), (sdk) =>
              sdk.globalConfig.getEdgeConfigItems(at),
            ),
          ({ key, updatedAt }) => ({ id: `${id}/${key}`, name: `${slug} ${key}`, ...changed(updatedAt) }),
        ),
        into.take(
          vercelKinds.edgeConfigToken,
          parent,
          () =>
            client.call(`list the tokens of edge config ${slug}`, z.array(storeToken), (sdk) =>
              sdk.globalConfig.getEdgeConfigTokens(at),
            ),
          ({ id: own, label, token, createdAt }) => ({
            id: own,
            alias: aliasOf(id, label),
            ...(token === undefined ? {} : { secrets: () => ({ token }) }),
            name: `${slug} ${label}`,
            ...changed(createdAt),
          }),
        ),
      ];
    }),
  );
}
