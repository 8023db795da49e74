import { chmod, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { vendorIds, type VendorId } from "@launchgate/core";
import { startReal, startSandbox, type PortName, type Real, type Sandbox, type Seed } from "@launchgate/sandbox";
import { z } from "zod";
import type { SandboxConnection } from "./connection.ts";
import { sandboxPlaces } from "./places.ts";
import { writePrivateFile } from "./private-file.ts";

/** What a served sandbox is made from. */
export interface ServeRequest {
  /** The team's folder. */
  readonly root: string;
  readonly seed: Seed;
  /** First of six ports that follow each other; default: those of the last start, at first chosen by the system. */
  readonly portBase?: number | undefined;
  /** Real databases behind Neon and real servers behind Vercel. Default false. */
  readonly apps?: boolean | undefined;
}

/** A sandbox that this process serves. */
export interface ServedSandbox {
  readonly connection: SandboxConnection;
  /** Ends it: ports are free, the connection file is gone, the state is kept. */
  close(): Promise<void>;
}

/**
 * Serves the sandbox of a folder in this process, and tells in the connection file how to reach it.
 *
 * @throws LaunchgateError `sandbox.folder-in-use`, `sandbox.state-unreadable`, `sandbox.port-in-use`, `sandbox.port-refused`
 */
export async function serveSandbox({ root, seed, portBase, apps = false }: ServeRequest): Promise<ServedSandbox> {
  const places = sandboxPlaces(root);
  await mkdir(places.folder, { recursive: true, mode: 0o700 });
  await chmod(places.folder, 0o700);
  const ports = portBase === undefined ? {} : { ports: portsFrom(portBase) };
  const sandbox = await startSandbox({ folder: places.world, seed, ...ports });
  let real: Real | undefined;
  try {
    if (apps) await makePassable(places.databases);
    real = apps ? await startReal(sandbox, places.databases) : undefined;
    const connection = await connectionOf(sandbox, seed.organization, real);
    await writePrivateFile(places.process, { pid: process.pid, startedAt: connection.startedAt });
    await writePrivateFile(places.connection, connection);
    const close = async (): Promise<void> => {
      await real?.close();
      await sandbox.close();
      await rm(places.connection, { force: true });
      await rm(places.process, { force: true });
    };
    return { connection, close };
  } catch (error) {
    await real?.close();
    await sandbox.close();
    throw error;
  }
}

/** Postgres never runs as root: root's runs as another user, which may pass through to the databases and sees nothing else. */
async function makePassable(databases: string): Promise<void> {
  await mkdir(databases, { recursive: true });
  if (process.getuid?.() !== 0) return;
  for (const folder of [path.dirname(databases), databases]) await chmod(folder, 0o711);
}

/** Six ports from `base` on: the vendors in their usual order, then the control interface. */
export function portsFrom(base: number): Record<PortName, number> {
  const names: readonly PortName[] = [...vendorIds, "control"];
  return Object.fromEntries(names.map((name, index) => [name, base + index])) as Record<PortName, number>;
}

async function connectionOf(sandbox: Sandbox, slug: string, real: Real | undefined): Promise<SandboxConnection> {
  const { urls, control, adminToken, tokens, certificates } = sandbox;
  return {
    version: 1,
    pid: process.pid,
    startedAt: new Date().toISOString(),
    urls: { ...urls },
    control,
    adminToken,
    tokens: structuredClone(tokens),
    caFile: certificates.caFile,
    accounts: await accountsOf(sandbox, slug),
    ...(real && {
      apps: {
        trafficPort: real.trafficPort,
        postgresPort: real.postgresPort ?? null,
        noPostgres: real.noPostgres ?? null,
      },
    }),
  };
}

const teamSchema = z.object({ id: z.string() });
const organizationsSchema = z.object({ organizations: z.array(z.object({ id: z.string() })).min(1) });

/** Account ids as the vendors themselves tell them to the pipeline. */
async function accountsOf(sandbox: Sandbox, slug: string): Promise<SandboxConnection["accounts"]> {
  const { id: vercelTeam } = teamSchema.parse(await read(sandbox, "vercel", `/v2/teams/${slug}`));
  const { organizations } = organizationsSchema.parse(await read(sandbox, "neon", "/api/v2/users/me/organizations"));
  return { vercelTeam, neonOrganization: organizations[0]?.id ?? "" };
}

async function read({ urls, tokens }: Sandbox, vendor: VendorId, path: string): Promise<unknown> {
  const token = tokens[vendor]["pulumi"]?.token ?? "";
  const response = await fetch(`${urls[vendor]}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return response.json();
}
