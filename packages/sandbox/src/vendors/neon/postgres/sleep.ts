import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { BranchData } from "../tables/branch.ts";
import type { EndpointData } from "../tables/endpoint.ts";
import { sleepsAt } from "../views/endpoint-view.ts";
import type { Fleet } from "./fleet.ts";
import type { Jobs } from "./jobs.ts";
import { ConnectionRefused } from "./connection-refused.ts";

/** Real milliseconds between two looks at who may sleep. */
const lookEvery = 1000;

/** Most Postgres that run at a time; the one that was used longest ago sleeps for another. */
const mostRunning = 8;

/** Scale to zero: computes that nobody used for their idle time are stopped, and woken by the next connection. */
export class Sleep {
  readonly #world: World;
  readonly #fleet: Fleet;
  readonly #jobs: Jobs;
  readonly #lastUse = new Map<string, number>();
  /** Branches that are just being looked at. */
  readonly #looking = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  readonly #stop: () => void;

  constructor(world: World, fleet: Fleet, jobs: Jobs) {
    this.#world = world;
    this.#fleet = fleet;
    this.#jobs = jobs;
    this.#timer = setInterval(() => this.#look(), lookEvery).unref();
    this.#stop = world.clock.onChange(() => this.#look());
  }

  /** Sandbox time at which a compute was used last. */
  lastUseOf(endpoint: string): number | undefined {
    return this.#lastUse.get(endpoint);
  }

  /** Notes that a compute is used. */
  use(endpoint: string): void {
    this.#lastUse.set(endpoint, this.#world.clock.now());
  }

  /** Notes that a compute was woken. */
  woke(endpoint: string): void {
    const before = this.#endpoints().find(({ data }) => data.id === endpoint);
    if (before && this.#isIdle(before)) this.#change(before, { startedAt: this.#world.clock.now(), stoppedAt: null });
    this.use(endpoint);
  }

  /** Lets another sleep where too many run. @throws ConnectionRefused where all are at work */
  async makeRoom(branch: string): Promise<void> {
    const awake = this.#fleet.awake();
    if (awake.includes(branch) || awake.length < mostRunning) return;
    const byUse = awake.toSorted((a, b) => this.#lastUseIn(a) - this.#lastUseIn(b));
    for (const other of byUse) {
      if (await this.#fleet.isBusy(other)) continue;
      await this.#fleet.stop(other);
      return;
    }
    const message = `${String(mostRunning)} databases run already and all are at work: the sandbox runs no more at a time.`;
    throw new ConnectionRefused("53300", message);
  }

  /** Stops looking. */
  close(): void {
    clearInterval(this.#timer);
    this.#stop();
  }

  #look(): void {
    for (const branch of this.#fleet.awake()) {
      if (this.#isInUse(branch) || this.#looking.has(branch)) continue;
      this.#looking.add(branch);
      const done = (): void => void this.#looking.delete(branch);
      this.#jobs.run(this.#projectOf(branch), () => this.#putToSleep(branch)).then(done, done);
    }
  }

  /** Also of a branch without computes: what works with its data is waited for. */
  #projectOf(branch: string): string {
    const branches = this.#world.store.all<BranchData>("neon.branch");
    return branches.find(({ data }) => data.id === branch)?.parent ?? "";
  }

  async #putToSleep(branch: string): Promise<void> {
    if (this.#isInUse(branch) || (await this.#fleet.isBusy(branch))) return;
    await this.#fleet.stop(branch);
    const now = this.#world.clock.now();
    for (const each of this.#computes(branch)) if (each.data.stoppedAt === null) this.#change(each, { stoppedAt: now });
  }

  #isInUse(branch: string): boolean {
    return this.#computes(branch).some((each) => !this.#isIdle(each));
  }

  #isIdle({ data }: Entity<EndpointData>): boolean {
    return sleepsAt(data, this.#lastUse.get(data.id)) <= this.#world.clock.now();
  }

  #lastUseIn(branch: string): number {
    return Math.max(0, ...this.#computes(branch).map(({ data }) => this.#lastUse.get(data.id) ?? 0));
  }

  #computes(branch: string): Entity<EndpointData>[] {
    return this.#endpoints().filter(({ data }) => data.branch_id === branch);
  }

  #endpoints(): Entity<EndpointData>[] {
    return this.#world.store.all<EndpointData>("neon.endpoint");
  }

  #change(before: Entity<EndpointData>, fields: Partial<EndpointData>): void {
    const { store } = this.#world;
    store.transact(() => store.alter(before, before.updated, fields));
  }
}
