/** Where metrics go, and as whom. */
export interface ReporterTarget {
  /** Base URL of Datadog, without trailing slash. */
  readonly url: string;
  readonly apiKey: string;
}

/** Tags of a point: name to value. */
export type Tags = Readonly<Record<string, string>>;

/** Intake types of Datadog's series. Source: datadog-v2.json, MetricIntakeType. */
const intakeType = { count: 1, gauge: 3 } as const;

interface Series {
  readonly metric: string;
  readonly kind: "count" | "gauge" | "distribution";
  readonly tags: readonly string[];
  readonly values: number[];
}

interface Payload {
  readonly path: "/api/v2/series" | "/api/v1/distribution_points";
  readonly body: unknown;
}

/** Bounds of what waits: different series and values of each in one interval, payloads that could not be sent. */
const most = { series: 500, values: 5_000, payloads: 60 };

/** How to make a {@link Reporter}. */
export interface ReporterArgs {
  readonly target: ReporterTarget;
  /** Sandbox time, milliseconds since 1970: what points are marked with. */
  readonly now: () => number;
  /** Real milliseconds between two sendings. Default 1000. */
  readonly every?: number;
}

/**
 * Sends metrics to Datadog by HTTP once a second: counts and gauges as series, times as distributions. Nothing waits for it and nothing
 * grows without bound: what does not fit is dropped and counted.
 */
export class Reporter {
  readonly #args: ReporterArgs;
  readonly #series = new Map<string, Series>();
  readonly #waiting: Payload[] = [];
  readonly #timer: NodeJS.Timeout;
  #sending: Promise<void> | undefined;
  #dropped = 0;

  constructor(args: ReporterArgs) {
    this.#args = args;
    this.#timer = setInterval(() => void this.flush(), args.every ?? 1000).unref();
  }

  /** Values and payloads that were given up. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Adds to a count. */
  count(metric: string, tags: Tags, by = 1): void {
    const series = this.#of(metric, "count", tags);
    if (series) series.values[0] = (series.values[0] ?? 0) + by;
  }

  /** Sets a gauge: its last value counts. */
  gauge(metric: string, tags: Tags, value: number): void {
    const series = this.#of(metric, "gauge", tags);
    if (series) series.values[0] = value;
  }

  /** Adds a value to a distribution. */
  value(metric: string, tags: Tags, value: number): void {
    const series = this.#of(metric, "distribution", tags);
    if (!series) return;
    if (series.values.length < most.values) series.values.push(value);
    else this.#dropped += 1;
  }

  /** Sends what there is; resolves when it is sent or kept for the next time. */
  flush(): Promise<void> {
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** Sends the rest and stops. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sending;
    await this.flush();
  }

  #of(metric: string, kind: Series["kind"], tags: Tags): Series | undefined {
    const list = Object.entries(tags).map(([name, value]) => `${name}:${value}`);
    const key = `${metric}|${list.join(",")}`;
    const known = this.#series.get(key);
    if (known) return known;
    if (this.#series.size >= most.series) {
      this.#dropped += 1;
      return undefined;
    }
    const made: Series = { metric, kind, tags: list, values: [] };
    this.#series.set(key, made);
    return made;
  }

  #collect(): void {
    const all = [...this.#series.values()];
    this.#series.clear();
    const at = Math.floor(this.#args.now() / 1000);
    const plain = all.filter(({ kind }) => kind !== "distribution");
    const spread = all.filter(({ kind }) => kind === "distribution");
    if (plain.length > 0)
      this.#waiting.push({ path: "/api/v2/series", body: { series: plain.map((each) => point(each, at)) } });
    const series = spread.map(({ metric, tags, values }) => ({ metric, tags, points: [[at, values]] }));
    if (series.length > 0) this.#waiting.push({ path: "/api/v1/distribution_points", body: { series } });
    const over = Math.max(0, this.#waiting.length - most.payloads);
    this.#dropped += this.#waiting.splice(0, over).length;
  }

  async #send(): Promise<void> {
    this.#collect();
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const done = await this.#post(next);
      if (!done) return;
      this.#waiting.shift();
    }
  }

  /** Whether it is done with: taken, or refused for good. */
  async #post({ path, body }: Payload): Promise<boolean> {
    const { url, apiKey } = this.#args.target;
    const headers = { "content-type": "application/json", "dd-api-key": apiKey };
    const request = { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(5000) };
    const status = await fetch(url + path, request).then(
      async (answer) => (await answer.arrayBuffer(), answer.status),
      () => 0,
    );
    const refused = status >= 400 && status < 500 && status !== 429 && status !== 408;
    if (refused) this.#dropped += 1;
    return refused || (status >= 200 && status < 300);
  }
}

function point({ metric, kind, tags, values }: Series, timestamp: number): Readonly<Record<string, unknown>> {
  const type = kind === "count" ? intakeType.count : intakeType.gauge;
  return { metric, type, tags, points: [{ timestamp, value: values[0] ?? 0 }] };
}
