import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate } from "../../../resource-table/locate.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { userOf } from "../requester.ts";
import { roles, user } from "../tables/user.ts";

/** Routes about users that no row says. */
export const userRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/users/me",
    scope: "users.read",
    statuses: [200],
    source: "pagerduty.json /users/me; text for account keys: [unverified]",
    run: (call) => {
      const me = userOf(call);
      if (!me) throw missing("User");
      return { status: 200, body: { user: viewOf(user)(me, call) } };
    },
  },
  {
    method: "GET",
    template: "/users/{user_id}/license",
    scope: "users.read",
    statuses: [200],
    source: "pagerduty.json /users/{id}/license; facts/endpoints.md 2.4; ids and names: [unverified]",
    run: (call) => {
      locate(user, call);
      const { plan } = call.world.seed.vendors.pagerduty;
      const name = `${plan.charAt(0).toUpperCase()}${plan.slice(1)} (Full User)`;
      const about = { name, summary: name, description: name, role_group: "FullUser", valid_roles: roles };
      const license = { id: `PL${plan.toUpperCase()}`, type: "license", ...about };
      return { status: 200, body: { license } };
    },
  },
];
