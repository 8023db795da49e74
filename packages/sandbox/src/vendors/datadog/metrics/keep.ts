import type { Data } from "../../../world/entity.ts";
import type { Store } from "../../../world/store.ts";
import type { Sketch } from "./fold.ts";
import type { MetricStore } from "./metric-store.ts";
import type { MetricKind, Series } from "./series.ts";
import { cellsOfChunk, emptyChunk, type Chunk } from "./tier.ts";

const collection = "datadog.metric-chunk";

interface ChunkData extends Data {
  readonly metric: string;
  readonly tags: readonly string[];
  readonly kind: MetricKind;
  /** Which of the tiers. */
  readonly tier: number;
  readonly chunk: number;
  /** JSON of {@link Cell}s: as a text it is one value to the store. */
  readonly cells: string;
}

type Cell = readonly [cell: number, sum: number, count: number, min: number, max: number, sketch?: [number, number][]];

/** Keeps the metrics with the world: chunks that changed are written again, those past their retention are taken out. */
export class MetricKeeper {
  readonly #keys = new Map<string, string>();

  /** Reads everything that is kept into an empty store of metrics. */
  load(store: Store, metrics: MetricStore): void {
    for (const { key, data } of store.all<ChunkData>(collection)) {
      const series = metrics.series(data.metric, data.tags, data.kind);
      const tier = series.tiers[data.tier];
      if (!tier) continue;
      tier.chunks.set(data.chunk, decoded(data.cells));
      const start = data.chunk * cellsOfChunk * tier.width;
      series.first = Math.min(series.first, start);
      series.last = Math.max(series.last, tier.lastBefore(Infinity));
      this.#keys.set(nameOf(series, data.tier, data.chunk), key);
    }
  }

  /** Writes what changed, within one transaction. */
  flush(store: Store, metrics: MetricStore, now: number): void {
    store.transact(() => {
      for (const series of metrics.all()) series.tiers.forEach((_tier, tier) => this.#flush(store, series, tier, now));
    });
  }

  #flush(store: Store, series: Series, level: number, now: number): void {
    const tier = series.tiers[level];
    for (const number of tier?.gone ?? []) {
      const name = nameOf(series, level, number);
      const key = this.#keys.get(name);
      if (key !== undefined) store.remove(key);
      this.#keys.delete(name);
    }
    for (const number of tier?.changed ?? []) {
      const chunk = tier?.chunks.get(number);
      if (chunk) this.#put(store, series, { tier: level, chunk: number, cells: encoded(chunk) }, now);
    }
    tier?.gone.clear();
    tier?.changed.clear();
  }

  #put(store: Store, series: Series, part: Pick<ChunkData, "tier" | "chunk" | "cells">, now: number): void {
    const name = nameOf(series, part.tier, part.chunk);
    const before = store.get<ChunkData>(this.#keys.get(name) ?? "");
    const data: ChunkData = { metric: series.metric, tags: series.tags, kind: series.kind, ...part };
    this.#keys.set(name, store.upsert(before, collection, { at: now, data }).key);
  }
}

function nameOf({ metric, tags }: Series, tier: number, chunk: number): string {
  return `${metric}{${tags.join(",")}}/${String(tier)}/${String(chunk)}`;
}

function encoded({ sum, count, min, max, sketches }: Chunk): string {
  const cells: Cell[] = [];
  count.forEach((times, cell) => {
    if (times === 0) return;
    const sketch = sketches[cell];
    const numbers = [cell, sum[cell] ?? 0, times, min[cell] ?? 0, max[cell] ?? 0] as const;
    cells.push(sketch ? [...numbers, [...sketch]] : numbers);
  });
  return JSON.stringify(cells);
}

function decoded(text: string): Chunk {
  const chunk = emptyChunk();
  for (const [cell, sum, count, min, max, sketch] of JSON.parse(text) as Cell[]) {
    chunk.sum[cell] = sum;
    chunk.count[cell] = count;
    chunk.min[cell] = min;
    chunk.max[cell] = max;
    if (sketch) chunk.sketches[cell] = new Map(sketch) satisfies Sketch;
  }
  return chunk;
}
