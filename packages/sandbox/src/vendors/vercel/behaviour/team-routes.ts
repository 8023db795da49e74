import { holdersOf, type Seed } from "../../../seed.ts";
import type { Answer, Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { vercelTeamId } from "../team-id.ts";
import { accountOf } from "./accounts.ts";

/** The one team that there is, and who is in it: the people and machines of the seed. */
export const teamRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/teams/{teamId}",
    scope: "read",
    statuses: [200],
    source: "vercel.json /v2/teams/{teamId}; facts/endpoints.md 1.3",
    run: (call) => ({ status: 200, body: teamView(call) }),
  },
  {
    method: "GET",
    template: "/teams/{teamId}/members",
    scope: "read",
    statuses: [200],
    source: "/v3/teams/{teamId}/members of @vercel/sdk 1.28.35, models/getteammembersop.ts",
    run: members,
  },
];

/** @throws Refusal `missing` for another team */
function requireTeam({ world, params }: Call): string {
  const id = vercelTeamId(world.seed);
  const asked = params["teamId"] ?? "";
  if (asked !== id && asked !== world.seed.organization) throw missing("Team", asked);
  return id;
}

function teamView(call: Call): Readonly<Record<string, unknown>> {
  const { organization, title } = call.world.seed;
  const id = requireTeam(call);
  return {
    id,
    slug: organization,
    name: title,
    avatar: null,
    description: null,
    creatorId: "sandbox",
    stagingPrefix: "",
    sensitiveEnvironmentVariablePolicy: "default",
    createdAt: 0,
    updatedAt: 0,
    resourceConfig: {},
    membership: {
      role: "OWNER",
      confirmed: true,
      teamId: id,
      uid: "sandbox",
      created: 0,
      createdAt: 0,
      accessRequestedAt: 0,
    },
  };
}

const roles = { admin: "OWNER", write: "DEVELOPER", read: "VIEWER" } as const;

/** Members as lists show them. */
export function memberViews(seed: Seed): readonly Readonly<Record<string, unknown>>[] {
  return holdersOf(seed).map(({ id: holder, access }) => {
    const { id, ...rest } = accountOf(holder, seed);
    return { uid: id, ...rest, role: roles[access], confirmed: true, createdAt: 0 };
  });
}

/** All of them joined at the beginning: pages go by time and never tear one moment apart, so there is one page. */
function members(call: Call): Answer {
  requireTeam(call);
  const search = call.request.query.get("search") ?? "";
  const shown = memberViews(call.world.seed).filter((each) => String(each["username"]).includes(search));
  const pagination = { hasNext: false, count: shown.length, next: null, prev: null };
  return { status: 200, body: { members: shown, pagination } };
}
