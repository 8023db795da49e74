import { createConnection, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { LaunchgateError } from "@launchgate/core";
import { wordsOf } from "../../../error-text.ts";
import type { ConnectionFaults } from "./connection-faults.ts";
import { ConnectionRefused } from "./connection-refused.ts";
import { endpointOf, errorMessage, readFirst, writeStartup } from "./startup-packet.ts";

/** Where a connection is to go. */
export interface Way {
  /** Path of the socket of the cluster. */
  readonly socket: string;
  /** Further words for the session, such as `-c default_transaction_read_only=on`. */
  readonly options: string;
  /** Called for everything that the client sends. */
  readonly used: () => void;
}

/** What the gateway asks. */
export interface GatewayArgs {
  /** Wakes a compute and says where it is. @throws ConnectionRefused */
  readonly wayTo: (endpoint: string) => Promise<Way>;
  /** Sockets of all running clusters, for requests to cancel, which name no compute. */
  readonly sockets: () => readonly string[];
  /** What connections meet. */
  readonly faults: ConnectionFaults;
}

/**
 * The one port that clients connect to. Which compute they want they say by `options=endpoint%3D<id>`, as with Neon where a
 * client cannot say it by the host name. A compute that sleeps is woken; from then on bytes go to and fro unread.
 */
export class Gateway {
  readonly #server: Server;
  readonly #args: GatewayArgs;
  readonly #open = new Set<Socket>();

  private constructor(args: GatewayArgs) {
    this.#args = args;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** Listens on 127.0.0.1. `port`: 0 for any. @throws LaunchgateError `sandbox.port-in-use` */
  static async listen(args: GatewayArgs, port: number): Promise<Gateway> {
    const gateway = new Gateway(args);
    await new Promise<void>((resolve, reject) => {
      gateway.#server.once("error", (cause) => reject(portInUse(port, cause)));
      gateway.#server.listen(port, "127.0.0.1", resolve);
    });
    return gateway;
  }

  /** Port on 127.0.0.1. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection and stops listening. */
  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.#open.add(client);
    client.once("close", () => this.#open.delete(client));
    client.on("error", () => client.destroy());
    let bytes: Buffer = Buffer.alloc(0);
    const read = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      const first = readFirst(bytes);
      if (!first) return;
      if (first.kind === "encryption") {
        bytes = bytes.subarray(8);
        client.write("N");
        return;
      }
      client.removeListener("data", read);
      client.pause();
      if (first.kind === "startup") void this.#begin(client, first.parameters, first.rest);
      else if (first.kind === "cancel") this.#cancel(client, first.raw);
      else client.destroy();
    };
    client.on("data", read);
  }

  async #begin(client: Socket, parameters: ReadonlyMap<string, string>, rest: Buffer): Promise<void> {
    const { endpoint, others } = endpointOf(parameters.get("options") ?? "");
    try {
      const hint = "Say which compute you want: options=endpoint%3D<id>, as in the connection URI.";
      if (endpoint === undefined) throw new ConnectionRefused("08P01", `Endpoint ID is not specified. ${hint}`);
      if (!(await this.#args.faults.admit(endpoint, client))) return;
      const way = await this.#args.wayTo(endpoint);
      const options = [others, way.options].filter((word) => word !== "").join(" ");
      const startup = writeStartup(new Map([...parameters, ["options", options]]));
      this.#join(client, way, Buffer.concat([startup, rest]));
    } catch (error) {
      const code = error instanceof ConnectionRefused ? error.code : "57P03";
      client.end(errorMessage(code, wordsOf(error)));
    }
  }

  #join(client: Socket, { socket, used }: Way, first: Buffer): void {
    const server = createConnection(socket);
    server.on("error", () => client.destroy());
    server.once("close", () => client.destroy());
    client.once("close", () => server.destroy());
    server.write(first);
    client.on("data", used);
    client.pipe(server);
    server.pipe(client);
  }

  #cancel(client: Socket, raw: Buffer): void {
    for (const path of this.#args.sockets()) {
      const server = createConnection(path, () => server.end(raw));
      server.on("error", () => server.destroy());
    }
    client.end();
  }
}

function portInUse(port: number, cause: Error): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.port-in-use",
    message: `The sandbox's databases cannot listen on 127.0.0.1:${String(port)}, which its connection strings name: ${cause.message}.`,
    fix: "End the program that uses the port and start again, or give the databases another port: connection strings then change.",
    cause,
  });
}
