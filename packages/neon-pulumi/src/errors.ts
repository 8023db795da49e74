/** Failures that the provider tells the engine. None of their messages holds a secret. */
import { ProviderError, messageOf } from "@launchgate/provider-kit";

/** Neon answered and refused. */
export class RefusedError extends ProviderError {
  /** HTTP status. */
  readonly status: number;
  /** Neon's error code, empty where it sent none. */
  readonly code: string;

  constructor(what: string, status: number, code: string, detail: string, requestId: string | undefined) {
    const request = requestId === undefined ? "" : `, request ${requestId}`;
    super(
      "precondition",
      `Neon refused to ${what}: ${detail} (HTTP ${String(status)}${code === "" ? "" : ` ${code}`}${request})`,
    );
    this.name = "RefusedError";
    this.status = status;
    this.code = code;
  }
}

/** No answer came, or one that does not tell whether the call took effect. */
export class UncertainError extends Error {
  constructor(what: string, detail: string) {
    super(`It is not known whether Neon did ${what}: ${detail}`);
    this.name = "UncertainError";
  }
}

/** Nobody answers at the base address. */
export class UnreachableError extends Error {
  constructor(what: string, baseUrl: string, detail: string) {
    super(
      `Could not ${what}: Neon cannot be reached at ${baseUrl} (${detail}). Look at the network and at neon:baseUrl.`,
    );
    this.name = "UnreachableError";
  }
}

/** The time for one resource operation is over. */
export class DeadlineError extends ProviderError {
  constructor(what: string, seconds: number) {
    super(
      "deadline",
      `Gave up waiting to ${what} after ${String(seconds)} seconds. Run the update again, or raise operationTimeoutSeconds ` +
        "or customTimeouts.",
    );
    this.name = "DeadlineError";
  }
}

/** The engine asked to stop. */
export class CancelledError extends ProviderError {
  constructor(what: string) {
    super(
      "cancelled",
      `Cancelled while waiting to ${what}. What was written is recorded; run the update again to finish.`,
    );
    this.name = "CancelledError";
  }
}

/** An operation of Neon's control plane failed or vanished. */
export class OperationError extends Error {
  constructor(operationId: string, detail: string) {
    super(`Neon operation ${operationId} ${detail}. Run the update again to finish.`);
    this.name = "OperationError";
  }
}

/** The object exists but is not finished; the engine records it and the next update finishes it. */
export class UnfinishedError extends Error {
  readonly id: string;

  constructor(id: string, cause: unknown) {
    super(messageOf(cause), { cause });
    this.name = "UnfinishedError";
    this.id = id;
  }
}

/** Tells whether Neon said that a thing does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 404;
}
