import { credentials } from "@grpc/grpc-js";
import type { Log } from "../backend.ts";
import { engineGrpc, enginePb } from "./protocol.ts";

type EngineClient = InstanceType<typeof engineGrpc.EngineClient>;

/** Sends messages to the engine, which shows them beside the resource. Without an engine they go to standard error. */
export class EngineLog {
  readonly #name: string;
  #client: EngineClient | undefined;

  /** `name` of the provider stands before messages on standard error. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Tells where the engine listens; from the command line, from Handshake or from Attach. */
  connect(address: string): void {
    if (address === "") return;
    this.#client?.close();
    this.#client = new engineGrpc.EngineClient(address, credentials.createInsecure());
  }

  /** The log of one resource. */
  for(urn: string): Log {
    return {
      info: (message) => {
        this.#send(enginePb.LogSeverity.INFO, urn, message);
      },
      warning: (message) => {
        this.#send(enginePb.LogSeverity.WARNING, urn, message);
      },
    };
  }

  #send(
    severity: (typeof enginePb.LogSeverity)[keyof typeof enginePb.LogSeverity],
    urn: string,
    message: string,
  ): void {
    const client = this.#client;
    if (client === undefined) {
      process.stderr.write(`${this.#name}: ${message}\n`);
      return;
    }
    const request = new enginePb.LogRequest();
    request.setSeverity(severity);
    request.setUrn(urn);
    request.setMessage(message);
    client.log(request, (error: Error | null) => {
      if (error !== null) process.stderr.write(`${this.#name}: ${message}\n`);
    });
  }
}
