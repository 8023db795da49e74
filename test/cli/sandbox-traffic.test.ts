/** Every write that was acknowledged stands in the list of its run, also where the command is killed. (B5, issue 7 point 7) */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { vendorIds, type VendorId } from "@launchgate/core";
import { expect, it } from "vitest";
import type { SandboxConnection } from "../../packages/cli/src/sandbox/connection.ts";
import { inRepository } from "../helpers/repository.ts";
import { SandboxFolder } from "./sandbox-folder.ts";

/** Writes that are answered; all after them wait for ever. */
const answered = 20;

async function bodyOf(incoming: IncomingMessage): Promise<{ readonly clientId: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString()) as { clientId: string };
}

it("loses none when it is killed", async () => {
  const folder = new SandboxFolder();
  const acknowledged: string[] = [];
  const url = (): string => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const perVendor = <T>(value: T): Record<VendorId, T> =>
    Object.fromEntries(vendorIds.map((id) => [id, value])) as Record<VendorId, T>;
  const status = (): object => ({
    ...{
      urls: perVendor(url()),
      control: url(),
      world: "one",
      requests: 0,
      unrouted: 0,
      refusedHosts: [],
      snapshots: [],
    },
    ...{ clock: { now: new Date().toISOString(), mode: "running", offset: 0 }, process: process.pid },
  });
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (incoming.url === "/__sandbox/status") return void response.end(JSON.stringify(status()));
    const { clientId } = await bodyOf(incoming);
    if (acknowledged.length < answered) response.writeHead(201).end("{}", () => void acknowledged.push(clientId));
  };
  const server = createServer((incoming, response) => void serve(incoming, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const connection: SandboxConnection = {
    ...{ version: 1, pid: process.pid, startedAt: new Date().toISOString(), adminToken: "one", caFile: "ca.pem" },
    ...{ urls: perVendor(url()), control: url(), tokens: perVendor({}) },
    accounts: { vercelTeam: "team_one", neonOrganization: "org-one" },
    apps: { trafficPort: (server.address() as AddressInfo).port, postgresPort: null, noPostgres: null },
  };
  mkdirSync(folder.place(""), { recursive: true });
  writeFileSync(folder.place("connection.json"), JSON.stringify(connection));
  const entry = inRepository("packages/cli/bin/launchgate.js");
  const args = ["sandbox", "traffic", "--project", "web-pilot", "--rps", "50", "--for", "10m", "--writes", "1"];
  const running = spawn(process.execPath, [entry, ...args], { cwd: folder.root, stdio: "ignore" });
  try {
    const kept = (): string[] => {
      const [file] = readdirSync(folder.place("traffic"));
      return readFileSync(path.join(folder.place("traffic"), file ?? ""), "utf8")
        .split("\n")
        .filter(Boolean);
    };
    await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBe(answered);
    await expect.poll(kept, { timeout: 60_000 }).toHaveLength(answered);
    running.kill("SIGKILL");
    await once(running, "close");
    expect(kept().toSorted()).toEqual(acknowledged.toSorted());
  } finally {
    running.kill("SIGKILL");
    server.closeAllConnections();
    server.close();
    folder.remove();
  }
});
