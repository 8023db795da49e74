import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Entity } from "../../../world/entity.ts";
import type { Fault } from "../../../world/faults.ts";
import type { World } from "../../../world/world.ts";
import type { BranchData } from "../tables/branch.ts";
import type { EndpointData } from "../tables/endpoint.ts";
import type { ProjectData } from "../tables/project.ts";
import { ConnectionRefused } from "./connection-refused.ts";

/** How faults name a branch: `/<project>/<branch>`, by their names. */
export function placeOf({ parent, data }: Entity<BranchData>, { store }: World): string {
  return `/${store.get<ProjectData>(parent ?? "")?.data.name ?? ""}/${data.name ?? ""}`;
}

/** Plays the faults of `postgres` to those who connect, and breaks open connections when an outage begins. (D1) */
export class ConnectionFaults {
  readonly #world: World;
  readonly #open = new Map<Socket, string>();
  readonly #stop: () => void;

  constructor(world: World) {
    this.#world = world;
    this.#stop = world.faults.onBegun((fault) => this.#begin(fault));
  }

  /**
   * Whether a client may connect to a compute now. One that may not is disconnected, or hears nothing any more.
   *
   * @throws ConnectionRefused
   */
  async admit(endpoint: string, client: Socket): Promise<boolean> {
    const place = this.#placeOf(endpoint);
    const effect = this.#world.faults.meet("postgres", "CONNECT", place);
    if (effect?.kind === "error")
      throw new ConnectionRefused("57P03", "the database system is not accepting connections");
    if (effect?.kind === "rate-limit") throw new ConnectionRefused("53300", "sorry, too many clients already");
    if (effect?.kind === "outage") client.destroy();
    if (effect?.kind === "outage" || effect?.kind === "timeout") return false;
    this.#open.set(client, place);
    client.once("close", () => this.#open.delete(client));
    if (effect?.kind === "latency") await sleep(effect.milliseconds, undefined, { ref: false });
    return !client.destroyed;
  }

  /** Breaks no connections any more. */
  close(): void {
    this.#stop();
  }

  #begin({ vendor, effect }: Fault): void {
    if (vendor !== "postgres" || effect.kind !== "outage") return;
    for (const [client, place] of this.#open) {
      if (this.#world.faults.meet("postgres", "CONNECT", place)?.kind === "outage") client.destroy();
    }
  }

  #placeOf(endpoint: string): string {
    const { store } = this.#world;
    const found = store.all<EndpointData>("neon.endpoint").find(({ data }) => data.id === endpoint);
    const branch = store.all<BranchData>("neon.branch").find(({ data }) => data.id === found?.data.branch_id);
    return branch ? placeOf(branch, this.#world) : "/";
  }
}
