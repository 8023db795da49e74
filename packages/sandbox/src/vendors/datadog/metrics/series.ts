import { sketched, type Fold } from "./fold.ts";
import { Tier } from "./tier.ts";

/** Kinds of metrics. */
export type MetricKind = "count" | "rate" | "gauge" | "distribution";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** Widths and retentions: enough for a comparison with the week before, and for an objective over 90 days. */
const tiers = [
  { width: 10 * second, retention: 2 * hour },
  { width: minute, retention: 9 * day },
  { width: hour, retention: 95 * day },
] as const;

/** All points of one metric with one set of tags. */
export class Series {
  readonly metric: string;
  /** Sorted, `key:value`. */
  readonly tags: readonly string[];
  readonly kind: MetricKind;
  readonly tiers: readonly Tier[] = tiers.map(({ width, retention }) => new Tier(width, retention));
  /** First point ever, milliseconds since 1970. */
  first = Infinity;
  /** Last point, milliseconds since 1970. */
  last = -Infinity;

  constructor(metric: string, tags: readonly string[], kind: MetricKind) {
    this.metric = metric;
    this.tags = tags;
    this.kind = kind;
  }

  /** Adds a value that came `times` times. Counts are those of the point; a rate's point is the count of its interval. */
  add(at: number, value: number, times = 1): void {
    const sketch = this.kind === "distribution" ? sketched(value) : undefined;
    for (const tier of this.tiers) tier.add(at, value, times, sketch);
    this.first = Math.min(this.first, at);
    this.last = Math.max(this.last, at);
  }

  /** Folds the points from `from` to before `to`: whole hours and whole minutes as such, so that a long window is cheap. */
  fold(from: number, to: number, into: Fold): void {
    this.#fold(this.tiers.length - 1, Math.max(from, 0), to, into);
  }

  /** When the last point before a moment came, to the minute; `-Infinity`: there is none. */
  lastBefore(moment: number): number {
    return this.last < moment ? this.last : (this.tiers[1]?.lastBefore(moment) ?? -Infinity);
  }

  /** Value of a tag. */
  tag(name: string): string | undefined {
    const start = `${name}:`;
    return this.tags.find((each) => each.startsWith(start))?.slice(start.length);
  }

  #fold(level: number, from: number, to: number, into: Fold): void {
    const tier = this.tiers[level];
    if (!tier || from >= to) return;
    const [start, end] = [Math.ceil(from / tier.width) * tier.width, Math.floor(to / tier.width) * tier.width];
    if (level === 0) tier.fold(from, to, into);
    else if (start >= end) this.#fold(level - 1, from, to, into);
    else {
      this.#fold(level - 1, from, start, into);
      tier.fold(start, end, into);
      this.#fold(level - 1, end, to, into);
    }
  }
}
