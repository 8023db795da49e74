/** How often which value came, values kept to three significant digits: whole numbers below a thousand are exact. */
export type Sketch = Map<number, number>;

/** Values of a distribution that are counted: `name` names the test, so that what a cell counts is kept. */
export interface Passing {
  readonly name: string;
  readonly test: (value: number) => boolean;
  times: number;
}

/** What some points of one series come to. */
export interface Fold {
  sum: number;
  /** Points; of a distribution: values. */
  count: number;
  min: number;
  max: number;
  /** Only of distributions, and only where it was asked for. */
  readonly sketch?: Sketch;
  /** Only where some values of a distribution are counted. */
  readonly passing?: Passing;
}

/** Nothing yet. */
export function emptyFold(more: Pick<Fold, "sketch" | "passing"> = {}): Fold {
  return { sum: 0, count: 0, min: Infinity, max: -Infinity, ...more };
}

/** A value as a sketch keeps it: 512.3 is 512, 0.12345 is 0.123. */
export function sketched(value: number): number {
  return Number(value.toPrecision(3));
}

/** Adds a value that came so many times. */
export function addTo(sketch: Sketch, value: number, times: number): void {
  sketch.set(value, (sketch.get(value) ?? 0) + times);
}

/** How many values of a sketch pass a test. */
export function passingIn(sketch: Sketch | undefined, test: (value: number) => boolean): number {
  let times = 0;
  for (const [value, often] of sketch ?? []) if (test(value)) times += often;
  return times;
}

/** The value that a share of the values does not exceed: `share` 0 to 1; undefined without values. */
export function percentile(sketch: Sketch, share: number): number | undefined {
  const values = [...sketch.keys()].sort((a, b) => a - b);
  const total = values.reduce((sum, value) => sum + (sketch.get(value) ?? 0), 0);
  let seen = 0;
  for (const value of values) {
    seen += sketch.get(value) ?? 0;
    if (seen >= share * total) return value;
  }
  return undefined;
}
