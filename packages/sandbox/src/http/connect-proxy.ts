import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Socket } from "node:net";
import type { Listener } from "./listener.ts";

/** Told of hosts that a client wanted to reach through the proxy and must not. */
export type OnRefusedHost = (host: string) => void;

/**
 * Handles CONNECT for clients that know no base URL (the Vercel and Neon providers): a vendor's host leads to its listener,
 * every other host is refused with 403, so that no call leaves this machine.
 */
export function connectHandler(
  listenerOf: (host: string) => Listener | undefined,
  onRefused: OnRefusedHost,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (request, socket, head) => {
    const host = (request.url ?? "").replace(/:\d+$/, "").toLowerCase();
    const listener = listenerOf(host);
    if (!listener || !(socket instanceof Socket)) {
      onRefused(host);
      socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    listener.accept(socket);
  };
}
