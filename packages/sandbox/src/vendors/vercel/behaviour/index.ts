import type { Route } from "../../../http/router.ts";
import { listRoutes } from "./access-group-routes.ts";
import { edgeConfigRoutes } from "./edge-config-routes.ts";
import { variableRoutes } from "./environment-variables.ts";
import { eventRoutes, withActivity } from "./event-routes.ts";
import { firewallBypassRoutes } from "./firewall-bypass.ts";
import { firewallRoutes } from "./firewall.ts";
import { projectRoutes } from "./project-routes.ts";
import { rollingReleaseRoutes } from "./rolling-release-config.ts";
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
  ]),
  ...serviceRoutes,
];
