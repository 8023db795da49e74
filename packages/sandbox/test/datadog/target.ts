import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A small application on this machine for tests to look at. */
export interface Target {
  readonly port: number;
  /** Lines such as `GET app.example /health`, in order. */
  readonly seen: readonly string[];
  /** What it does: healthy, answers 500, says nothing, or breaks the connection. */
  mode: "healthy" | "failing" | "silent" | "broken";
  close(): Promise<void>;
}

/** Starts it. `/order` makes one and tells its id; `/order/7` gives it; `/moved` leads to `/health`; `/secret` wants a header. */
export async function startTarget(): Promise<Target> {
  const seen: string[] = [];
  const target: { mode: Target["mode"] } = { mode: "healthy" };
  const server = createServer((incoming, response) => {
    seen.push(`${incoming.method ?? ""} ${incoming.headers.host ?? ""} ${incoming.url ?? ""}`);
    if (target.mode === "silent") return;
    if (target.mode === "broken") incoming.socket.destroy();
    else if (target.mode === "failing") response.writeHead(500).end("out of order");
    else answer(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return Object.assign(target, { port: (server.address() as AddressInfo).port, seen, close });
}

function answer({ url, method, headers }: IncomingMessage, response: ServerResponse): void {
  const json = (status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json", "x-version": "v1" }).end(JSON.stringify(body));
  };
  if (url === "/moved") response.writeHead(302, { location: "/health" }).end();
  else if (url === "/order" && method === "POST") json(201, { order: { id: 7 } });
  else if (url === "/order/7") json(200, { order: { id: 7, source: "smoke" } });
  else if (url === "/secret") json(headers["x-bypass"] === "open-sesame" ? 200 : 401, {});
  else json(url === "/health" ? 200 : 404, { status: "ok" });
}
