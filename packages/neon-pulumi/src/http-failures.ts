import { RefusedError } from "./errors.ts";

/** What the HTTP client throws. */
export interface HttpFailure {
  readonly response?: { readonly status: number; readonly data: unknown; readonly headers: Record<string, unknown> };
  readonly code?: string;
}

function textOf(data: unknown, key: string): string | undefined {
  const value = typeof data === "object" && data !== null ? (data as Record<string, unknown>)[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** Milliseconds that a `Retry-After` header asks for: seconds or a date. */
export function retryAfterMilliseconds(header: unknown): number | undefined {
  if (typeof header !== "string") return undefined;
  const seconds = Number(header);
  if (!Number.isNaN(seconds)) return Math.max(0, seconds * 1000);
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}

/** The refusal that an answer says. */
export function refused(what: string, response: NonNullable<HttpFailure["response"]>): RefusedError {
  const { status, data } = response;
  const detail = textOf(data, "message") ?? (status === 401 ? "the API key is not accepted" : "no reason was given");
  return new RefusedError(what, status, textOf(data, "code") ?? "", detail, textOf(data, "request_id"));
}
