import type { World } from "../../../world/world.ts";
import type { Deployment } from "../release/moment.ts";
import type { ClockNote, StartMessage } from "./host-message.ts";
import { ServerProcess } from "./server-process.ts";

/** Bounds of a {@link Fleet}. */
export interface FleetBounds {
  /** Most servers that run at a time; default 8. The idle one that was used longest ago makes room. */
  readonly mostRunning: number;
  /** Real milliseconds after which a server that nobody uses sleeps; default one minute. */
  readonly idleMilliseconds: number;
}

/** Every server is at work and none may be started beside them. */
export class FleetFull extends Error {}

/** Real milliseconds between two looks at who may sleep. */
const look = 500;

/** The servers that run: started by the first request that needs them, stopped when nobody does. */
export class Fleet {
  readonly #world: World;
  readonly #bounds: FleetBounds;
  readonly #plan: (deployment: Deployment) => Omit<StartMessage, "clock">;
  readonly #running = new Map<string, Promise<ServerProcess>>();
  readonly #awake = new Map<string, ServerProcess>();
  readonly #ending = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  readonly #stopClock: () => void;
  #coldStarts = 0;

  /** @param plan what to run for a deployment */
  constructor(world: World, bounds: FleetBounds, plan: (deployment: Deployment) => Omit<StartMessage, "clock">) {
    this.#world = world;
    this.#bounds = bounds;
    this.#plan = plan;
    this.#timer = setInterval(() => this.#look(), look).unref();
    this.#stopClock = world.clock.onChange(() => {
      for (const server of this.#awake.values()) server.tellClock(this.#clock());
    });
  }

  /** Ids of the processes that run, by deployment. */
  get processes(): ReadonlyMap<string, number> {
    return new Map([...this.#awake].map(([id, { pid }]) => [id, pid]));
  }

  /** Servers started since the beginning. */
  get coldStarts(): number {
    return this.#coldStarts;
  }

  /** The server of a deployment, started where it sleeps. @throws FleetFull, Error where it does not start */
  serverOf(deployment: Deployment): Promise<ServerProcess> {
    const { id } = deployment.data;
    const known = this.#running.get(id);
    if (known) return known;
    this.#makeRoom();
    const starting = this.#start(deployment);
    this.#running.set(id, starting);
    return starting;
  }

  /** A server did not answer: it is ended, if it lives, and the next request gets a new one. */
  distrust({ data: { id } }: Deployment, server: ServerProcess): void {
    if (this.#awake.get(id) === server) this.#stop(id, server);
  }

  /** Stops every server. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopClock();
    const starting = [...this.#running.values()];
    await Promise.allSettled(starting);
    for (const [id, server] of this.#awake) this.#stop(id, server);
    await Promise.all(this.#ending);
  }

  async #start(deployment: Deployment): Promise<ServerProcess> {
    const { id } = deployment.data;
    try {
      this.#coldStarts += 1;
      const server = await ServerProcess.start({ ...this.#plan(deployment), clock: this.#clock() });
      this.#awake.set(id, server);
      void server.gone().then((code) => this.#gone(deployment, server, code));
      return server;
    } catch (error) {
      this.#running.delete(id);
      throw error;
    }
  }

  /** One that ended of itself is started anew by the next request. */
  #gone({ data: { id, name, artefact } }: Deployment, server: ServerProcess, code: number | null): void {
    const isOurs = this.#awake.get(id) !== server;
    if (!isOurs) this.#forget(id);
    if (isOurs && code === 0) return;
    const how = code === null ? "was ended by the system" : `ended with ${String(code)}`;
    const text = `The server of ${artefact.application} ${artefact.version} ${how}.`;
    const data = { project: name, deployment: id, version: artefact.version };
    this.#world.timeline.note({ source: "traffic", kind: "server.crashed", text, data });
  }

  #makeRoom(): void {
    if (this.#running.size < this.#bounds.mostRunning) return;
    const idle = [...this.#awake].filter(([, server]) => !server.isBusy);
    const [longest] = idle.toSorted(([, a], [, b]) => a.lastUse - b.lastUse);
    if (!longest) throw new FleetFull(`all ${String(this.#bounds.mostRunning)} servers are at work`);
    this.#stop(...longest);
  }

  #look(): void {
    const alive = new Set(this.#world.store.all("vercel.deployment").map(({ data }) => data["id"]));
    for (const [id, server] of this.#awake) {
      const idle = performance.now() - server.lastUse > this.#bounds.idleMilliseconds;
      if (!server.isBusy && (idle || !alive.has(id))) this.#stop(id, server);
    }
  }

  #stop(id: string, server: ServerProcess): void {
    this.#forget(id);
    const ending = server.stop().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  #forget(id: string): void {
    this.#awake.delete(id);
    this.#running.delete(id);
  }

  #clock(): ClockNote {
    const { mode, now, offset } = this.#world.clock.reading();
    return { mode, value: mode === "paused" ? Date.parse(now) : offset };
  }
}
