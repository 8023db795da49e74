import type { VendorId } from "@launchgate/core";

/** One request as the log keeps it: no token, no body, no secret part of a path. */
export interface RequestRecord {
  /** Running number since start. */
  readonly number: number;
  /** Sandbox time, ISO 8601 UTC. */
  readonly at: string;
  readonly vendor: VendorId;
  readonly method: string;
  /** Path as sent, without query; secret parts stand as `[secret]`. */
  readonly path: string;
  /** Template of the route; `null`: unrouted. */
  readonly route: string | null;
  /** Status of the answer; 0: a fault let it go unanswered. */
  readonly status: number;
  /** Kind of the fault that it met, if any. */
  readonly fault?: string;
  /** Who asked; `null`: nobody known. */
  readonly holder: string | null;
  readonly milliseconds: number;
}

/** What an observer sees beside the log: bodies, for contract tests. */
export interface Exchange extends RequestRecord {
  readonly query: URLSearchParams;
  /** The answer's body as sent. */
  readonly answer: string | undefined;
  /** {@link Route.documentedAs} of the route. */
  readonly documentedAs: string | undefined;
}

type Observer = (exchange: Exchange) => void;

/** Keeps the last requests and all that met no route, and tells observers. */
export class Recorder {
  readonly #recent: RequestRecord[] = [];
  readonly #unrouted: RequestRecord[] = [];
  readonly #observers = new Set<Observer>();
  readonly #most: number;
  #count = 0;

  /** @param most requests kept; default 5000, about 2 MB */
  constructor(most = 5000) {
    this.#most = most;
  }

  /** Requests since start, unrouted ones included. */
  get count(): number {
    return this.#count;
  }

  /** The last requests, oldest first. */
  recent(vendor?: string): readonly RequestRecord[] {
    return vendor === undefined ? this.#recent : this.#recent.filter((record) => record.vendor === vendor);
  }

  /** Requests that met no route: gaps of the sandbox or mistakes of the client. Never dropped before reset. */
  unrouted(): readonly RequestRecord[] {
    return this.#unrouted;
  }

  /** Tells `observer` every exchange; returns how to stop. */
  observe(observer: Observer): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** Keeps one exchange. */
  record(exchange: Omit<Exchange, "number">): void {
    const numbered: Exchange = { number: ++this.#count, ...exchange };
    const { number, at, vendor, method, path, route, status, holder, milliseconds, fault } = numbered;
    const known = { number, at, vendor, method, path, route, status, holder, milliseconds };
    const kept: RequestRecord = fault === undefined ? known : { ...known, fault };
    this.#recent.push(kept);
    if (this.#recent.length > this.#most) this.#recent.splice(0, this.#recent.length - this.#most);
    if (kept.route === null) this.#unrouted.push(kept);
    for (const observer of this.#observers) observer(numbered);
  }

  /** Forgets all requests. */
  clear(): void {
    this.#recent.length = 0;
    this.#unrouted.length = 0;
  }
}
