import type { Vercel } from "@vercel/sdk";
import type { z } from "zod";
import { Caller, type CallerOptions } from "./caller.ts";
import type { VercelConnection } from "./connections.ts";

/** Names the team in every call. */
export interface TeamQuery {
  readonly teamId?: string;
  readonly slug?: string;
}

/** Calls of Vercel on the official client. */
export class VercelClient {
  /** Goes into every request. */
  readonly team: TeamQuery;
  readonly #sdk: Vercel;
  readonly #caller: Caller;

  constructor(team: TeamQuery, sdk: Vercel, caller: Caller) {
    this.team = team;
    this.#sdk = sdk;
    this.#caller = caller;
  }

  /** One call. An answer that the SDK's models do not know yet is read by `answer` alone. */
  call<T>(what: string, answer: z.ZodType<T>, run: (sdk: Vercel) => Promise<unknown>): Promise<T> {
    return this.#caller.call(what, answer, async () => {
      try {
        return await run(this.#sdk);
      } catch (error) {
        if (!isUnknownForm(error)) throw error;
        return JSON.parse(error.body) as unknown;
      }
    });
  }
}

/** Rejection of the SDK for an answer with a good status whose body its models do not know. */
function isUnknownForm(error: unknown): error is { readonly body: string } {
  const { name, statusCode, body } = (error ?? {}) as { name?: unknown; statusCode?: unknown; body?: unknown };
  return (
    name === "ResponseValidationError" && typeof body === "string" && typeof statusCode === "number" && statusCode < 300
  );
}

/** Opens Vercel; the SDK is loaded now and not with the command line. */
export async function openVercel(connection: VercelConnection, options?: CallerOptions): Promise<VercelClient> {
  const { Vercel } = await import("@vercel/sdk");
  const { token, team, baseUrl } = connection;
  const sdk = new Vercel({
    bearerToken: token,
    retryConfig: { strategy: "none" },
    ...(baseUrl === undefined ? {} : { serverURL: baseUrl }),
  });
  const query = team === "" ? {} : team.startsWith("team_") ? { teamId: team } : { slug: team };
  return new VercelClient(query, sdk, new Caller("vercel", options));
}
