import type { RunSite } from "../engine/flows/run-site.ts";
import type { EngineStack, TargetId } from "../engine/engine-port.ts";
import { findConnection } from "../sandbox/connection.ts";
import { connectionsOf, type VendorConnections } from "../vendors/connections.ts";

/** The vendors of a stack, and who is known there besides the people of the model. */
export interface Vendors {
  readonly connections: VendorConnections;
  /** Logins at GitHub of machines that belong: those of the practice ground. */
  readonly machineLogins: readonly string[];
}

/**
 * Connects to the accounts that the stack's own settings name, so that state and inventory speak of the same world. Vercel's provider has
 * no base address, so that of the practice ground is asked from the ground itself.
 */
export async function connectVendors(site: RunSite, stack: EngineStack, target: TargetId): Promise<Vendors> {
  const ground = target === "live" ? undefined : (await findConnection(site.root))?.connection;
  const { organization } = site.model;
  return {
    connections: connectionsOf(site.model, await stack.settings(), ground?.urls.vercel),
    machineLogins: Object.keys(ground?.tokens.github ?? {}).map((id) => `${organization.githubOwner}-${id}`),
  };
}
