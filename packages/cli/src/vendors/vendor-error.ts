import { exitCodes, LaunchgateError, type LaunchgateErrorArgs, type VendorId } from "@launchgate/core";

/** Names of the vendors as people write them. */
export const vendorTitles: Readonly<Record<VendorId, string>> = {
  github: "GitHub",
  vercel: "Vercel",
  neon: "Neon",
  pagerduty: "PagerDuty",
  datadog: "Datadog",
};

/** What an SDK's rejection tells of the answer. */
export interface AnswerFacts {
  /** HTTP status; undefined where there was no answer. */
  readonly status: number | undefined;
  /** Seconds to wait by the vendor's word; undefined where it says nothing. */
  readonly retryAfterSeconds: number | undefined;
}

/** A call of a vendor that failed: names vendor, call and fix; holds no request, no header and no token. (S2) */
export class VendorError extends LaunchgateError {
  readonly vendor: VendorId;
  /** HTTP status; undefined where there was no answer. */
  readonly status: number | undefined;

  constructor(vendor: VendorId, status: number | undefined, args: LaunchgateErrorArgs) {
    super(args);
    this.name = "VendorError";
    this.vendor = vendor;
    this.status = status;
  }
}

type Words = Pick<LaunchgateErrorArgs, "code" | "fix"> &
  Partial<Pick<LaunchgateErrorArgs, "source" | "exitCode">> & { readonly why: string };

const byStatus: Readonly<Record<number, Words>> = {
  401: {
    code: "vendor.token-refused",
    why: "it does not accept the token",
    fix: "Make a new token and set it with `pulumi config set --secret`, or check that it has not expired.",
  },
  402: {
    code: "vendor.plan-lacks",
    why: "the plan does not include it",
    fix: "Correct the plan in stacks/vendors.ts, or pay for one that includes it.",
  },
  403: {
    code: "vendor.not-allowed",
    why: "the token may not do that, or belongs to another account",
    fix: "Give the token the scope that the call needs.",
  },
  404: {
    code: "vendor.not-found",
    why: "there is no such thing, or the token cannot see it",
    fix: "Check the account ids of Pulumi.<stack>.yaml, and that the token has access.",
  },
  429: {
    code: "vendor.rate-limited",
    why: "the token has used up its requests",
    fix: "Wait for the limit to reset, then run the command again.",
    exitCode: exitCodes.undecided,
  },
};

const unreachable: Words = {
  code: "vendor.unreachable",
  why: "it cannot be reached or does not answer in time",
  fix: "Check the network and the base address, then run the command again.",
  source: "tool",
};

/** The error of a call: `what` says the attempt in words, such as `list the teams of octo`. */
export function vendorError(vendor: VendorId, what: string, { status }: AnswerFacts): VendorError {
  const { why, ...words } = status === undefined ? unreachable : (byStatus[status] ?? otherwise(status));
  return new VendorError(vendor, status, { ...words, message: `${vendorTitles[vendor]}: could not ${what}: ${why}.` });
}

/** The error of an answer in a form that nobody here knows. */
export function unreadableAnswer(vendor: VendorId, what: string, where: string): VendorError {
  return new VendorError(vendor, undefined, {
    code: "vendor.answer-unreadable",
    message: `${vendorTitles[vendor]}: could not ${what}: the answer has another form than expected (${where}).`,
    fix: "Check the base address. If it is right, the vendor has changed its interface: report it.",
    source: "tool",
  });
}

function otherwise(status: number): Words {
  const fault = status >= 500;
  return {
    code: fault ? "vendor.unavailable" : "vendor.refused",
    why: fault ? `it answers with a fault of its own (${String(status)})` : `it refuses the call (${String(status)})`,
    fix: fault
      ? "Look at the vendor's status page, then run the command again."
      : "Report it: a call of this kind should be accepted.",
    source: "tool",
  };
}

/** Reads status and waiting time from whatever one of the five SDKs rejects with. */
export function factsOf(rejection: unknown): AnswerFacts {
  const error = (rejection ?? {}) as Rejection;
  const status = [error.status, error.statusCode, error.response?.status, error.code].find(
    (each): each is number => typeof each === "number" && each >= 100 && each < 600,
  );
  // Octokit says 500 of a connection that failed; only a real answer comes with a response.
  const silent = error.name === "HttpError" && error.response === undefined;
  const headers = error.response?.headers ?? error.headers;
  const limited = status === 403 && headerOf(headers, "x-ratelimit-remaining") === "0";
  return { status: silent ? undefined : limited ? 429 : status, retryAfterSeconds: waitOf(headers) };
}

interface Rejection {
  readonly name?: unknown;
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly headers?: unknown;
  readonly response?: { readonly status?: unknown; readonly headers?: unknown };
}

function waitOf(headers: unknown): number | undefined {
  const seconds = Number(headerOf(headers, "retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function headerOf(headers: unknown, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = (headers as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
