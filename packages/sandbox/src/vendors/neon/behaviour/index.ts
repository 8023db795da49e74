import type { Route } from "../../../http/router.ts";
import { branchRoutes } from "./branch-routes.ts";
import { computeRoutes } from "./compute-routes.ts";
import { connectionRoutes } from "./connection.ts";
import { organizationRoutes } from "./organization-routes.ts";
import { recoverRoutes } from "./recover.ts";
import { roleRoutes } from "./role-routes.ts";
import { schemaRoutes } from "./schema-routes.ts";
import { snapshotRoutes } from "./snapshot-routes.ts";

/** Routes of Neon that are written by hand. */
export const routes: readonly Route[] = [
  ...organizationRoutes,
  ...connectionRoutes,
  ...branchRoutes,
  ...computeRoutes,
  ...roleRoutes,
  ...snapshotRoutes,
  ...recoverRoutes,
  ...schemaRoutes,
];
