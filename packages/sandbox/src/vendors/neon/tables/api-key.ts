import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import { resource, type Resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { alphabets, randomSecret } from "../../../world/ids.ts";
import { iso } from "../wire.ts";
import { id } from "./fields.ts";

interface KeyData extends Data {
  readonly id: number;
  readonly key_name: string;
  readonly project_id?: string;
  readonly key: string;
}

/** Who makes keys: a user without a name of its own [unverified]. */
const maker = { id: "3b9d4c1e-52a7-4f0e-9d55-8a4d5f0c7a11", name: "Launchgate", image: "" };

function keys(name: string, all: string, scope: string): Resource<KeyData> {
  return resource<KeyData>({
    vendor: "neon",
    name,
    title: "API key",
    source: `public-v2 specification ${all}`,
    identity: { key_id: "id" },
    operations: {
      create: `POST ${all} -> 200`,
      list: `GET ${all} -> 200`,
      remove: `DELETE ${all}/{key_id} -> 200`,
    },
    scopes: { read: scope, write: scope },
    input: z.object({ key_name: z.string().min(1).max(64), project_id: id.optional() }),
    check({ project_id: limit }, { world }) {
      const projects = world.store.all("neon.project");
      if (limit !== undefined && !projects.some(({ data }) => data["id"] === limit)) throw missing("project", limit);
      return [];
    },
    computed: (_data, { world }) => ({
      id: world.ids.number("neon.api-key", 165_001),
      key: `napi_${randomSecret(alphabets.lower, 64)}`,
    }),
    view: keyView,
  });
}

/** The key itself is only in the answer that makes it. */
function keyView({ data, created }: Entity<KeyData>, { request }: Call): Data {
  const { id: number, key_name: name, key, project_id } = data;
  const shared = { id: number, name, created_at: iso(created), ...(project_id === undefined ? {} : { project_id }) };
  const unused = { last_used_at: null, last_used_from_addr: "" };
  if (request.method === "POST") return { ...shared, key, created_by: maker.id };
  if (request.method === "DELETE") return { ...shared, ...unused, created_by: maker.id, revoked: true };
  return { ...shared, ...unused, created_by: maker };
}

/** An API key of the person who asks. It opens no door of the sandbox: only holders of its own tokens come in. */
export const apiKey = keys("api-key", "/api_keys", "write");

/** An API key of the organisation, maybe for one project only. */
export const organizationApiKey = keys("organization-api-key", "/organizations/{org_id}/api_keys", "organization");
