import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Account } from "./account.ts";
import { Refusal } from "./http.ts";
import type { Answer, Route } from "./http.ts";
import { branchRoutes } from "./branch-routes.ts";
import { computeRoutes } from "./compute-routes.ts";
import { keyRoutes } from "./key-routes.ts";
import { projectRoutes } from "./project-routes.ts";
import { answerProblems, operationAt, requestProblems } from "./specification.ts";

/** A planned disturbance. */
export interface Fault {
  readonly method?: string;
  /** Matched against the path as in Neon's document. */
  readonly path?: RegExp;
  /** How many requests it hits; default 1. */
  times?: number;
  /**
   * `refuse`: answer with `status` and do nothing. `fail-after`: do it, then answer with `status`. `drop-before` and
   * `drop-after`: close the connection without an answer. `hold-before` and `hold-after`: never answer.
   */
  readonly kind: "refuse" | "fail-after" | "drop-before" | "drop-after" | "hold-before" | "hold-after";
  readonly status?: number;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request that came in. */
export interface Seen {
  readonly method: string;
  readonly template: string;
  readonly path: string;
  readonly status: number | "none";
  readonly at: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

const key = "test-key-0123456789";

/** A server on loopback that speaks Neon's API as its document says. */
export class NeonServer {
  readonly account = new Account();
  readonly seen: Seen[] = [];
  /** Everything in which this server or the provider broke the document. A test must find it empty. */
  readonly violations: string[] = [];
  readonly #faults: Fault[] = [];
  readonly #waiting: { readonly matches: (seen: Seen) => boolean; readonly resolve: () => void }[] = [];
  readonly #server: Server;
  readonly #routes: readonly Route[];

  private constructor() {
    this.#routes = [
      ...projectRoutes(this.account),
      ...branchRoutes(this.account),
      ...computeRoutes(this.account),
      ...keyRoutes(this.account),
    ];
    for (const { method, template } of this.#routes) {
      if (!operationAt(template, method)) throw new Error(`${method} ${template} is not in Neon's document`);
    }
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  /** Starts one on a free port. */
  static async start(): Promise<NeonServer> {
    const server = new NeonServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  /** Base address for the provider. */
  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/api/v2`;
  }

  /** The only API key that is accepted. */
  get key(): string {
    return key;
  }

  /** Plans a disturbance. */
  fault(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** Forgets disturbances that did not come to pass. */
  calm(): void {
    this.#faults.length = 0;
  }

  /** Requests by method and path pattern. */
  requests(method: string, path: RegExp): readonly Seen[] {
    return this.seen.filter((item) => item.method === method && path.test(item.template));
  }

  /** Resolves once more than `before` such requests have been dealt with (or are being held). */
  async when(method: string, path: RegExp, before = 0): Promise<void> {
    const matches = (item: Seen): boolean => item.method === method && path.test(item.template);
    while (this.requests(method, path).length <= before) {
      await new Promise<void>((resolve) => this.#waiting.push({ matches, resolve }));
    }
  }

  /** Stops the server, with every connection. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #match(method: string, path: string): { route: Route; parameters: Record<string, string> } | undefined {
    const parts = path.split("/");
    for (const route of this.#routes) {
      const names = route.template.split("/");
      if (route.method !== method || names.length !== parts.length) continue;
      const fits = names.every((name, index) => name.startsWith("{") || name === parts[index]);
      if (!fits) continue;
      const pairs = names.flatMap((name, index) =>
        name.startsWith("{") ? [[name.slice(1, -1), decodeURIComponent(parts[index] ?? "")] as const] : [],
      );
      return { route, parameters: Object.fromEntries(pairs) };
    }
    return undefined;
  }

  #takeFault(method: string, template: string): Fault | undefined {
    const fault = this.#faults.find(
      (item) => (item.times ?? 1) > 0 && (item.method ?? method) === method && (item.path ?? /^/).test(template),
    );
    if (fault !== undefined) fault.times = (fault.times ?? 1) - 1;
    return fault;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const url = new URL(request.url ?? "", "http://test");
    const path = url.pathname.replace(/^\/api\/v2/, "");
    const method = (request.method ?? "").toLowerCase();
    const match = this.#match(method, path);
    const template = match?.route.template ?? path;
    const fault = this.#takeFault(method, template);
    const dealt = (status: Seen["status"]): void => {
      const item = { method, template, path, status, at: performance.now(), headers: request.headers, body };
      this.seen.push(item);
      for (const waiter of this.#waiting.filter((one) => one.matches(item))) waiter.resolve();
    };
    if (fault?.kind === "drop-before" || fault?.kind === "hold-before") {
      dealt("none");
      if (fault.kind === "drop-before") request.socket.destroy();
      return;
    }
    const answer = this.#answer(request, match, fault, body, url.searchParams);
    if (fault?.kind === "drop-after" || fault?.kind === "hold-after") {
      dealt("none");
      if (fault.kind === "drop-after") request.socket.destroy();
      return;
    }
    this.#validate(template, method, answer);
    response.writeHead(answer.status, { "content-type": "application/json", ...fault?.headers });
    response.end(JSON.stringify(answer.body));
    dealt(answer.status);
  }

  #answer(
    request: IncomingMessage,
    match: { route: Route; parameters: Record<string, string> } | undefined,
    fault: Fault | undefined,
    body: unknown,
    query: URLSearchParams,
  ): Answer {
    const planned = { status: fault?.status ?? 500, body: { code: fault?.code ?? "", message: "planned by the test" } };
    if (fault?.kind === "refuse") return planned;
    if (request.headers.authorization !== `Bearer ${key}`) {
      return { status: 401, body: { code: "", message: "This request requires a valid API key" } };
    }
    if (match === undefined) {
      this.violations.push(`no route for ${request.method ?? ""} ${request.url ?? ""}`);
      return { status: 404, body: { code: "", message: "no such route" } };
    }
    const { route, parameters } = match;
    const problems = requestProblems(route.template, route.method, body);
    this.violations.push(...problems.map((text) => `request ${route.method} ${route.template}: ${text}`));
    const answer = this.#run(route, { parameters, query, body: (body ?? {}) as Record<string, unknown> });
    return fault?.kind === "fail-after" ? planned : answer;
  }

  #run(route: Route, call: Parameters<Route["run"]>[0]): Answer {
    try {
      const projectId = call.parameters["project_id"];
      if (route.locks && projectId !== undefined && this.account.isBusy(projectId)) {
        throw new Refusal(423, "", "project already has running operations, scheduling of new ones is prohibited");
      }
      return route.run(call);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      this.violations.push(`the test server failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
      return { status: 500, body: { code: "", message: "the test server failed" } };
    }
  }

  #validate(template: string, method: string, answer: Answer): void {
    const problems = answerProblems(template, method, answer.status, answer.body);
    this.violations.push(...problems.map((text) => `answer ${String(answer.status)} ${method} ${template}: ${text}`));
  }
}
