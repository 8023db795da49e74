import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EdgeReplica } from "./edge-replica.ts";
import { delay, fallSilent, isLost, isSilent } from "../../../http/fault-play.ts";
import type { FaultEffect } from "../../../world/fault-schema.ts";
import type { Faults } from "../../../world/faults.ts";

/** Messages of the queue that are kept to be looked at. */
const mostMessages = 1000;

interface Told {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What servers reach beside their database, on one port of loopback: edge configs as Vercel serves them, Mux as far as the
 * applications ask it (an asset and its playback ids), and a queue that takes messages.
 */
export class Backstage {
  readonly #server: Server;
  readonly #edge: EdgeReplica;
  readonly #faults: Faults;
  readonly #messages: unknown[] = [];
  #taken = 0;

  private constructor(edge: EdgeReplica, faults: Faults) {
    this.#edge = edge;
    this.#faults = faults;
    this.#server = createServer((incoming, response) => void this.#serve(incoming, response));
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Listens on any port of 127.0.0.1. */
  static async listen(edge: EdgeReplica, faults: Faults): Promise<Backstage> {
    const made = new Backstage(edge, faults);
    await new Promise<void>((resolve, reject) => {
      made.#server.once("error", reject);
      made.#server.listen(0, "127.0.0.1", resolve);
    });
    return made;
  }

  /** Base URL, without trailing slash. */
  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Messages that the queue took since the start. */
  get taken(): number {
    return this.#taken;
  }

  /** The last messages of the queue, oldest first. */
  get messages(): readonly unknown[] {
    return this.#messages;
  }

  /** Ends every connection and stops listening. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const [, service = "", ...rest] = url.pathname.split("/");
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const method = incoming.method ?? "GET";
    const isOutside = service === "mux" || service === "queue";
    const met = isOutside ? this.#faults.meet(service, method, `/${rest.join("/")}`) : undefined;
    await delay(met);
    const answer = (): Told => this.#answer(service, rest, url, Buffer.concat(chunks).toString("utf8"));
    const told = isLost(met) ? undefined : (refusalBy(met) ?? answer());
    if (told === undefined || isSilent(met)) return fallSilent(met, response);
    response.writeHead(told.status, { "content-type": "application/json", ...told.headers });
    response.end(JSON.stringify(told.body));
  }

  #answer(service: string, rest: readonly string[], { searchParams }: URL, body: string): Told {
    if (service === "edge") return this.#values(rest, searchParams.get("token") ?? "");
    if (service === "mux") return asset(rest.at(-1) ?? "");
    if (service === "queue") return this.#take(body);
    return { status: 404, body: { error: "not found" } };
  }

  /** `/edge/<id>/items`. Source: Vercel docs, "Edge Config REST API": the connection string with `/items` behind it. */
  #values([id = ""]: readonly string[], token: string): Told {
    const values = this.#edge.valuesFor(id, token);
    return values ? { status: 200, body: values } : { status: 401, body: { code: "unauthorized" } };
  }

  #take(body: string): Told {
    this.#taken += 1;
    this.#messages.push(body === "" ? null : (JSON.parse(body) as unknown));
    if (this.#messages.length > mostMessages) this.#messages.shift();
    return { status: 202, body: { accepted: true } };
  }
}

/** What a service says in place of its answer. The bodies are [unverified]. */
function refusalBy(effect: FaultEffect | undefined): Told | undefined {
  if (effect?.kind === "error") return { status: effect.status, body: { error: { type: "service_unavailable" } } };
  if (effect?.kind !== "rate-limit") return undefined;
  const headers = { "retry-after": String(effect.retryAfterSeconds) };
  return { status: 429, body: { error: { type: "too_many_requests" } }, headers };
}

/** An asset of Mux. Source: Mux docs, "Retrieve an asset". */
function asset(id: string): Told {
  const data = { id, status: "ready", playback_ids: [{ id: `play-${id}`, policy: "public" }] };
  return { status: 200, body: { data } };
}
