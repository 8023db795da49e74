import type { api } from "@pagerduty/pdjs";
import { z } from "zod";
import { Caller, type CallerOptions } from "./caller.ts";
import type { PagerDutyConnection } from "./connections.ts";

const pageSize = 100;
const page = z.looseObject({ more: z.boolean().optional() });

/** A refusal: the official client gives it as an answer like any other. */
class Refused extends Error {
  readonly response: { readonly status: number; readonly headers: Headers };

  constructor(status: number, headers: Headers) {
    super(`status ${String(status)}`);
    this.response = { status, headers };
  }
}

/** Calls of PagerDuty on the official client. */
export class PagerDutyClient {
  readonly #api: typeof api;
  readonly #connection: PagerDutyConnection;
  readonly #caller: Caller;

  constructor(send: typeof api, connection: PagerDutyConnection, caller: Caller) {
    this.#api = send;
    this.#connection = connection;
    this.#caller = caller;
  }

  /** Every page of a list below `key` of the answer. */
  list<T>(what: string, path: string, key: string, item: z.ZodType<T>, query: object = {}): Promise<readonly T[]> {
    return this.#caller.call(what, z.array(item), async () => {
      const found: unknown[] = [];
      for (;;) {
        const answer = await this.#send("get", path, { limit: pageSize, offset: found.length, ...query });
        const items = z.array(z.unknown()).parse((answer as Readonly<Record<string, unknown>>)[key] ?? []);
        found.push(...items);
        if (page.parse(answer).more !== true || items.length === 0) return found;
      }
    });
  }

  /** One call; `undefined` as the answer of one without a body. */
  call<T>(what: string, method: string, path: string, answer: z.ZodType<T>, data?: object): Promise<T> {
    return this.#caller.call(what, answer, () => this.#send(method, path, data));
  }

  async #send(method: string, path: string, data?: object): Promise<unknown> {
    const { token, baseUrl = "https://api.pagerduty.com" } = this.#connection;
    const body = data === undefined ? {} : { data };
    // The client waits 20 s after a 429 by itself, three times; less is waited here by the vendor's own word.
    const more = { retryTimeout: 1_000 };
    const answer = await this.#api({ token, url: `${baseUrl}${path}`, method, ...body, ...more });
    const { response } = answer;
    if (response.ok) return answer.data as unknown;
    throw new Refused(response.status, response.headers);
  }
}

/** Opens PagerDuty; the SDK is loaded now and not with the command line. */
export async function openPagerDuty(
  connection: PagerDutyConnection,
  options?: CallerOptions,
): Promise<PagerDutyClient> {
  const { api } = await import("@pagerduty/pdjs");
  return new PagerDutyClient(api, connection, new Caller("pagerduty", options));
}
