import type { Resource } from "../../../resource-table/resource.ts";
import { apiKey, organizationApiKey } from "./api-key.ts";
import { backupSchedule } from "./backup-schedule.ts";
import { branch } from "./branch.ts";
import { database } from "./database.ts";
import { endpoint } from "./endpoint.ts";
import { operation } from "./operation.ts";
import { permission, vpcEndpoint } from "./project-access.ts";
import { project } from "./project.ts";
import { role } from "./role.ts";
import { snapshot } from "./snapshot.ts";

/** Every kind of thing that Neon keeps here. */
export const resources: readonly Resource[] = [
  project,
  operation,
  branch,
  endpoint,
  role,
  database,
  backupSchedule,
  snapshot,
  permission,
  vpcEndpoint,
  apiKey,
  organizationApiKey,
];
