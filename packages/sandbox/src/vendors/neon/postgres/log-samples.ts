import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A moment of sandbox time at which a log had reached a place. */
export interface Sample {
  readonly at: number;
  readonly lsn: string;
}

const file = "log-times.jsonl";

/** What a cluster's log had reached when: sampled while it runs, kept in a file of its folder. */
export class LogSamples {
  readonly #folder: string;
  readonly #samples: Sample[];

  constructor(folder: string) {
    this.#folder = folder;
    const path = join(folder, file);
    const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
    this.#samples = lines.filter((line) => line.endsWith("}")).map((line) => JSON.parse(line) as Sample);
  }

  /** Notes a sample, if the log has grown. */
  add(sample: Sample): void {
    if (this.#samples.at(-1)?.lsn === sample.lsn) return;
    this.#samples.push(sample);
    appendFileSync(join(this.#folder, file), `${JSON.stringify(sample)}\n`);
  }

  /** Place that the log had reached at a moment. */
  lsnAt(at: number): string | undefined {
    return this.#samples.findLast((each) => each.at <= at)?.lsn;
  }

  /** Moment at which the log had reached a place. */
  momentOf(lsn: string): number | undefined {
    const place = placeOf(lsn);
    return place === undefined ? undefined : this.#samples.find((each) => (placeOf(each.lsn) ?? 0n) >= place)?.at;
  }

  /** Last place that is known. */
  get last(): string | undefined {
    return this.#samples.at(-1)?.lsn;
  }

  /** First place that is known. */
  get first(): string | undefined {
    return this.#samples[0]?.lsn;
  }
}

/** Bytes before a place of a log; `undefined` for a text that is none. */
export function placeOf(lsn: string): bigint | undefined {
  const [, high, low] = /^([\dA-F]{1,8})\/([\dA-F]{1,8})$/i.exec(lsn) ?? [];
  return high === undefined || low === undefined ? undefined : (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}
