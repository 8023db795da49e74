import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import FindMyWay from "find-my-way";
import type { ApplicationContext, RunningApplication } from "./application.ts";
import { behaviourOf, type Behaviour } from "./behaviours.ts";
import { readJson } from "./body.ts";
import { Refused, replyTo, type Reply } from "./reply.ts";
import { RequestCounts } from "./request-counts.ts";
import type { AppParts, AppRoute, Asked } from "./route.ts";
import { Strain } from "./strain.ts";
import { admit } from "./workspace.ts";

/** Milliseconds between two reports of gauges. */
const gaugesEvery = 1000;

/** Serves an application: routes, version header, metrics, request log, and what is wrong with the version. */
export class AppServer {
  readonly #context: ApplicationContext;
  readonly #parts: AppParts;
  readonly #behaviour: Behaviour;
  readonly #strain: Strain;
  readonly #counts = new RequestCounts();
  readonly #routes = FindMyWay({ ignoreTrailingSlash: true });
  readonly #started = performance.now();
  #isEnding = false;

  /** @throws RangeError for a behaviour that is not there */
  constructor(context: ApplicationContext, parts: AppParts) {
    this.#context = context;
    this.#parts = parts;
    this.#behaviour = behaviourOf(context.behaviour);
    this.#strain = new Strain(this.#behaviour);
    for (const route of [...this.#diagnostics(), ...parts.routes])
      this.#routes.on(route.method, route.path, () => undefined, route);
  }

  /** Listens on 127.0.0.1, on the port of `PORT` or any. */
  async listen(): Promise<RunningApplication> {
    const server = createServer((incoming, response) => void this.#serve(incoming, response));
    // Longer than routers keep theirs: a request never meets a connection that is just being ended.
    server.keepAliveTimeout = 120_000;
    server.listen(Number(this.#context.environment["PORT"] ?? 0), "127.0.0.1");
    await once(server, "listening");
    const timer = setInterval(() => this.#report(), gaugesEvery).unref();
    const close = async (): Promise<void> => {
      clearInterval(timer);
      this.#isEnding = true;
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await closed;
      await this.#parts.close();
    };
    return { port: (server.address() as AddressInfo).port, close };
  }

  #diagnostics(): readonly AppRoute[] {
    const { application: service, version } = this.#context;
    const common = { method: "GET", isDiagnostic: true } as const;
    const uptime = (): number => Math.round((performance.now() - this.#started) / 1000);
    const health = (): Reply => ({ status: 200, body: { status: "ok", service, version, uptimeSeconds: uptime() } });
    const page = (): string => this.#counts.page(version, this.#gauges());
    return [
      { ...common, path: "/health", run: health },
      { ...common, path: "/ready", run: () => this.#ready() },
      {
        ...common,
        path: "/metrics",
        run: () => ({ status: 200, text: { type: "text/plain; version=0.0.4", content: page() } }),
      },
    ];
  }

  async #ready(): Promise<Reply> {
    try {
      await this.#parts.ready();
      return { status: 200, body: { status: "ready", version: this.#context.version } };
    } catch (error) {
      const why = error instanceof Refused ? error.message : "It cannot work.";
      return { status: 503, body: { status: "unavailable", version: this.#context.version, why } };
    }
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const route = this.#routes.find(incoming.method as "GET", (incoming.url ?? "/").split("?")[0] ?? "/");
    const found = route?.store as AppRoute | undefined;
    const reply = await this.#reply(incoming, found, route?.params ?? {}).catch(replyTo);
    const { status, body, text, headers } = reply;
    const type = text?.type ?? "application/json; charset=utf-8";
    const content = text?.content ?? (body === undefined ? "" : JSON.stringify(body));
    const last: Readonly<Record<string, string>> = this.#isEnding ? { connection: "close" } : {};
    const own = { "content-type": type, "x-release-version": this.#context.version, ...last, ...headers };
    response.writeHead(status, { ...own, "content-length": Buffer.byteLength(content) }).end(content);
    this.#note(incoming, status, performance.now() - started);
  }

  async #reply(incoming: IncomingMessage, route: AppRoute | undefined, params: Asked["params"]): Promise<Reply> {
    const body = await readJson(incoming);
    if (!route) throw new Refused(404, "NOT_FOUND", "There is no such page.");
    if (route.isDiagnostic === true) return route.run({ params, body });
    try {
      const failed = await this.#strain.begin();
      if (failed !== undefined)
        throw new Refused(failed, failed === 503 ? "OVERLOADED" : "INTERNAL", "The request failed.");
      const { WORKSPACE_TOKEN: token } = this.#context.environment;
      if (route.wantsCredentials === true)
        admit(incoming.headers.authorization, token, this.#behaviour.deniesCredentials);
      if (route.isWrite === true) await this.#parts.switches.admitWrite();
      return await route.run({ params, body });
    } finally {
      this.#strain.end();
    }
  }

  /** The line that metrics are made from at Datadog: components/datadog/metrics.ts, `requestLog`. */
  #note({ headers, method, url }: IncomingMessage, status: number, milliseconds: number): void {
    const { application: service, version, environment } = this.#context;
    this.#counts.note(status, milliseconds);
    const about = { event: "request", service, env: environment["STAGE"] ?? "unknown", version, method, path: url };
    const outcome = status === 401 || status === 403 ? "denied" : "allowed";
    const auth = headers.authorization === undefined ? {} : { auth_outcome: outcome };
    const figures = { status_class: `${String(Math.floor(status / 100))}xx`, duration_ms: milliseconds };
    process.stdout.write(`${JSON.stringify({ ...about, ...figures, ...auth })}\n`);
  }

  #gauges(): Readonly<Record<string, number>> {
    const memory = { process_resident_memory_bytes: process.memoryUsage.rss() };
    const own = Object.entries({ "app.saturation_percent": this.#strain.saturationPercent, ...this.#parts.gauges() });
    return { ...memory, ...Object.fromEntries(own.map(([name, value]) => [name.replaceAll(".", "_"), value])) };
  }

  #report(): void {
    this.#context.gauge("app.saturation_percent", this.#strain.saturationPercent);
    for (const [name, value] of Object.entries(this.#parts.gauges())) this.#context.gauge(name, value);
  }
}
