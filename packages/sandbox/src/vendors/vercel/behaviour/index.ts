import type { Route } from "../../../http/router.ts";
import { listRoutes } from "./access-group-routes.ts";
import { aliasRoutes } from "./alias-routes.ts";
import { deploymentRoutes } from "./deployment-routes.ts";
import { edgeConfigRoutes } from "./edge-config-routes.ts";
import { variableRoutes } from "./environment-variables.ts";
import { eventRoutes, withActivity } from "./event-routes.ts";
import { firewallBypassRoutes } from "./firewall-bypass.ts";
import { firewallRoutes } from "./firewall.ts";
import { projectRoutes } from "./project-routes.ts";
import { promoteRoutes } from "./promote-routes.ts";
import { rollingReleaseRoutes } from "./rolling-release-config.ts";
import { releaseRoutes } from "./rolling-release-routes.ts";
import { serviceRoutes } from "./service-routes.ts";
import { teamRoutes } from "./team-routes.ts";

/** Routes of Vercel that are written by hand. */
export const routes: readonly Route[] = [
  ...teamRoutes,
  ...eventRoutes,
  ...listRoutes,
  ...withActivity([
    ...projectRoutes,
    ...variableRoutes,
    ...rollingReleaseRoutes,
    ...edgeConfigRoutes,
    ...firewallRoutes,
    ...firewallBypassRoutes,
    ...deploymentRoutes,
    ...aliasRoutes,
    ...promoteRoutes,
    ...releaseRoutes,
  ]),
  ...serviceRoutes,
];
