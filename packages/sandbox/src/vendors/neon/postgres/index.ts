import type { World } from "../../../world/world.ts";
import type { NeonPostgres } from "./neon-postgres.ts";

export { findBinaries } from "./binaries.ts";
export type { NeonPostgres } from "./neon-postgres.ts";

/** What real databases are put behind. */
export interface PostgresArgs {
  /** World of a running sandbox. */
  readonly world: World;
  /** Folder of that sandbox; the databases live in `postgres` below it. */
  readonly folder: string;
  /** Port on 127.0.0.1 for all connections. Default: that of the last time, at first any: connection strings stay. */
  readonly port?: number;
  /** Told of defects. Default: written to stderr. */
  readonly onDefect?: (message: string) => void;
}

/** Why there are no real databases. */
export interface NoPostgres {
  /** One line, to print. */
  readonly reason: string;
}

/**
 * Puts real Postgres behind the Neon of a sandbox; close it before the sandbox. Nothing runs until somebody connects by a
 * connection URI that Neon's API gives. Loaded only when called: other sandboxes carry none of it.
 *
 * @throws LaunchgateError `sandbox.postgres-not-runnable`, `sandbox.port-in-use`
 */
export async function startNeonPostgres({
  world,
  folder,
  port,
  onDefect,
}: PostgresArgs): Promise<NeonPostgres | NoPostgres> {
  const [{ install }, plane] = await Promise.all([import("./installation.ts"), import("./neon-postgres.ts")]);
  const installation = await install(folder);
  if ("reason" in installation) return installation;
  const report = onDefect ?? ((message: string): void => void process.stderr.write(`sandbox: ${message}\n`));
  return plane.NeonPostgres.open(world, installation, report, port);
}
