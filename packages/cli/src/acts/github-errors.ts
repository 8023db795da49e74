import { exitCodes, LaunchgateError, type LaunchgateErrorArgs } from "@launchgate/core";

/** What was being done, for the message: `read the artifact retention of octo/web`. */
export type Attempt = string;

type Words = Pick<LaunchgateErrorArgs, "code" | "fix"> &
  Partial<Pick<LaunchgateErrorArgs, "source" | "exitCode">> & { readonly why: string };

const byStatus: Readonly<Record<number, Words>> = {
  401: {
    code: "github.token-refused",
    why: "GitHub does not accept the token",
    fix: "Make a new token, or check that it has not expired.",
  },
  403: {
    code: "github.not-allowed",
    why: "the token may not do that, or the repository is archived",
    fix: "Give the token the repository permission Administration (read and write).",
  },
  404: {
    code: "github.not-found",
    why: "there is no such repository, or the token cannot see it",
    fix: "Check owner and repository, and that the token has access to it.",
  },
  409: {
    code: "github.conflict",
    why: "an organisation or enterprise setting forbids the value",
    fix: "Ask an owner of the organisation to allow it.",
  },
  422: {
    code: "github.value-refused",
    why: "GitHub refuses the value",
    fix: "Choose a value that the organisation's and enterprise's limits allow.",
  },
};

const limited: Words = {
  code: "github.rate-limited",
  why: "the token has used up its requests",
  fix: "Wait for the limit to reset, then run the command again.",
  exitCode: exitCodes.undecided,
};

const unavailable: Words = {
  code: "github.unavailable",
  why: "GitHub answers with a fault of its own",
  fix: "Look at the status page of GitHub, then run the command again.",
  source: "tool",
};

const unreachable: Words = {
  code: "github.unreachable",
  why: "GitHub cannot be reached or does not answer in time",
  fix: "Check the network and the base address, then run the command again.",
  source: "tool",
};

/** Turns whatever the SDK rejects with into an error with code and fix. The message never carries request or token. */
export function githubError(cause: unknown, attempt: Attempt): LaunchgateError {
  if (cause instanceof LaunchgateError) return cause;
  const { why, ...words } = wordsFor(cause);
  return new LaunchgateError({ ...words, message: `Could not ${attempt}: ${why}.`, cause });
}

function wordsFor(cause: unknown): Words {
  const { status, headers } = answerOf(cause);
  if (status === undefined) return unreachable;
  if (status === 429 || (status === 403 && headers["x-ratelimit-remaining"] === "0")) return limited;
  const known = byStatus[status];
  if (known) return known;
  return { ...unavailable, why: `${unavailable.why} (${String(status)})` };
}

/** Status and headers of an answer; the SDK gives a connection that failed the status 500 without an answer. */
function answerOf(cause: unknown): { status: number | undefined; headers: Readonly<Record<string, unknown>> } {
  const { status, response } = (cause ?? {}) as {
    status?: unknown;
    response?: { headers?: Readonly<Record<string, unknown>> };
  };
  if (typeof status !== "number" || response === undefined) return { status: undefined, headers: {} };
  return { status, headers: response.headers ?? {} };
}
