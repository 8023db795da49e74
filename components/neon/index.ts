/** Components for Neon; programs use {@link ServiceDatabase}. */
export * from "./database-project.ts";
export * from "./preview-base.ts";
export * from "./read-replica.ts";
export * from "./root-branch.ts";
export * from "./service-database.ts";
export * from "./snapshot-policy.ts";
