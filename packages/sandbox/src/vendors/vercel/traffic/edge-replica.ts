import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { EdgeConfigData, EdgeItem } from "../tables/edge-config.ts";

type Items = Readonly<Record<string, EdgeItem>>;

interface Version {
  /** Sandbox time from which servers see it. */
  readonly from: number;
  readonly row: Entity<EdgeConfigData>;
}

/** Real milliseconds between two looks for changes. */
const look = 50;

/** Values of edge configs as servers see them: some time after they were written. (B9) */
export class EdgeReplica {
  readonly #world: World;
  readonly #delay: number;
  readonly #versions = new Map<string, Version[]>();
  readonly #timer: NodeJS.Timeout;

  /** @param delay sandbox milliseconds until a change reaches servers */
  constructor(world: World, delay: number) {
    this.#world = world;
    this.#delay = delay;
    this.#look(0);
    this.#timer = setInterval(() => this.#look(delay), look).unref();
  }

  /** Values of a store, for a token that opens it; `undefined`: no such store, or the token does not open it. */
  valuesFor(id: string, token: string): Readonly<Record<string, unknown>> | undefined {
    const row = this.#rows().find(({ data }) => data.id === id);
    const tokens = row ? this.#world.store.children("vercel.edge-config-token", row.key) : [];
    if (!row || !tokens.some(({ data }) => data["token"] === token)) return undefined;
    this.#look(this.#delay);
    return plain(this.#seen(row.key));
  }

  /** Stops looking. */
  close(): void {
    clearInterval(this.#timer);
  }

  #seen(key: string): Items {
    const now = this.#world.clock.now();
    return this.#versions.get(key)?.findLast(({ from }) => from <= now)?.row.data.items ?? {};
  }

  #look(delay: number): void {
    const now = this.#world.clock.now();
    for (const row of this.#rows()) {
      const known = this.#versions.get(row.key) ?? [];
      const last = known.at(-1);
      if (last?.row === row) continue;
      // A store that is new, or that was put back with the world, is seen as it is.
      const isOther = last?.row.created !== row.created || row.updated < last.row.updated;
      const kept = known.filter((_each, index) => (known[index + 1]?.from ?? Infinity) > now);
      const next = { from: row.updated + delay, row };
      this.#versions.set(row.key, isOther ? [{ from: -Infinity, row }] : [...kept, next]);
    }
  }

  #rows(): Entity<EdgeConfigData>[] {
    return this.#world.store.all<EdgeConfigData>("vercel.edge-config");
  }
}

function plain(items: Items): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(items).map(([key, { value }]) => [key, value]));
}
