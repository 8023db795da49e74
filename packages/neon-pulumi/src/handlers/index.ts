import { apiKeyHandler } from "./api-key.ts";
import { branchHandler } from "./branch.ts";
import { databaseHandler } from "./database.ts";
import { endpointHandler } from "./endpoint.ts";
import type { Handler } from "./handler.ts";
import { projectPermissionHandler } from "./project-permission.ts";
import { projectHandler } from "./project.ts";
import { roleHandler } from "./role.ts";
import { snapshotScheduleHandler } from "./snapshot-schedule.ts";
import { vpcEndpointRestrictionHandler } from "./vpc-endpoint-restriction.ts";

/** The handler of every resource, by class name. */
export const handlers: Readonly<Record<string, Handler>> = {
  Project: projectHandler,
  Branch: branchHandler,
  Endpoint: endpointHandler,
  Role: roleHandler,
  Database: databaseHandler,
  SnapshotSchedule: snapshotScheduleHandler,
  ApiKey: apiKeyHandler,
  ProjectPermission: projectPermissionHandler,
  VpcEndpointRestriction: vpcEndpointRestrictionHandler,
};
