import type * as datadog from "@datadog/datadog-api-client";
import type { z } from "zod";
import { Caller, type CallerOptions } from "./caller.ts";
import type { DatadogConnection } from "./connections.ts";

/** The official client with its configuration. */
export interface DatadogSdk {
  readonly v1: typeof datadog.v1;
  readonly v2: typeof datadog.v2;
  readonly configuration: ReturnType<typeof datadog.client.createConfiguration>;
}

/** Calls of Datadog on the official client. */
export class DatadogClient {
  readonly #sdk: DatadogSdk;
  readonly #connection: DatadogConnection;
  readonly #caller: Caller;

  constructor(sdk: DatadogSdk, connection: DatadogConnection, caller: Caller) {
    this.#sdk = sdk;
    this.#connection = connection;
    this.#caller = caller;
  }

  /** One call. */
  call<T>(what: string, answer: z.ZodType<T>, run: (sdk: DatadogSdk) => Promise<unknown>): Promise<T> {
    return this.#caller.call(what, answer, () => run(this.#sdk));
  }

  /** One read of a path that the SDK does not have. */
  get<T>(what: string, path: string, answer: z.ZodType<T>): Promise<T> {
    const { apiKey, appKey, baseUrl } = this.#connection;
    return this.#caller.call(what, answer, async (signal) => {
      const headers = { "DD-API-KEY": apiKey, "DD-APPLICATION-KEY": appKey };
      const response = await fetch(`${baseUrl}${path}`, { headers, signal });
      const { status, headers: told } = response;
      if (!response.ok) throw Object.assign(new Error("refused"), { status, headers: told });
      return response.json();
    });
  }

  /** Every page of a list, by the SDK's own paging. */
  list<T>(what: string, item: z.ZodType<T[]>, run: (sdk: DatadogSdk) => AsyncIterable<unknown>): Promise<readonly T[]> {
    return this.#caller.call(what, item, async () => {
      const found: unknown[] = [];
      for await (const each of run(this.#sdk)) found.push(each);
      return found;
    });
  }
}

/** Opens Datadog; the SDK is loaded now and not with the command line. */
export async function openDatadog(connection: DatadogConnection, options?: CallerOptions): Promise<DatadogClient> {
  const sdk = await import("@datadog/datadog-api-client");
  const { client, v1, v2 } = sdk;
  // The SDK would print requests, with DEBUG set even their keys.
  (sdk.logger as { setLevel: (level: string) => void }).setLevel("silent");
  const { apiKey, appKey, baseUrl } = connection;
  const configuration = client.createConfiguration({
    authMethods: { apiKeyAuth: apiKey, appKeyAuth: appKey },
    baseServer: new client.BaseServerConfiguration(baseUrl, {}),
  });
  return new DatadogClient({ v1, v2, configuration }, connection, new Caller("datadog", options));
}
