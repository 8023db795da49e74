import type { VendorId } from "@launchgate/core";
import type { Credentials } from "./access/access.ts";
import type { AdminRoute } from "./http/admin.ts";
import type { Certificates } from "./http/certificates.ts";
import type { Exchange, RequestRecord } from "./http/recorder.ts";
import type { Route } from "./http/router.ts";
import type { PortName } from "./ports.ts";
import type { PerVendor, Seed } from "./seed.ts";
import type { Clock } from "./world/clock.ts";
import type { SnapshotInfo } from "./world/snapshots.ts";
import type { World } from "./world/world.ts";

/** How to start a sandbox. */
export interface SandboxOptions {
  /** Where state, tokens and certificates are kept (mode 0700). Made when it is not there. */
  readonly folder: string;
  /** Who is there at the beginning. A later start with other people adds them tokens; things come with `reset`. */
  readonly seed: Seed;
  /** Ports on 127.0.0.1; those not given are the ones of the last start, at first chosen by the system. */
  readonly ports?: Partial<Record<PortName, number>>;
  /** Refuse tokens that used up the vendor's calls of an hour. Default false: a laptop makes them in seconds. */
  readonly enforceRateLimits?: boolean;
  /** Told of defects of the sandbox itself. Default: written to stderr. */
  readonly onDefect?: (message: string) => void;
  /** Real time, milliseconds since 1970; another source only in tests. */
  readonly realNow?: () => number;
}

/** A running sandbox. */
export interface Sandbox {
  /** Base URL of each vendor, without trailing slash; https works on the same port. */
  readonly urls: PerVendor<string>;
  /** URL of the control interface (`/__sandbox/...`) and of the CONNECT proxy. */
  readonly control: string;
  /** Token of the control interface. */
  readonly adminToken: string;
  /** Tokens by vendor and holder: `tokens.github["pulumi"].token`. */
  readonly tokens: PerVendor<Credentials>;
  /** CA of the sandbox, for clients that go by https. */
  readonly certificates: Pick<Certificates, "ca" | "caFile">;
  readonly clock: Clock;
  /** State and all that handlers work with: for tests and for drift made out of band. */
  readonly world: World;
  /** Every route, for lists and contract tests. */
  readonly routes: PerVendor<readonly Route[]>;
  /** The last requests, without secrets. */
  requests(vendor?: VendorId): readonly RequestRecord[];
  /** Requests that met no route. */
  unrouted(): readonly RequestRecord[];
  /** Tells every exchange with the answer's body; returns how to stop. */
  observe(observer: (exchange: Exchange) => void): () => void;
  reset(): void;
  snapshot(name: string): SnapshotInfo;
  restore(name: string): SnapshotInfo;
  /** Adds calls to the control interface: `GET /__sandbox/traffic`. For what is put behind the vendors. */
  extendControl(routes: Readonly<Record<string, AdminRoute>>): void;
  close(): Promise<void>;
}
