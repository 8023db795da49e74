import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { vendorIds } from "@launchgate/core";
import { Access } from "./access/access.ts";
import type { AdminArgs, AdminRoute } from "./http/admin.ts";
import { certificatesOf } from "./http/certificates.ts";
import { Recorder } from "./http/recorder.ts";
import { controlListener, vendorListeners } from "./listeners.ts";
import { keepPorts, listenAll, type PortName } from "./ports.ts";
import type { Sandbox, SandboxOptions } from "./sandbox-types.ts";
import { perVendor } from "./seed.ts";
import { makeRouters, vendors } from "./vendors/index.ts";
import type { AppointmentHandler } from "./world/agenda.ts";
import { openWorld, type World } from "./world/world.ts";

type Handlers = Readonly<Record<string, AppointmentHandler>>;

/**
 * Starts the five vendors in this process. What was there before in the folder is there again, also after `kill -9`.
 *
 * @throws LaunchgateError `sandbox.folder-in-use`, `sandbox.state-unreadable`, `sandbox.port-in-use`, `sandbox.port-refused`
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const world = openWorld(options.folder, options.seed, options.realNow);
  try {
    return await serve(options, world);
  } catch (error) {
    world.store.close();
    throw error;
  }
}

async function serve(options: SandboxOptions, world: World): Promise<Sandbox> {
  const { folder, seed } = options;
  const access = new Access(
    folder,
    seed,
    perVendor((vendor) => vendors[vendor].dialect),
  );
  const hosts = vendorIds.flatMap((vendor) => vendors[vendor].dialect.hosts);
  const certificates = await certificatesOf(folder, ["localhost", "127.0.0.1", ...hosts]);
  const recorder = new Recorder();
  const reset = (): void => {
    fill(world);
    recorder.clear();
  };
  if (world.store.kept("seeded") !== true) reset();

  const onDefect = options.onDefect ?? ((message: string) => void process.stderr.write(`sandbox: ${message}\n`));
  const routers = makeRouters();
  const common = { world, access, recorder, certificates, onDefect, routers };
  const handlers = Object.assign({}, ...vendorIds.map((vendor) => vendors[vendor].appointments ?? {})) as Handlers;
  world.agenda.start(world, handlers, onDefect);
  const listeners = vendorListeners({ ...common, enforceRateLimits: options.enforceRateLimits ?? false });
  const status: { read: () => unknown } = { read: () => ({}) };
  const more = controlsOf();
  const admin: AdminArgs = { world, access, recorder, reset, status: () => status.read(), more };
  const control = controlListener({ ...common, admin, listeners });
  const all = { ...listeners, control: control.listener };
  const ports = await listenAll(all, folder, options.ports ?? {});
  keepPorts(folder, ports);
  const url = (name: PortName): string => `http://127.0.0.1:${String(ports[name])}`;
  const urls = perVendor(url);
  status.read = () => ({
    urls,
    control: url("control"),
    world: world.store.kept("world"),
    clock: world.clock.reading(),
    requests: recorder.count,
    unrouted: recorder.unrouted().length,
    refusedHosts: control.refusedHosts,
    snapshots: world.snapshots.list(),
    process: process.pid,
  });
  return {
    urls,
    control: url("control"),
    adminToken: access.adminToken,
    tokens: access.credentials,
    certificates,
    clock: world.clock,
    world,
    routes: perVendor((vendor) => routers[vendor].routes),
    requests: (vendor) => recorder.recent(vendor),
    unrouted: () => recorder.unrouted(),
    observe: (observer) => recorder.observe(observer),
    reset,
    snapshot: (name) => world.snapshots.take(name),
    restore: (name) => world.snapshots.restore(name),
    extendControl: (routes) => void Object.assign(more, routes),
    close: async () => {
      await Promise.all(Object.values(all).map((listener) => listener.close()));
      await world.agenda.stop();
      world.store.close();
    },
  };
}

/** Empties the world and puts in what is there at the beginning, in one transaction. */
function fill(world: World): void {
  world.snapshots.reset(() => {
    for (const vendor of vendorIds) vendors[vendor].seed(world);
    world.store.keep("seeded", true);
    // Another world after each reset: who holds a state of the former one can tell.
    world.store.keep("world", randomUUID());
  });
}

/** The vendors' parts of the control interface. */
function controlsOf(): Record<string, AdminRoute> {
  const all = vendorIds.flatMap((vendor) =>
    Object.entries(vendors[vendor].control ?? {}).map(([route, act]) => {
      const [method = "", name = ""] = route.split(" ");
      const answer: AdminRoute = ({ world }, given) => act(world, given);
      return [`${method} /__sandbox/${vendor}/${name}`, answer] as const;
    }),
  );
  return Object.fromEntries(all);
}
