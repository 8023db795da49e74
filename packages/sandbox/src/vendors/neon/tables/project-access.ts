import { z } from "zod";
import { refuseWith } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { iso } from "../wire.ts";
import { project } from "./project.ts";

interface PermissionData extends Data {
  readonly id: string;
  readonly email: string;
}

const permissions = "/projects/{project_id}/permissions";

/** A person who may work with one project (S2). */
export const permission = resource<PermissionData>({
  vendor: "neon",
  name: "permission",
  source: `public-v2 specification ${permissions}`,
  parent: project,
  identity: { permission_id: "id" },
  operations: {
    create: `POST ${permissions} -> 200`,
    list: `GET ${permissions} -> 200`,
    remove: `DELETE ${permissions}/{permission_id} -> 200`,
  },
  scopes: { read: "read", write: "write" },
  wrap: { many: "project_permissions" },
  input: z.object({ email: z.email().max(256) }),
  check({ email }, { world }, _before, parent) {
    const others = world.store.children<PermissionData>("neon.permission", parent?.key ?? null);
    if (others.some(({ data }) => data.email.toLowerCase() === email.toLowerCase())) {
      throw refuseWith(409, { code: "", message: "the permission exists already" });
    }
    return [];
  },
  computed: (_data, { world }) => ({ id: world.ids.uuid("neon.permission") }),
  view: ({ data, created }, { request, now }) => ({
    id: data.id,
    granted_to_email: data.email,
    granted_at: iso(created),
    ...(request.method === "DELETE" ? { revoked_at: iso(now) } : {}),
  }),
});

interface VpcEndpointData extends Data {
  readonly vpc_endpoint_id: string;
  readonly label: string;
}

const vpcEndpoints = "/projects/{project_id}/vpc_endpoints";

/** A private network that a project is limited to (S2). */
export const vpcEndpoint = resource<VpcEndpointData>({
  vendor: "neon",
  name: "vpc-endpoint",
  source: `public-v2 specification ${vpcEndpoints}`,
  parent: project,
  identity: { vpc_endpoint_id: "vpc_endpoint_id" },
  operations: {
    list: `GET ${vpcEndpoints} -> 200`,
    upsert: `POST ${vpcEndpoints}/{vpc_endpoint_id} -> 200 {}`,
    remove: `DELETE ${vpcEndpoints}/{vpc_endpoint_id} -> 200 {}`,
  },
  scopes: { read: "read", write: "write" },
  wrap: { many: "endpoints" },
  input: z.object({ label: z.string() }),
});
