import { Agent, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { ServerProcess } from "./server-process.ts";

/** Connections to servers are kept; those that lie idle end before the server ends them (apps/shared/server.ts). */
const agent = new Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 64, timeout: 60_000 });

/** Headers that belong to one connection. Source: RFC 9110, 7.6.1. */
const hopByHop = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

/** Status of a request whose client went away before the answer. */
const clientGone = 499;

/** How a request to a server ended. */
export interface Passed {
  /** Status of the answer; 0: none came, and nothing was sent to the client. */
  readonly status: number;
}

/** What an answer gets beside what the server said. */
export interface Additions {
  readonly headers: Readonly<Record<string, string>>;
  /** Set beside the cookies of the server. */
  readonly cookie?: string;
}

/**
 * Passes a request on to a server and its answer back. Without an answer the client has got nothing yet, so that the caller may ask
 * another server or answer itself.
 */
export function passOn(
  incoming: IncomingMessage,
  response: ServerResponse,
  server: ServerProcess,
  more: Additions,
): Promise<Passed> {
  if (response.destroyed) return Promise.resolve({ status: clientGone });
  const done = server.begin();
  return new Promise<Passed>((resolve) => {
    const end = (status: number): void => {
      done();
      resolve({ status });
    };
    const { method, url: path } = incoming;
    const headers = { ...withoutHops(incoming.headers), "x-forwarded-host": incoming.headers.host ?? "" };
    const outgoing = request({ host: "127.0.0.1", port: server.port, agent, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answerHeaders(answer, more));
      answer.pipe(response);
      answer.once("error", () => response.destroy());
      response.once("close", () => {
        end(answer.statusCode ?? 502);
      });
    });
    outgoing.once("error", () => {
      if (response.destroyed) end(clientGone);
      else if (response.headersSent) response.destroy();
      else end(0);
    });
    // A client that goes away takes its request with it.
    response.once("close", () => {
      if (!response.writableFinished) outgoing.destroy();
    });
    incoming.pipe(outgoing);
  });
}

/** Whether a request that got no answer can be sent again: it changes nothing and has no body. */
export function isRepeatable({ method, headers }: IncomingMessage): boolean {
  const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
  return (method === "GET" || method === "HEAD") && !hasBody;
}

function answerHeaders({ headers }: IncomingMessage, more: Additions): Record<string, string | string[] | undefined> {
  const cookies = [...(headers["set-cookie"] ?? []), ...(more.cookie === undefined ? [] : [more.cookie])];
  return { ...withoutHops(headers), ...more.headers, ...(cookies.length > 0 ? { "set-cookie": cookies } : {}) };
}

function withoutHops<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)));
}
