import { z } from "zod";
import type { RunSite } from "../engine/flows/run-site.ts";
import type { EngineStack, TargetId } from "../engine/engine-port.ts";
import { findConnection } from "../sandbox/connection.ts";
import { connectionsOf, type GitHubConnection, type VendorConnections } from "../vendors/connections.ts";
import { openGitHub } from "../vendors/github-client.ts";
import { VendorError } from "../vendors/vendor-error.ts";

/** The vendors of a stack, and who is known there besides the people of the model. */
export interface Vendors {
  readonly connections: VendorConnections;
  /** Logins of the pipeline's own accounts. */
  readonly machineLogins: readonly string[];
}

/**
 * Connects to the accounts that the stack's own settings name, so that state and inventory speak of the same world. Vercel's provider has
 * no base address, so that of the practice ground is asked from the ground itself.
 */
export async function connectVendors(site: RunSite, stack: EngineStack, target: TargetId): Promise<Vendors> {
  const ground = target === "live" ? undefined : (await findConnection(site.root))?.connection;
  const connections = connectionsOf(site.model, await stack.settings(), ground?.urls.vercel);
  const { githubOwner } = site.model.organization;
  const machines = Object.keys(ground?.tokens.github ?? {}).flatMap((id) => [id, `${githubOwner}-${id}`]);
  return { connections, machineLogins: [...machines, ...(await holderOf(connections.github))] };
}

/** Who the token in use belongs to; nobody for the token of an App. */
async function holderOf(connection: GitHubConnection | undefined): Promise<readonly string[]> {
  if (connection === undefined) return [];
  const client = await openGitHub(connection);
  try {
    const { login } = await client.call("read whose token it is", "GET /user", {}, z.object({ login: z.string() }));
    return [login];
  } catch (error) {
    if (error instanceof VendorError && error.status === 403) return [];
    throw error;
  }
}
