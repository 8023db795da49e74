import { apiKey } from "./api-key.ts";
import { branch } from "./branch.ts";
import { database } from "./database.ts";
import { endpoint } from "./endpoint.ts";
import * as functions from "./functions.ts";
import { projectPermission } from "./project-permission.ts";
import { project } from "./project.ts";
import { role } from "./role.ts";
import { snapshotSchedule } from "./snapshot-schedule.ts";
import type { FunctionSpec, ResourceSpec } from "@launchgate/provider-kit";
import { vpcEndpointRestriction } from "./vpc-endpoint-restriction.ts";

/** Every resource of the provider. */
export const resources: readonly ResourceSpec[] = [
  project,
  branch,
  endpoint,
  role,
  database,
  snapshotSchedule,
  apiKey,
  projectPermission,
  vpcEndpointRestriction,
];

/** Every function of the provider. */
export const functionSpecs: readonly FunctionSpec[] = [
  functions.getProject,
  functions.getBranch,
  functions.getConnectionUri,
  functions.getSnapshots,
  functions.getOperations,
];

/** Type token of a resource or token of a function. */
export function tokenOf(name: string): string {
  return `neon:index:${name}`;
}
