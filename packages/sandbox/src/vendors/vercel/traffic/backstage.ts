import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EdgeReplica } from "./edge-replica.ts";
import type { OutagePlay } from "./outages.ts";

/** Messages of the queue that are kept to be looked at. */
const mostMessages = 1000;

interface Told {
  readonly status: number;
  readonly body: unknown;
}

/**
 * What servers reach beside their database, on one port of loopback: edge configs as Vercel serves them, Mux as far as the
 * applications ask it (an asset and its playback ids), and a queue that takes messages.
 */
export class Backstage {
  readonly #server: Server;
  readonly #edge: EdgeReplica;
  readonly #outages: OutagePlay;
  readonly #messages: unknown[] = [];
  #taken = 0;

  private constructor(edge: EdgeReplica, outages: OutagePlay) {
    this.#edge = edge;
    this.#outages = outages;
    this.#server = createServer((incoming, response) => void this.#serve(incoming, response));
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Listens on any port of 127.0.0.1. */
  static async listen(edge: EdgeReplica, outages: OutagePlay): Promise<Backstage> {
    const made = new Backstage(edge, outages);
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
    const met = service === "mux" || service === "queue" ? await this.#outages.meet(service) : undefined;
    if (met === "silent") return void response.destroy();
    const told =
      met === "error"
        ? { status: 503, body: { error: { type: "service_unavailable" } } }
        : this.#answer(service, rest, url, Buffer.concat(chunks).toString("utf8"));
    response.writeHead(told.status, { "content-type": "application/json" }).end(JSON.stringify(told.body));
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

/** An asset of Mux. Source: Mux docs, "Retrieve an asset". */
function asset(id: string): Told {
  const data = { id, status: "ready", playback_ids: [{ id: `play-${id}`, policy: "public" }] };
  return { status: 200, body: { data } };
}
