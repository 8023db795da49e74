import { rm } from "node:fs/promises";
import type { World } from "../../../world/world.ts";
import { setDataPlane, type Damage, type DataPlane, type HistoryPoint, type LocalAddress } from "../data-plane.ts";
import type { EndpointData } from "../tables/endpoint.ts";
import type { Entity } from "../../../world/entity.ts";
import { ClockLedger } from "./clock-ledger.ts";
import type { Cluster } from "./cluster.ts";
import { ConnectionFaults } from "./connection-faults.ts";
import { Corruption } from "./corruption.ts";
import { ConnectionRefused } from "./connection-refused.ts";
import { Gateway, type Way } from "./gateway.ts";
import { Histories } from "./histories.ts";
import type { Installation } from "./installation.ts";
import { endLeftovers } from "./leftovers.ts";
import { Jobs } from "./jobs.ts";
import { Fleet } from "./fleet.ts";
import { Schemas } from "./schemas.ts";
import { Sleep } from "./sleep.ts";

const portName = "neon.gateway-port";

/** Real milliseconds between two looks for databases that nothing needs any more. */
const sweepEvery = 30_000;

/** Real databases behind the Neon of a sandbox (issue "Vendors that behave", 1). */
export class NeonPostgres implements DataPlane {
  readonly #world: World;
  readonly #installation: Installation;
  readonly #onDefect: (message: string) => void;
  readonly #ledger: ClockLedger;
  readonly #histories: Histories;
  readonly #fleet: Fleet;
  readonly #jobs: Jobs;
  readonly #sleep: Sleep;
  readonly #faults: ConnectionFaults;
  readonly #corruption: Corruption;
  readonly #schemas: Schemas;
  readonly #sweeper: NodeJS.Timeout;
  #gateway: Gateway | undefined;

  private constructor(world: World, installation: Installation, onDefect: (message: string) => void) {
    this.#world = world;
    this.#installation = installation;
    this.#onDefect = onDefect;
    this.#histories = new Histories(world);
    this.#ledger = new ClockLedger(world, (real) => this.#putBack(real));
    this.#fleet = new Fleet(world, installation, this.#histories, this.#ledger);
    this.#jobs = new Jobs(world, onDefect);
    this.#sleep = new Sleep(world, this.#fleet, this.#jobs);
    this.#faults = new ConnectionFaults(world);
    const wake = (branch: string): Promise<Cluster> => this.#wakeBranch(branch);
    const known = { histories: this.#histories, jobs: this.#jobs, wake };
    this.#corruption = new Corruption({ world, ...known });
    this.#schemas = new Schemas({ fleet: this.#fleet, ...known });
    this.#sweeper = setInterval(() => void this.sweep(), sweepEvery).unref();
  }

  /** Puts real databases behind a world. Nothing is started until somebody connects. */
  static async open(
    world: World,
    installation: Installation,
    onDefect: (message: string) => void,
    givenPort?: number,
  ): Promise<NeonPostgres> {
    const plane = new NeonPostgres(world, installation, onDefect);
    await endLeftovers(installation);
    await plane.#jobs.runAlone(() => plane.#fleet.sweep());
    const wayTo = (endpoint: string): Promise<Way> => plane.#wayTo(endpoint);
    const known = givenPort ?? (world.store.kept(portName) as number | undefined) ?? 0;
    try {
      const sockets = (): string[] => plane.#fleet.sockets();
      plane.#gateway = await Gateway.listen({ wayTo, sockets, faults: plane.#faults }, known);
    } catch (error) {
      await plane.close();
      throw error;
    }
    const { port } = plane.#gateway;
    world.store.transact(() => world.store.keep(portName, port));
    setDataPlane(world, plane);
    return plane;
  }

  /** Port on 127.0.0.1 that clients connect to. */
  get port(): number {
    return this.#gateway?.port ?? 0;
  }

  /** How many Postgres run now. */
  get running(): number {
    return this.#fleet.sockets().length;
  }

  /** Ends and removes what nothing can reach any more; happens of itself every half minute. */
  async sweep(): Promise<void> {
    await this.#jobs.runAlone(() => this.#fleet.sweep()).catch((error: unknown) => this.#onDefect(String(error)));
  }

  /** Stops every Postgres; the data stay. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    setDataPlane(this.#world, undefined);
    this.#sleep.close();
    this.#faults.close();
    this.#ledger.close();
    await this.#gateway?.close();
    await this.#jobs.settled();
    await this.#fleet.close();
    await rm(this.#installation.sockets, { recursive: true, force: true });
  }

  isWorkingOn(operation: string): boolean {
    return this.#jobs.isWorkingOn(operation);
  }

  addressOf(): LocalAddress {
    return { host: "127.0.0.1", port: this.port };
  }

  lastUseOf(endpoint: string): number | undefined {
    return this.#sleep.lastUseOf(endpoint);
  }

  lsnAt(branch: string, at: number): string | undefined {
    return this.#fleet.lsnAt(branch, at);
  }

  momentOf(branch: string, lsn: string): number | undefined {
    return this.#fleet.momentOf(branch, lsn);
  }

  restored(branch: string, point: HistoryPoint, preserved: string | undefined, operation: string): void {
    this.#jobs.add(operation, this.#projectOf(branch), () => this.#fleet.restore(branch, point, preserved));
  }

  configured(branch: string, operation: string): void {
    if (this.#fleet.isAwake(branch))
      this.#jobs.add(operation, this.#projectOf(branch), () => this.#fleet.align(branch));
  }

  switched(branch: string, on: boolean, operation: string): void {
    const project = this.#projectOf(branch);
    if (on) this.#jobs.add(operation, project, () => this.#fleet.wake(branch));
    else if (this.#fleet.isAwake(branch)) this.#jobs.add(operation, project, () => this.#fleet.stop(branch));
  }

  corrupt(path: string, share: number): Promise<Damage> {
    return this.#corruption.corrupt(path, share);
  }

  schemaOf(branch: string, database: string, point?: HistoryPoint): Promise<string> {
    return this.#schemas.schemaOf(branch, database, point);
  }

  #projectOf(branch: string): string {
    return this.#histories.branch(branch)?.parent ?? "";
  }

  /** The sandbox was put back to a snapshot of its world: so are the databases. */
  #putBack(real: number): void {
    this.#histories.putBack(real);
    this.#jobs.runAlone(() => this.#fleet.stopAll()).catch((error: unknown) => this.#onDefect(String(error)));
  }

  async #wayTo(id: string): Promise<Way> {
    const endpoint = this.#world.store.all<EndpointData>("neon.endpoint").find(({ data }) => data.id === id);
    if (!endpoint) throw new ConnectionRefused("08004", `The requested endpoint could not be found: ${id}.`);
    if (endpoint.data.disabled) throw new ConnectionRefused("57P03", `The endpoint ${id} is disabled.`);
    const cluster = await this.#jobs.run(endpoint.parent ?? "", () => this.#wake(endpoint));
    const readOnly = endpoint.data.type === "read_only";
    return {
      socket: cluster.socket,
      options: readOnly ? "-c default_transaction_read_only=on" : "",
      used: () => this.#sleep.use(id),
    };
  }

  async #wake({ data }: Entity<EndpointData>): Promise<Cluster> {
    const cluster = await this.#wakeBranch(data.branch_id);
    this.#sleep.woke(data.id);
    return cluster;
  }

  async #wakeBranch(branch: string): Promise<Cluster> {
    await this.#sleep.makeRoom(branch);
    return this.#fleet.wake(branch);
  }
}
