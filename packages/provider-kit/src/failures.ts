/** What kind of failure the engine is told. */
export type FailureKind = "cancelled" | "deadline" | "precondition";

/** A failure of a provider that the engine is told with its kind; every other error is told as unknown. */
export class ProviderError extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.name = "ProviderError";
    this.kind = kind;
  }
}

/** What the program asks for cannot be done; the message says what to do instead. */
export class UsageError extends ProviderError {
  constructor(message: string) {
    super("precondition", message);
    this.name = "UsageError";
  }
}

/** One-line message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
