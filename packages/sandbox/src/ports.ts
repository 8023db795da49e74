import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { vendorIds, type VendorId } from "@launchgate/core";
import type { Listener } from "./http/listener.ts";

/** Everything that has a port of its own. */
export type PortName = VendorId | "control";

/** A port for each {@link PortName}. */
export type Ports = Readonly<Record<PortName, number>>;

const names: readonly PortName[] = [...vendorIds, "control"];

/**
 * Listens on the ports given, else on those of the last start, else on ports that the system chooses: stacks keep base
 * URLs, so that a restart must not move them. When one cannot be had, those already open are closed again.
 *
 * @throws LaunchgateError `sandbox.port-in-use`, `sandbox.port-refused`
 */
export async function listenAll(
  listeners: Readonly<Record<PortName, Listener>>,
  folder: string,
  wanted: Partial<Record<PortName, number>>,
): Promise<Ports> {
  const known = keptPorts(folder);
  const opened = names.map(async (name) => listeners[name].listen(wanted[name] ?? known[name] ?? 0));
  const results = await Promise.allSettled(opened);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) {
    await Promise.all(names.map((name) => listeners[name].close()));
    throw failed.reason;
  }
  const ports = names.map((name, index) => [name, (results[index] as PromiseFulfilledResult<number>).value] as const);
  return Object.fromEntries(ports) as unknown as Ports;
}

/** Keeps the ports for the next start. */
export function keepPorts(folder: string, ports: Ports): void {
  writeFileSync(file(folder), JSON.stringify(ports, null, 2));
}

function keptPorts(folder: string): Partial<Ports> {
  return existsSync(file(folder)) ? (JSON.parse(readFileSync(file(folder), "utf8")) as Ports) : {};
}

function file(folder: string): string {
  return join(folder, "ports.json");
}
