/** Typed resources and functions of the Neon provider for Pulumi programs. */
export * from "./functions.ts";
export * from "./provider-resource.ts";
export * from "./resources/api-key.ts";
export * from "./resources/branch.ts";
export * from "./resources/database.ts";
export * from "./resources/endpoint.ts";
export * from "./resources/project-permission.ts";
export * from "./resources/project.ts";
export * from "./resources/role.ts";
export * from "./resources/snapshot-schedule.ts";
export * from "./resources/vpc-endpoint-restriction.ts";
export { version } from "./version.ts";
