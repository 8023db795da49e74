import { Series, type MetricKind } from "./series.ts";

/** Series of one metric that pass a test; kept until a new series comes. */
interface Selection {
  readonly of: number;
  readonly series: readonly Series[];
}

/** All metrics of one sandbox, in memory. */
export class MetricStore {
  readonly #metrics = new Map<string, Map<string, Series>>();
  readonly #selections = new Map<string, Selection>();

  /** The series of a metric with these tags, made where there is none. The kind of a metric is that of its first point. */
  series(metric: string, tags: readonly string[], kind: MetricKind): Series {
    const all = this.#metrics.get(metric) ?? new Map<string, Series>();
    if (all.size === 0) this.#metrics.set(metric, all);
    const sorted = [...new Set(tags)].sort();
    const name = sorted.join(",");
    const found = all.get(name);
    if (found) return found;
    const [first] = all.values();
    const made = new Series(metric, sorted, first?.kind ?? kind);
    all.set(name, made);
    return made;
  }

  /** Kind of a metric; undefined before its first point. */
  kindOf(metric: string): MetricKind | undefined {
    const [first] = this.#metrics.get(metric)?.values() ?? [];
    return first?.kind;
  }

  /** Series of a metric whose tags pass; `name` names the test, so that the answer can be kept. */
  select(metric: string, name: string, test: (series: Series) => boolean): readonly Series[] {
    const all = this.#metrics.get(metric);
    if (!all) return [];
    const key = `${metric}${name}`;
    const kept = this.#selections.get(key);
    if (kept?.of === all.size) return kept.series;
    const series = [...all.values()].filter(test);
    this.#selections.set(key, { of: all.size, series });
    return series;
  }

  /** Every series. */
  *all(): Generator<Series> {
    for (const metric of this.#metrics.values()) yield* metric.values();
  }
}
