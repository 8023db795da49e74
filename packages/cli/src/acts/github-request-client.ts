/** Seconds after which a request that has no answer is given up. */
export const githubTimeoutSeconds = 30;

/** The part of a GitHub client that the acts need. */
export interface GitHubRequestClient {
  /**
   * Sends one request.
   *
   * @param route method and path template, such as `GET /repos/{owner}/{repo}`
   * @param parameters values for the template; what the template does not name goes into the body
   * @returns status and parsed body; rejects with a `status` property for any other than 2xx
   */
  request(route: string, parameters: Readonly<Record<string, unknown>>): Promise<{ readonly data: unknown }>;
}

/** How to reach GitHub. */
export interface GitHubRequestClientArgs {
  /** Token of a GitHub App installation or of a person; never logged. */
  readonly token: string;
  /** Base address of the REST interface. Default the public service. */
  readonly baseUrl?: string;
  /** Patience, 1 to 600 seconds. Default {@link githubTimeoutSeconds}. */
  readonly timeoutSeconds?: number;
}

/** A client on the official SDK, which is loaded now and not with the command line (start-up of pure commands). */
export async function openGitHubRequestClient(args: GitHubRequestClientArgs): Promise<GitHubRequestClient> {
  const { Octokit } = await import("@octokit/rest");
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const octokit = new Octokit({
    auth: args.token,
    userAgent: "launchgate",
    log: silent,
    ...(args.baseUrl === undefined ? {} : { baseUrl: args.baseUrl }),
  });
  const patience = (args.timeoutSeconds ?? githubTimeoutSeconds) * 1_000;
  return {
    request: (route, parameters) =>
      octokit.request(route, { ...parameters, request: { signal: AbortSignal.timeout(patience) } }),
  };
}

function nothing(): void {
  // The acts report in their own words; the SDK's log would print requests.
}
