import { hash } from "node:crypto";
import type { World } from "../../../world/world.ts";
import type { Deployment } from "../release/moment.ts";
import type { DeploymentData } from "../tables/deployment.ts";
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
  readonly #keys = new WeakMap<Deployment, string>();
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
    return new Map([...this.#awake].map(([key, { pid }]) => [key.split("/")[0] ?? key, pid]));
  }

  /** Servers started since the beginning. */
  get coldStarts(): number {
    return this.#coldStarts;
  }

  /** The server of a deployment, started where it sleeps. @throws FleetFull, Error where it does not start */
  serverOf(deployment: Deployment): Promise<ServerProcess> {
    const key = this.#keyOf(deployment);
    const known = this.#running.get(key);
    if (known) return known;
    this.#makeRoom();
    const starting = this.#start(deployment, key);
    this.#running.set(key, starting);
    return starting;
  }

  /** A server did not answer: it is ended, if it lives, and the next request gets a new one. */
  distrust(deployment: Deployment, server: ServerProcess): void {
    const key = this.#keyOf(deployment);
    if (this.#awake.get(key) === server) this.#stop(key, server);
  }

  /** Stops every server. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopClock();
    const starting = [...this.#running.values()];
    await Promise.allSettled(starting);
    for (const [key, server] of this.#awake) this.#stop(key, server);
    await Promise.all(this.#ending);
  }

  /** By what it runs too: a world that was emptied or put back gives the same ids to other things. */
  #keyOf(deployment: Deployment): string {
    const known = this.#keys.get(deployment);
    if (known !== undefined) return known;
    const key = `${deployment.data.id}/${hash("sha256", JSON.stringify(this.#plan(deployment)))}`;
    this.#keys.set(deployment, key);
    return key;
  }

  async #start(deployment: Deployment, key: string): Promise<ServerProcess> {
    try {
      this.#coldStarts += 1;
      const server = await ServerProcess.start({ ...this.#plan(deployment), clock: this.#clock() });
      this.#awake.set(key, server);
      void server.gone().then((code) => this.#gone(deployment, key, server, code));
      return server;
    } catch (error) {
      this.#running.delete(key);
      throw error;
    }
  }

  /** One that ended of itself is started anew by the next request. */
  #gone(deployment: Deployment, key: string, server: ServerProcess, code: number | null): void {
    const { id, name, artefact } = deployment.data;
    const isOurs = this.#awake.get(key) !== server;
    if (!isOurs) this.#forget(key);
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
    const all = this.#world.store.all<DeploymentData>("vercel.deployment");
    const wanted = new Set(all.map(({ data }) => data.id));
    for (const [key, server] of this.#awake) {
      const isIdle = performance.now() - server.lastUse > this.#bounds.idleMilliseconds;
      const isWanted = wanted.has(key.split("/")[0] ?? key);
      if (!server.isBusy && (isIdle || !isWanted)) this.#stop(key, server);
    }
  }

  #stop(key: string, server: ServerProcess): void {
    this.#forget(key);
    const ending = server.stop().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  #forget(key: string): void {
    this.#awake.delete(key);
    this.#running.delete(key);
  }

  #clock(): ClockNote {
    const { mode, now, offset } = this.#world.clock.reading();
    return { mode, value: mode === "paused" ? Date.parse(now) : offset };
  }
}
