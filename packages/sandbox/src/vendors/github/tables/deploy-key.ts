import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { iso } from "../wire.ts";
import { repository } from "./repository.ts";

interface DeployKeyData extends Data {
  readonly title: string;
  readonly key: string;
  readonly read_only: boolean;
  readonly added_by: string;
  readonly id: number;
}

const at = "/repos/{owner}/{repo}/keys";

/** A public key that may read a repository, or write to it unless `read_only`. There is no change: one is removed and another made. */
export const deployKey = resource<DeployKeyData>({
  vendor: "github",
  name: "deploy-key",
  title: "PublicKey",
  source: `github.json ${at}; texts of refusals [unverified]`,
  parent: repository,
  identity: { key_id: "id" },
  operations: {
    create: `POST ${at} -> 201`,
    list: `GET ${at} -> 200`,
    read: `GET ${at}/{key_id} -> 200`,
    remove: `DELETE ${at}/{key_id} -> 204`,
  },
  scopes: { read: "administration:read", write: "administration:write" },
  input: z.object({
    title: z.string().optional(),
    key: z.string().regex(/^(?:ssh-\w+|ecdsa-\S+|sk-\S+) \S+/),
    read_only: z.boolean().optional(),
  }),
  unique: [{ fields: ["key"], message: "key is already in use" }],
  defaults: () => ({ title: "", read_only: false }),
  computed: (_data, call) => ({
    id: call.world.ids.number("github.deploy-key", 700_001),
    added_by: accountOf(call).data.login,
  }),
  view: ({ data, created }, { base, params }) => ({
    ...data,
    url: `${base}/repos/${params["owner"] ?? ""}/${params["repo"] ?? ""}/keys/${String(data.id)}`,
    verified: true,
    enabled: true,
    created_at: iso(created),
    last_used: null,
  }),
});
