import { setTimeout as wait } from "node:timers/promises";
import type { VendorId } from "@launchgate/core";
import pLimit from "p-limit";
import pRetry from "p-retry";
import type { z } from "zod";
import { factsOf, unreadableAnswer, vendorError } from "./vendor-error.ts";

/** How calls of one vendor are sent. */
export interface CallerOptions {
  /** Calls under way at once. Default 8: far below every vendor's limit, and a whole inventory still takes seconds. */
  readonly concurrency?: number;
  /** Further tries after 429, 5xx or silence. Default 3 (P9). */
  readonly retries?: number;
  /** Milliseconds before the first further try, doubled each time; the vendor's own word goes first. Default 500. */
  readonly firstWaitMilliseconds?: number;
  /** Seconds for one call with all its pages. Default 60. */
  readonly timeoutSeconds?: number;
}

/** Longest wait that a vendor may ask for, seconds. A longer one is told as a used-up limit instead of waited out. */
const longestWait = 60;

/** Sends the calls of one vendor: bounded, timed, tried again as the vendor says, answers read by a schema. */
export class Caller {
  readonly vendor: VendorId;
  readonly #options: Required<CallerOptions>;
  readonly #limit: ReturnType<typeof pLimit>;

  constructor(vendor: VendorId, options: CallerOptions = {}) {
    this.vendor = vendor;
    this.#options = { concurrency: 8, retries: 3, firstWaitMilliseconds: 500, timeoutSeconds: 60, ...options };
    this.#limit = pLimit(this.#options.concurrency);
  }

  /**
   * Runs one call. `what` finishes the sentence "could not ...".
   *
   * @throws VendorError with a code `vendor.*`
   */
  async call<T>(what: string, schema: z.ZodType<T>, run: (signal: AbortSignal) => Promise<unknown>): Promise<T> {
    const answer = await this.#limit(() => this.#tried(what, run));
    const read = schema.safeParse(answer);
    if (read.success) return read.data;
    throw unreadableAnswer(this.vendor, what, read.error.issues[0]?.path.map(String).join(".") ?? "");
  }

  async #tried(what: string, run: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> {
    const { retries, firstWaitMilliseconds, timeoutSeconds } = this.#options;
    try {
      return await pRetry(() => within(timeoutSeconds * 1_000, run), {
        retries,
        minTimeout: firstWaitMilliseconds,
        shouldRetry: ({ error }) => worthAnotherTry(error),
        onFailedAttempt: async ({ error, retriesLeft }) => {
          const seconds = factsOf(error).retryAfterSeconds ?? 0;
          if (retriesLeft > 0 && worthAnotherTry(error)) await wait(seconds * 1_000);
        },
      });
    } catch (error) {
      // The SDK's error holds the request with its token: it is not passed on, not even as a cause.
      throw vendorError(this.vendor, what, factsOf(error));
    }
  }
}

function worthAnotherTry(error: unknown): boolean {
  const { status, retryAfterSeconds = 0 } = factsOf(error);
  return retryAfterSeconds <= longestWait && (status === undefined || status === 429 || status >= 500);
}

/** Some SDKs take no signal: the time is up all the same. */
async function within<T>(milliseconds: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = wait(milliseconds, undefined, { signal: ended.signal }).then(() => {
    throw new Error("no answer in time");
  });
  try {
    return await Promise.race([run(AbortSignal.timeout(milliseconds)), late]);
  } catch (error) {
    throw error instanceof Error ? error : new Error("refused", { cause: error });
  } finally {
    ended.abort();
    late.catch(() => undefined);
  }
}
