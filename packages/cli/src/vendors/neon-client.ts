import type { Api } from "@neondatabase/api-client";
import type { z } from "zod";
import { Caller, type CallerOptions } from "./caller.ts";
import type { NeonConnection } from "./connections.ts";

/** Calls of Neon on the official client. */
export class NeonClient {
  readonly organization: string;
  readonly #api: Api<unknown>;
  readonly #caller: Caller;

  constructor(organization: string, api: Api<unknown>, caller: Caller) {
    this.organization = organization;
    this.#api = api;
    this.#caller = caller;
  }

  /** One call; the answer's body is read by `answer`. */
  call<T>(what: string, answer: z.ZodType<T>, run: (api: Api<unknown>) => Promise<{ data: unknown }>): Promise<T> {
    return this.#caller.call(what, answer, async () => (await run(this.#api)).data);
  }
}

/** Opens Neon; the SDK is loaded now and not with the command line. */
export async function openNeon(connection: NeonConnection, options?: CallerOptions): Promise<NeonClient> {
  const { createApiClient } = await import("@neondatabase/api-client");
  const { token, organization, baseUrl } = connection;
  const api = createApiClient({ apiKey: token, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) });
  return new NeonClient(organization, api, new Caller("neon", options));
}
