import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { vendorIds, type VendorId } from "@launchgate/core";
import type { SandboxConnection } from "../../packages/cli/src/sandbox/connection.ts";
import type { SandboxStatus } from "../../packages/cli/src/sandbox/control.ts";
import type { SandboxFolder } from "./sandbox-folder.ts";

/** What stands in for a running sandbox where a test needs one thing of it only. */
export interface StandIn {
  close(): void;
}

/**
 * Lets a folder find a running sandbox: one that tells its status, with the clock given, and has `serve` answer all else, its
 * applications included.
 */
export async function standIn(
  folder: SandboxFolder,
  clock: SandboxStatus["clock"],
  serve: (incoming: IncomingMessage, response: ServerResponse) => void = (_incoming, response) =>
    void response.writeHead(404).end("{}"),
): Promise<StandIn> {
  const server = createServer((incoming, response) => {
    if (incoming.url === "/__sandbox/status") response.end(JSON.stringify(status));
    else serve(incoming, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  const perVendor = <T>(value: T): Record<VendorId, T> =>
    Object.fromEntries(vendorIds.map((id) => [id, value])) as Record<VendorId, T>;
  const status: SandboxStatus = {
    ...{ urls: perVendor(url), control: url, world: "one", requests: 0, unrouted: 0, refusedHosts: [], snapshots: [] },
    ...{ clock, process: process.pid },
  };
  const connection: SandboxConnection = {
    ...{ version: 1, pid: process.pid, startedAt: new Date().toISOString(), adminToken: "one", caFile: "ca.pem" },
    ...{ urls: perVendor(url), control: url, tokens: perVendor({}) },
    accounts: { vercelTeam: "team_one", neonOrganization: "org-one" },
    apps: { trafficPort: port, postgresPort: null, noPostgres: null },
  };
  mkdirSync(folder.place(""), { recursive: true });
  writeFileSync(folder.place("connection.json"), JSON.stringify(connection));
  return {
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
