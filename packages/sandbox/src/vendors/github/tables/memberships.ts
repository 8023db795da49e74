import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Entity } from "../../../world/entity.ts";
import type { MembershipData, UserData } from "../types.ts";
import { simpleOrganization } from "../views/organization-view.ts";
import { simpleUser } from "../views/user-view.ts";
import { organization } from "./organization.ts";
import { team } from "./team.ts";

const scopes = { read: "members:read", write: "members:write" };

/** Somebody in the organisation. */
export const organizationMembership = resource<MembershipData>({
  vendor: "github",
  name: "organization-membership",
  title: "Membership",
  source: "github.json /orgs/{org}/memberships/{username}",
  parent: organization,
  identity: { username: "login" },
  foldCase: true,
  operations: {
    read: "GET /orgs/{org}/memberships/{username} -> 200",
    upsert: "PUT /orgs/{org}/memberships/{username} -> 200",
    remove: "DELETE /orgs/{org}/memberships/{username} -> 204",
  },
  scopes,
  input: z.object({ role: z.enum(["admin", "member"]).optional() }),
  defaults: () => ({ role: "member" }),
  normalise: (data, call) => ({ ...data, login: userOf(data.login, call).data.login }),
  computed: () => ({ state: "pending" }),
  view(entity, call) {
    const owner = call.world.store.get(entity.parent ?? "") as Parameters<typeof simpleOrganization>[0];
    const { login, role, state } = entity.data;
    return {
      url: `${call.base}/orgs/${owner.data.login}/memberships/${login}`,
      state,
      role,
      organization_url: `${call.base}/orgs/${owner.data.login}`,
      organization: simpleOrganization(owner, call),
      user: simpleUser(userOf(login, call), call),
    };
  },
});

const at = "/memberships/{username}";

/** Somebody in a team. Owners of the organisation are always maintainers (GitHub docs, "Add or update team membership"). */
export const teamMembership = resource<MembershipData>({
  vendor: "github",
  name: "team-membership",
  title: "Membership",
  source: "github.json /orgs/{org}/teams/{team_slug}/memberships/{username}; by id: facts/endpoints.md 2.1",
  parent: team,
  identity: { username: "login" },
  foldCase: true,
  operations: {
    read: [
      `GET /orgs/{org}/teams/{team_slug}${at} -> 200`,
      `GET /organizations/{org_id}/team/{team_id}${at} -> 200 = /teams/{team_id}${at}`,
      `GET /teams/{team_id}${at} -> 200`,
    ],
    upsert: [
      `PUT /orgs/{org}/teams/{team_slug}${at} -> 200`,
      `PUT /organizations/{org_id}/team/{team_id}${at} -> 200 = /teams/{team_id}${at}`,
      `PUT /teams/{team_id}${at} -> 200`,
    ],
    remove: [
      `DELETE /orgs/{org}/teams/{team_slug}${at} -> 204`,
      `DELETE /organizations/{org_id}/team/{team_id}${at} -> 204 = /teams/{team_id}${at}`,
      `DELETE /teams/{team_id}${at} -> 204`,
    ],
  },
  scopes,
  input: z.object({ role: z.enum(["member", "maintainer"]).optional() }),
  defaults: () => ({ role: "member" }),
  normalise(data, call) {
    const { login } = userOf(data.login, call).data;
    const inOrganization = membershipOf(login, call);
    const role = inOrganization?.data.role === "admin" ? "maintainer" : data.role;
    return { login, role, state: inOrganization?.data.state ?? "pending" };
  },
  view: ({ data: { login, role, state } }, { base, request }) => ({
    url: `${base}${request.path.replace(/\/memberships\/.*$/, "")}/memberships/${login}`,
    role,
    state,
  }),
});

/** The user of a login. @throws Refusal `missing` */
export function userOf(login: string, { world }: Call): Entity<UserData> {
  const found = world.store
    .all<UserData>("github.user")
    .find((each) => each.data.login.toLowerCase() === login.toLowerCase());
  if (!found) throw missing("User", login);
  return found;
}

function membershipOf(login: string, { world }: Call): Entity<MembershipData> | undefined {
  return world.store.all<MembershipData>("github.organization-membership").find((each) => each.data.login === login);
}
