import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import type { NeonServer } from "../neon-server/server.ts";
import { toStruct } from "@launchgate/provider-kit/server";
import type { RawProperties } from "@launchgate/provider-kit/server";
import { providerGrpc, providerPb } from "@launchgate/provider-kit/server";

type Unary = (request: unknown, callback: (error: ServiceError | null, response: unknown) => void) => void;

/** How to start a provider. */
export interface ProviderOptions {
  readonly server: NeonServer;
  /** Further settings. */
  readonly settings?: RawProperties;
  /** Id of the provider resource, one for each stack; "" for an engine that sends none. */
  readonly instance?: string;
  /** Folder of the recovery notes; default a fresh one. */
  readonly recoveryDirectory?: string;
  /** Executable; default that of this checkout. */
  readonly executable?: string;
}

const here = join(import.meta.dirname, "../..");

/** A fresh folder for recovery notes. */
export function freshDirectory(): string {
  return mkdtempSync(join(tmpdir(), "neon-pulumi-"));
}

/** The spawned provider and a real gRPC connection to it. */
export class ProviderProcess {
  readonly child: ChildProcess;
  /** Port of its gRPC service. */
  readonly port: number;
  readonly log: string[] = [];
  readonly #client: Record<string, Unary> & { close(): void };

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.port = port;
    const client = new providerGrpc.ResourceProviderClient(`127.0.0.1:${String(port)}`, credentials.createInsecure());
    this.#client = client as unknown as Record<string, Unary> & { close(): void };
    if (child.stderr !== null) createInterface(child.stderr).on("line", (line) => this.log.push(line));
  }

  /** Starts the executable and connects, without configuring. */
  static async spawn(executable: string, environment: NodeJS.ProcessEnv = {}): Promise<ProviderProcess> {
    const child = spawn(executable, [], {
      env: { PATH: process.env["PATH"], ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines = createInterface(child.stdout);
    const port = await new Promise<number>((resolve, reject) => {
      lines.once("line", (line) => {
        resolve(Number(line));
      });
      child.once("exit", (code) => {
        reject(new Error(`the provider ended with ${String(code)} before it was ready`));
      });
    });
    return new ProviderProcess(child, port);
  }

  /** Starts and configures one for a test server. */
  static async start(options: ProviderOptions): Promise<ProviderProcess> {
    const provider = await ProviderProcess.spawn(options.executable ?? join(here, "bin/pulumi-resource-neon"));
    const request = new providerPb.ConfigureRequest();
    const settings = {
      apiKey: options.server.key,
      baseUrl: options.server.url,
      pollIntervalMilliseconds: 2,
      operationTimeoutSeconds: 20,
      recoveryDirectory: options.recoveryDirectory ?? freshDirectory(),
      ...options.settings,
    };
    request.setArgs(toStruct(settings));
    request.setId(options.instance ?? "stack-a");
    request.setAcceptsecrets(true);
    await provider.call("configure", request);
    return provider;
  }

  /** Calls one method of the service. */
  async call<T>(name: string, request: unknown): Promise<T> {
    return await new Promise<T>((resolve, reject) => {
      this.#client[name]?.(request, (error, response) => {
        if (error === null) resolve(response as T);
        else reject(error);
      });
    });
  }

  /** Kills it the hard way and waits until it is gone. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill("SIGKILL");
      await gone;
    }
    this.#client.close();
  }
}

/** What an error says about a resource that exists but is not finished. */
export function initFailure(error: unknown): InstanceType<typeof providerPb.ErrorResourceInitFailed> | undefined {
  const { metadata } = error as Partial<ServiceError>;
  const bytes = metadata?.get("grpc-status-details-bin")[0];
  if (bytes === undefined) return undefined;
  const [detail] = statusPb.Status.deserializeBinary(new Uint8Array(bytes as Buffer)).getDetailsList();
  if (detail?.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") return undefined;
  return providerPb.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
}
