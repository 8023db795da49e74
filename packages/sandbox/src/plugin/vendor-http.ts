import { ProviderError, type Log } from "@launchgate/provider-kit";
import pRetry, { AbortError } from "p-retry";

/** One answer of a vendor. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined where the body is empty. */
  readonly body: unknown;
}

/** How to reach one vendor. */
export interface VendorHttpArgs {
  /** Name as people know it: stands in messages. */
  readonly vendor: string;
  /** Without trailing slash; loopback only. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Query parameters of every request, such as Vercel's `teamId`. */
  readonly query?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Seconds until one request is given up. Default 30. */
  readonly timeoutSeconds?: number;
}

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);
/** Statuses after which the vendor did nothing: any request may be repeated. */
const untouched = new Set([429, 503]);
/** Statuses after which only what has the same effect twice may be repeated. */
const uncertain = new Set([500, 502, 504]);
const longestPauseSeconds = 60;

/** A vendor said no. */
export class VendorRefusal extends ProviderError {
  readonly status: number;
  readonly body: unknown;

  constructor(vendor: string, request: string, status: number, body: unknown) {
    super("precondition", `${vendor} refused ${request}: HTTP ${String(status)} ${shortText(body)}`);
    this.name = "VendorRefusal";
    this.status = status;
    this.body = body;
  }
}

/** HTTP of one vendor, with its retries: reads and repeatable writes on 5xx and broken connections, all on 429 and 503. */
export class VendorHttp {
  readonly #args: VendorHttpArgs;

  /** @throws ProviderError where the address is not loopback: this plugin is for practice only */
  constructor(args: VendorHttpArgs) {
    const { hostname } = new URL(args.baseUrl);
    if (!loopback.has(hostname)) {
      throw new ProviderError("precondition", `The practice plugin talks to loopback only, not to ${hostname}.`);
    }
    this.#args = args;
  }

  get(path: string): Promise<Answer> {
    return this.request("GET", path);
  }

  /** The body of a GET; undefined on 404. */
  async find(path: string): Promise<unknown> {
    const answer = await this.lookUp(path);
    return answer && (answer.body ?? {});
  }

  /** The whole answer of a GET, with its headers; undefined on 404. */
  async lookUp(path: string): Promise<Answer | undefined> {
    try {
      return await this.get(path);
    } catch (error) {
      if (error instanceof VendorRefusal && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Removes; what is gone already is no error. */
  async remove(path: string, body?: unknown): Promise<void> {
    try {
      await this.request("DELETE", path, body);
    } catch (error) {
      if (!(error instanceof VendorRefusal && error.status === 404)) throw error;
    }
  }

  /** @throws VendorRefusal for an answer of 400 and above */
  async request(method: string, path: string, body?: unknown): Promise<Answer> {
    const { signal, log, vendor } = this.#args;
    const repeatable = method !== "POST" && method !== "PATCH";
    return await pRetry(
      async () => {
        const answer = await this.#once(method, path, body).catch((error: unknown) => {
          const told = new ProviderError(
            "precondition",
            `${vendor} cannot be reached for ${method} ${path}: ${reasonOf(error)}`,
          );
          if (repeatable) throw told;
          throw new AbortError(told);
        });
        if (answer.status < 400) return answer;
        const refusal = new VendorRefusal(vendor, `${method} ${path}`, answer.status, answer.body);
        if (!untouched.has(answer.status) && !(repeatable && uncertain.has(answer.status)))
          throw new AbortError(refusal);
        await pause(answer.headers, signal);
        throw refusal;
      },
      {
        retries: 4,
        minTimeout: 100,
        maxTimeout: 2000,
        signal,
        onFailedAttempt: ({ error, retriesLeft }) => {
          if (retriesLeft > 0) log.info(`${error.message}; trying again`);
        },
      },
    );
  }

  async #once(method: string, path: string, body: unknown): Promise<Answer> {
    const { baseUrl, headers, query = {}, signal, timeoutSeconds = 30 } = this.#args;
    const url = new URL(baseUrl + path);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    const response = await fetch(url, {
      method,
      headers: {
        accept: "application/json",
        ...headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? undefined : parsed(text) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function pause(headers: Headers, signal: AbortSignal): Promise<void> {
  const names = ["retry-after", "x-ratelimit-reset-after", "ratelimit-reset"];
  const seconds = Number(names.map((name) => headers.get(name)).find((value) => value !== null) ?? 0);
  if (!(seconds > 0)) return;
  const { setTimeout: delay } = await import("node:timers/promises");
  await delay(Math.min(seconds, longestPauseSeconds) * 1000, undefined, { signal });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

const longest = 400;

function shortText(body: unknown): string {
  const text = typeof body === "string" ? body : JSON.stringify(body ?? "");
  return text.length <= longest ? text : `${text.slice(0, longest)}...`;
}
