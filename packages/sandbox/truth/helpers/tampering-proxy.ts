import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer of the vendor on its way to the client. */
export interface Passing {
  readonly method: string;
  /** Path as sent, without query. */
  readonly path: string;
  readonly status: number;
  /** JSON body; undefined where there is none. */
  readonly body: unknown;
}

/** Makes another answer of an answer. `forward: false` beforehand: the vendor is not asked at all. */
export interface Tampering {
  /** Answer given in the vendor's place; undefined: ask the vendor. */
  readonly instead?: (method: string, path: string) => { status: number; body: unknown } | undefined;
  readonly change?: (passing: Passing) => { status: number; body: unknown };
}

/** Stands between the provider and the sandbox and spoils answers, to show that the check notices. */
export class TamperingProxy {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(vendor: string, tampering: Tampering): Promise<TamperingProxy> {
    const server = createServer((request, response) => {
      void answerOf(vendor, tampering, request).then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new TamperingProxy(server);
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

async function answerOf(vendor: string, tampering: Tampering, request: IncomingMessage) {
  const { method = "GET", url = "/" } = request;
  const path = url.replace(/\?.*$/, "");
  const sent = await bodyOf(request);
  const given = tampering.instead?.(method, path);
  if (given !== undefined) return given;
  const answer = await fetch(`${vendor}${url}`, {
    method,
    headers: passedOn(request.headers),
    ...(sent === "" ? {} : { body: sent }),
  });
  const text = await answer.text();
  const passing = {
    method,
    path,
    status: answer.status,
    body: text === "" ? undefined : (JSON.parse(text) as unknown),
  };
  return tampering.change?.(passing) ?? passing;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** Without validators, so that every answer is a full one. */
function passedOn({ authorization, accept, "content-type": type }: IncomingHttpHeaders): Record<string, string> {
  const given = { authorization, accept, "content-type": type };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>;
}
