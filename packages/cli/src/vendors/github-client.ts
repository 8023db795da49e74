import type { Octokit } from "@octokit/rest";
import { z } from "zod";
import { Caller, type CallerOptions } from "./caller.ts";
import type { GitHubConnection } from "./connections.ts";

/** Values for the route; what it does not name goes into the body. */
type Parameters = Readonly<Record<string, unknown>>;

/** Calls of GitHub on the official client. */
export class GitHubClient {
  readonly organization: string;
  readonly #octokit: Octokit;
  readonly #caller: Caller;

  constructor(organization: string, octokit: Octokit, caller: Caller) {
    this.organization = organization;
    this.#octokit = octokit;
    this.#caller = caller;
  }

  /** Every page of a list. `route` such as `GET /repos/{owner}/{repo}/labels`; owner and organisation are filled in. */
  list<T>(what: string, route: string, parameters: Parameters, item: z.ZodType<T>): Promise<readonly T[]> {
    return this.#caller.call(what, z.array(item), (signal) =>
      this.#octokit.paginate(route, { ...this.#filled(parameters), per_page: 100, request: { signal } }),
    );
  }

  /** One call. */
  async call<T>(what: string, route: string, parameters: Parameters, answer: z.ZodType<T>): Promise<T> {
    return this.#caller.call(what, answer, async (signal) => {
      const answer = await this.#octokit.request(route, { ...this.#filled(parameters), request: { signal } });
      return answer.data as unknown;
    });
  }

  /** One query of the GraphQL interface, for what REST does not list. The owner is filled in. */
  async graphql<T>(
    what: string,
    query: string,
    variables: Readonly<Record<string, string | null>>,
    answer: z.ZodType<T>,
  ): Promise<T> {
    return this.#caller.call(what, answer, async (signal) => {
      const asked = { owner: this.organization, ...variables, request: { signal } };
      try {
        return await this.#octokit.graphql<unknown>(query, asked);
      } catch (error) {
        throw withStatus(error);
      }
    });
  }

  #filled(parameters: Parameters): Parameters {
    return { owner: this.organization, org: this.organization, ...parameters };
  }
}

/** Opens GitHub; the SDK is loaded now and not with the command line. */
export async function openGitHub(connection: GitHubConnection, options?: CallerOptions): Promise<GitHubClient> {
  const { Octokit } = await import("@octokit/rest");
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const octokit = new Octokit({
    auth: connection.token,
    userAgent: "launchgate",
    log: silent,
    ...(connection.baseUrl === undefined ? {} : { baseUrl: restAddress(connection.baseUrl) }),
  });
  return new GitHubClient(connection.organization, octokit, new Caller("github", options));
}

/** The provider takes the address of a server; there the REST interface is below `/api/v3` (facts/endpoints.md 1.1). */
function restAddress(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  return hostname === "api.github.com" || baseUrl.endsWith("/api/v3") ? baseUrl : `${baseUrl}/api/v3`;
}

function nothing(): void {
  // The callers report in their own words; the SDK's log would print requests.
}

/** Statuses of the REST interface for the words that GraphQL puts into a good answer. */
const statuses: Readonly<Record<string, number>> = { FORBIDDEN: 403, INSUFFICIENT_SCOPES: 403, NOT_FOUND: 404 };

function withStatus(error: unknown): unknown {
  const { errors } = (error ?? {}) as { readonly errors?: readonly { readonly type?: string }[] };
  const status = statuses[errors?.[0]?.type ?? ""];
  return status === undefined ? error : Object.assign(new Error("refused"), { status });
}
