import type { World } from "../../../world/world.ts";

/** Where the server of a host listens on this machine. */
export interface Place {
  readonly port: number;
}

/** The place of a host of the sandbox; undefined for one that nobody serves. */
export type Reach = (host: string) => Place | undefined;

const reaches = new WeakMap<World, Reach>();

/** Says how hosts of the sandbox are reached: the router of applications. Without, tests find no host but this machine. */
export function reachHostsBy(world: World, reach: Reach): void {
  reaches.set(world, reach);
}

/** Whether anything is there to be reached: applications run. */
export function hasApplications(world: World): boolean {
  return reaches.has(world);
}

const own = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** The place of a URL; undefined where its host is nobody's. No request of a test leaves this machine. */
export function placeOf(world: World, url: URL): Place | undefined {
  const byScheme = url.protocol === "https:" ? 443 : 80;
  if (own.has(url.hostname)) return { port: url.port === "" ? byScheme : Number(url.port) };
  return reaches.get(world)?.(url.hostname);
}
