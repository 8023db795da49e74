/** What a provider declares and works with; nothing here loads gRPC. */
export * from "./backend.ts";
export * from "./checks/check-value.ts";
export * from "./checks/check.ts";
export * from "./checks/diff.ts";
export * from "./checks/imported.ts";
export * from "./checks/observation.ts";
export * from "./failures.ts";
export * from "./recorded.ts";
export * from "./types.ts";
export * from "./values.ts";
