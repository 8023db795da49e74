import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { vercelTeamId } from "../team-id.ts";
import { edgeConfigRoutes } from "./edge-config-routes.ts";
import { variableRoutes } from "./environment-variables.ts";
import { firewallRoutes } from "./firewall.ts";
import { projectRoutes } from "./project-routes.ts";
import { rollingReleaseRoutes } from "./rolling-release-config.ts";
import { serviceRoutes } from "./service-routes.ts";

/** Routes of Vercel that are written by hand. */
export const routes: readonly Route[] = [
  {
    method: "GET",
    template: "/teams/{teamId}",
    scope: "read",
    statuses: [200],
    source: "vercel.json /v2/teams/{teamId}; facts/endpoints.md 1.3",
    run: (call) => ({ status: 200, body: teamView(call) }),
  },
  ...projectRoutes,
  ...variableRoutes,
  ...rollingReleaseRoutes,
  ...edgeConfigRoutes,
  ...firewallRoutes,
  ...serviceRoutes,
];

/** The one team that there is. @throws Refusal `missing` for another */
function teamView({ world, params }: Call): Readonly<Record<string, unknown>> {
  const { organization, title } = world.seed;
  const id = vercelTeamId(world.seed);
  const asked = params["teamId"] ?? "";
  if (asked !== id && asked !== organization) throw missing("Team", asked);
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
