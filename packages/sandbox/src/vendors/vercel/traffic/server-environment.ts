import type { Deployment } from "../release/moment.ts";

/** Addresses that stand in for those outside of this machine. */
export interface Surroundings {
  /** Base URL of {@link Backstage}. */
  readonly backstage: string;
}

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Variables of a server: those of its build, with every address that leads out of this machine led into the sandbox. A database that is
 * not on this machine is left out, and the application then refuses writes.
 */
export function serverEnvironment({ data }: Deployment, { backstage }: Surroundings): Record<string, string> {
  const own = Object.entries(data.environment).filter(([name, value]) => !isOutside(name, value));
  const edge = data.environment["EDGE_CONFIG"];
  return {
    ...Object.fromEntries(own),
    ...(edge === undefined ? {} : { EDGE_CONFIG: `${backstage}/edge${localPart(edge)}` }),
    MUX_URL: `${backstage}/mux`,
    QUEUE_URL: `${backstage}/queue`,
  };
}

/** Whether a variable is an address of a database outside of this machine. */
function isOutside(name: string, value: string): boolean {
  if (!name.startsWith("DATABASE_URL")) return false;
  return !URL.canParse(value) || !loopback.has(new URL(value).hostname);
}

/** Path and query of a connection string: `/ecfg_...?token=...`. */
function localPart(connection: string): string {
  if (!URL.canParse(connection)) return "/unreadable";
  const { pathname, search } = new URL(connection);
  return pathname + search;
}
