import type { Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import type { Data } from "../../../world/entity.ts";
import { regions } from "../regions.ts";
import { organizationId } from "../wire.ts";

/** Organisations and regions: what is there without being declared. */
export const organizationRoutes: readonly Route[] = [
  read("/users/me/organizations", (call) => ({ organizations: [organization(call)] })),
  read("/organizations/{org_id}", organization),
  read("/regions", () => ({
    regions: regions.map(({ id, title, latitude, longitude }) => ({
      region_id: id,
      name: title,
      default: id === "aws-us-east-2",
      geo_lat: latitude,
      geo_long: longitude,
    })),
  })),
];

function read(template: string, body: (call: Call) => Data): Route {
  const source = `public-v2 specification ${template}`;
  const run: Route["run"] = (call) => ({ status: 200, body: body(call) });
  return { method: "GET", template, scope: "read", statuses: [200], source, run };
}

function organization({ world }: Call): Data {
  const at = new Date(0).toISOString();
  return {
    id: organizationId(world.seed),
    name: world.seed.title,
    handle: world.seed.organization,
    plan: world.seed.vendors.neon.plan,
    created_at: at,
    updated_at: at,
    managed_by: "console",
  };
}
