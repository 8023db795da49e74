/** Upper bounds of answer times, seconds. */
const buckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Requests of this process, for `/metrics` in the text format of Prometheus. */
export class RequestCounts {
  readonly #byStatus = new Map<number, number>();
  readonly #byTime = buckets.map(() => 0);
  #sum = 0;
  #count = 0;

  /** Notes one answer. */
  note(status: number, milliseconds: number): void {
    this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
    const seconds = milliseconds / 1000;
    this.#sum += seconds;
    this.#count += 1;
    for (const [index, bound] of buckets.entries())
      if (seconds <= bound) this.#byTime[index] = (this.#byTime[index] ?? 0) + 1;
  }

  /** The page, with the gauges given. */
  page(version: string, gauges: Readonly<Record<string, number>>): string {
    const label = `version="${version}"`;
    const statuses = [...this.#byStatus].map(
      ([status, count]) => `http_requests_total{${label},status="${String(status)}"} ${String(count)}`,
    );
    const times = buckets.map(
      (bound, index) =>
        `http_request_duration_seconds_bucket{${label},le="${String(bound)}"} ${String(this.#byTime[index])}`,
    );
    const others = Object.entries(gauges).flatMap(([name, value]) => [
      `# TYPE ${name} gauge`,
      `${name}{${label}} ${String(value)}`,
    ]);
    return [
      "# TYPE http_requests_total counter",
      ...(statuses.length > 0 ? statuses : [`http_requests_total{${label},status="200"} 0`]),
      "# TYPE http_request_duration_seconds histogram",
      ...times,
      `http_request_duration_seconds_bucket{${label},le="+Inf"} ${String(this.#count)}`,
      `http_request_duration_seconds_sum{${label}} ${String(this.#sum)}`,
      `http_request_duration_seconds_count{${label}} ${String(this.#count)}`,
      ...others,
      "",
    ].join("\n");
  }
}
