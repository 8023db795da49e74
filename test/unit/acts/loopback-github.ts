import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** One request as the loopback GitHub got it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** Answers a request in another way than usual; `undefined` for the usual way. */
export type Twist = (
  request: SeenRequest,
) =>
  { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> } | "never" | undefined;

/** How the loopback GitHub starts. */
export interface LoopbackGitHubArgs {
  /** Retention that is set, days. Default 90. */
  readonly days?: number;
  /** Most days allowed. Default 400. */
  readonly maximumDays?: number;
  /** Answers in another way. Default never. */
  readonly twist?: Twist;
}

/** A GitHub of one repository on loopback, with the retention setting and nothing else. */
export class LoopbackGitHub {
  readonly seen: SeenRequest[] = [];
  days: number;
  readonly maximumDays: number;
  readonly #server: Server;
  readonly #twist: Twist;

  private constructor(days: number, maximumDays: number, twist: Twist) {
    this.days = days;
    this.maximumDays = maximumDays;
    this.#twist = twist;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(args: LoopbackGitHubArgs = {}): Promise<LoopbackGitHub> {
    const made = new LoopbackGitHub(args.days ?? 90, args.maximumDays ?? 400, args.twist ?? (() => undefined));
    await new Promise<void>((listening) => made.#server.listen(0, "127.0.0.1", listening));
    return made;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  get methods(): string[] {
    return this.seen.map((request) => request.method);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    const body = method === "PUT" ? await json(request) : undefined;
    const seen = { method, path: url, authorization: headers.authorization, body };
    this.seen.push(seen);
    const twisted = this.#twist(seen);
    if (twisted === "never") return;
    const { status, body: answer, headers: extra } = twisted ?? this.#usual(seen);
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...extra });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  }

  #usual(seen: SeenRequest): { status: number; body?: unknown; headers?: Record<string, string> } {
    if (seen.path !== "/repos/acme/web/actions/permissions/artifact-and-log-retention") {
      return { status: 404, body: { message: "Not Found" } };
    }
    if (seen.method === "GET")
      return { status: 200, body: { days: this.days, maximum_allowed_days: this.maximumDays } };
    this.days = (seen.body as { days: number }).days;
    return { status: 204 };
  }
}
