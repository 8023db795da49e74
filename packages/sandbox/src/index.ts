export { startSandbox } from "./sandbox.ts";
export type { Sandbox, SandboxOptions } from "./sandbox-types.ts";
export type { AccessLevel, Holder, PerVendor, Seed, SeedMachine, SeedPerson } from "./seed.ts";
export type { Credential, Credentials } from "./access/access.ts";
export type { Exchange, RequestRecord } from "./http/recorder.ts";
export type { Route } from "./http/router.ts";
export type { PortName, Ports } from "./ports.ts";
export { Clock, type ClockReading } from "./world/clock.ts";
export type { SnapshotInfo } from "./world/snapshots.ts";
export type { Data, Entity } from "./world/entity.ts";
export type { World } from "./world/world.ts";
export {
  startNeonPostgres,
  type NeonPostgres,
  type NoPostgres,
  type PostgresArgs,
} from "./vendors/neon/postgres/index.ts";
export type { DeploymentArgs } from "./vendors/vercel/traffic/index.ts";
export type { FaultEffect, FaultInput, FaultTarget } from "./world/fault-schema.ts";
export { startReal, type Real } from "./real.ts";
