import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { locate, siblings } from "../../../resource-table/locate.ts";
import type { Entity } from "../../../world/entity.ts";
import { pageOf } from "../pages.ts";
import { organizationMembership, teamMembership, userOf } from "../tables/memberships.ts";
import { organization } from "../tables/organization.ts";
import { team } from "../tables/team.ts";
import type { MembershipData, UserData } from "../types.ts";
import { privateUser, simpleUser } from "../views/user-view.ts";

/** The account behind the token of a call. */
export function accountOf({ holder, world }: Call): Entity<UserData> {
  const found = world.store.all<UserData>("github.user").find(({ data }) => data.holder === holder.id);
  if (!found) throw missing("User", holder.id);
  return found;
}

const get = (
  template: string,
  scope: string | null,
  run: (call: Call) => ReturnType<NonNullable<Route["run"]>>,
): Route => ({
  method: "GET",
  template,
  scope,
  statuses: [200],
  source: `github.json ${template}`,
  run,
});

/** Routes that tell who somebody is and who belongs to what. */
export const peopleRoutes: readonly Route[] = [
  get("/user", null, (call) => ({ status: 200, body: privateUser(accountOf(call), call) })),
  get("/users/{username}/gpg_keys", null, (call) => nothingOf(call)),
  get("/users/{username}/keys", null, (call) => nothingOf(call)),
  get("/orgs/{org}/members", "members:read", (call) => {
    const owner = locate(organization, call);
    const active = siblings(organizationMembership, call, owner).filter(({ data }) => data.state === "active");
    return members(active.filter(hasRole(call, "admin")), call);
  }),
  {
    ...get("/orgs/{org}/members/{username}", "members:read", (call) => {
      const isMember = locate(organizationMembership, call).data.state === "active";
      if (!isMember) throw missing("Membership");
      return { status: 204 };
    }),
    statuses: [204],
  },
  ...[
    "/orgs/{org}/teams/{team_slug}/members",
    "/teams/{team_id}/members",
    "/organizations/{org_id}/team/{team_id}/members",
  ].map((template) => ({
    ...get(template, "members:read", (call) => {
      const all = siblings(teamMembership, call, locate(team, call)).filter(({ data }) => data.state === "active");
      return members(all.filter(hasRole(call, "maintainer")), call);
    }),
    ...(template.startsWith("/organizations") ? { documentedAs: "/teams/{team_id}/members" } : {}),
  })),
];

/** Whether a membership has the role that the query asks for; `all` and nothing mean any. */
function hasRole(call: Call, higher: string): (membership: Entity<MembershipData>) => boolean {
  const wanted = call.request.query.get("role") ?? "all";
  return ({ data }) => wanted === "all" || data.role === (wanted === higher ? higher : "member");
}

function members(memberships: readonly Entity<MembershipData>[], call: Call): ReturnType<typeof pageOf> {
  return pageOf(memberships, ({ data }) => simpleUser(userOf(data.login, call), call), undefined, call);
}

/** Keys of a user: nobody here has any. */
function nothingOf(call: Call): ReturnType<typeof pageOf> {
  userOf(call.params["username"] ?? "", call);
  return pageOf([], (each) => each, undefined, call);
}
