import { addTo, passingIn, type Fold, type Passing, type Sketch } from "./fold.ts";

/** Cells of a chunk. */
export const cellsOfChunk = 60;

/** Sixty neighbouring cells of a tier. */
export interface Chunk {
  readonly sum: Float64Array;
  readonly count: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly sketches: (Sketch | undefined)[];
  /** What cells counted for a test, by its name; NaN: not yet, or no longer true. */
  readonly counted: Map<string, Float64Array>;
}

/** A new chunk without points. */
export function emptyChunk(): Chunk {
  return {
    sum: new Float64Array(cellsOfChunk),
    count: new Float64Array(cellsOfChunk),
    min: new Float64Array(cellsOfChunk).fill(Infinity),
    max: new Float64Array(cellsOfChunk).fill(-Infinity),
    sketches: [],
    counted: new Map(),
  };
}

/** The points of one series rolled up to one width, as far back as its retention. Cells without points take no room. */
export class Tier {
  /** Milliseconds of a cell. */
  readonly width: number;
  /** Milliseconds for which cells are kept. */
  readonly retention: number;
  /** By number: that of the chunk with the moment 1970 is 0. */
  readonly chunks = new Map<number, Chunk>();
  /** Numbers of chunks that changed since somebody asked. */
  readonly changed = new Set<number>();
  /** Numbers of chunks that went since somebody asked. */
  readonly gone = new Set<number>();

  constructor(width: number, retention: number) {
    this.width = width;
    this.retention = retention;
  }

  /** Adds a value that came `times` times at a moment. `sketch`: it is of a distribution, and this is how its sketch keeps it. */
  add(at: number, value: number, times: number, sketch?: number): void {
    const index = Math.floor(at / this.width);
    const number = Math.floor(index / cellsOfChunk);
    const chunk = this.chunks.get(number) ?? this.#begin(number);
    const cell = index - number * cellsOfChunk;
    chunk.sum[cell] = (chunk.sum[cell] ?? 0) + value * times;
    chunk.count[cell] = (chunk.count[cell] ?? 0) + times;
    chunk.min[cell] = Math.min(chunk.min[cell] ?? Infinity, value);
    chunk.max[cell] = Math.max(chunk.max[cell] ?? -Infinity, value);
    if (sketch !== undefined) addTo((chunk.sketches[cell] ??= new Map<number, number>()), sketch, times);
    for (const each of chunk.counted.values()) each[cell] = NaN;
    this.changed.add(number);
  }

  /** Folds the cells from `from` to before `to`, milliseconds since 1970, both at the edge of a cell. */
  fold(from: number, to: number, into: Fold): void {
    const end = Math.floor(to / this.width);
    let index = Math.floor(from / this.width);
    while (index < end) {
      const number = Math.floor(index / cellsOfChunk);
      const stop = Math.min(end, (number + 1) * cellsOfChunk);
      const chunk = this.chunks.get(number);
      if (chunk) foldCells(chunk, index - number * cellsOfChunk, stop - number * cellsOfChunk, into);
      index = stop;
    }
  }

  /** Start of the last cell with points before a moment; `-Infinity`: there is none. */
  lastBefore(moment: number): number {
    const end = Math.floor(moment / this.width);
    const numbers = [...this.chunks.keys()].filter((number) => number * cellsOfChunk < end).sort((a, b) => b - a);
    for (const number of numbers) {
      const start = number * cellsOfChunk;
      const filled = this.chunks.get(number)?.count.subarray(0, end - start) ?? new Float64Array();
      const cell = filled.findLastIndex((times) => times > 0);
      if (cell >= 0) return (start + cell) * this.width;
    }
    return -Infinity;
  }

  #begin(number: number): Chunk {
    const chunk = emptyChunk();
    this.chunks.set(number, chunk);
    const newest = Math.max(...this.chunks.keys());
    const oldest = newest - Math.ceil(this.retention / (this.width * cellsOfChunk));
    for (const each of this.chunks.keys()) {
      if (each >= oldest) continue;
      this.chunks.delete(each);
      this.changed.delete(each);
      this.gone.add(each);
    }
    return chunk;
  }
}

function foldCells(chunk: Chunk, from: number, to: number, into: Fold): void {
  const { sum, count, min, max, sketches } = chunk;
  for (let cell = from; cell < to; cell += 1) {
    const times = count[cell] ?? 0;
    if (times === 0) continue;
    into.sum += sum[cell] ?? 0;
    into.count += times;
    into.min = Math.min(into.min, min[cell] ?? Infinity);
    into.max = Math.max(into.max, max[cell] ?? -Infinity);
    if (into.sketch) for (const [value, often] of sketches[cell] ?? []) addTo(into.sketch, value, often);
    if (into.passing) into.passing.times += passingOf(chunk, cell, into.passing);
  }
}

function passingOf({ counted, sketches }: Chunk, cell: number, { name, test }: Passing): number {
  const kept = counted.get(name) ?? new Float64Array(cellsOfChunk).fill(NaN);
  counted.set(name, kept);
  const known = kept[cell] ?? NaN;
  if (!Number.isNaN(known)) return known;
  const times = passingIn(sketches[cell], test);
  kept[cell] = times;
  return times;
}
