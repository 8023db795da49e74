import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createNetServer, type Server, type Socket } from "node:net";
import { LaunchgateError } from "@launchgate/core";
import type { Certificates } from "./certificates.ts";

/** First byte of a TLS handshake. */
const tlsHandshake = 0x16;

/** A port on loopback that speaks http and https: whichever the client begins with. */
export class Listener {
  readonly #server: Server;
  readonly #http: HttpServer;
  readonly #https: HttpServer;
  readonly #sockets = new Set<Socket>();

  constructor(handler: RequestListener, certificates: Certificates) {
    this.#http = createHttpServer(handler);
    this.#https = createHttpsServer({ key: certificates.key, cert: certificates.certificate }, handler);
    for (const server of [this.#http, this.#https]) server.keepAliveTimeout = 60_000;
    this.#server = createNetServer((socket) => this.accept(socket));
  }

  /** The plain server, for what only it gets (CONNECT). */
  get http(): HttpServer {
    return this.#http;
  }

  /** Takes over a connection, whoever accepted it. */
  accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      const server = first[0] === tlsHandshake ? this.#https : this.#http;
      server.emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  }

  /**
   * Listens on loopback; 0 lets the system choose. Returns the port.
   *
   * @throws LaunchgateError `sandbox.port-in-use`
   */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", (cause: NodeJS.ErrnoException) => reject(notListening(port, cause)));
      this.#server.listen(port, "127.0.0.1", resolve);
    });
    const address = this.#server.address();
    return typeof address === "object" && address ? address.port : port;
  }

  /** Ends all connections and stops listening. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function notListening(port: number, cause: NodeJS.ErrnoException): LaunchgateError {
  const used = cause.code === "EADDRINUSE";
  return new LaunchgateError({
    code: used ? "sandbox.port-in-use" : "sandbox.port-refused",
    message: used
      ? `Port ${port} on 127.0.0.1 is in use by another program.`
      : `The system does not let the sandbox listen on port ${port}.`,
    fix: "Stop that program, or start the sandbox with another port (stacks that point at the old one must be told).",
    cause,
  });
}
