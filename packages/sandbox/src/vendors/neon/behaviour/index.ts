import type { Route } from "../../../http/router.ts";

/** Routes of Neon that are written by hand. */
export const routes: readonly Route[] = [
  {
    method: "GET",
    template: "/users/me/organizations",
    scope: "read",
    statuses: [200],
    source: "public-v2 specification /users/me/organizations",
    run({ world }) {
      const { organization, title, vendors } = world.seed;
      const at = new Date(0).toISOString();
      const only = {
        id: `org-${organization}-1`,
        name: title,
        handle: organization,
        plan: vendors.neon.plan,
        created_at: at,
        updated_at: at,
        managed_by: "console",
      };
      return { status: 200, body: { organizations: [only] } };
    },
  },
];
