/** Why the engine could not be provided. Stable: scripts and tests may compare it. */
export type EngineErrorCode =
  "engine-override-unusable" | "engine-folder-unwritable" | "engine-install-cancelled" | "engine-not-installable";

/** What an {@link EngineError} is made of. */
export interface EngineErrorParts {
  readonly code: EngineErrorCode;
  /** What is wrong and where. Never holds a secret. */
  readonly message: string;
  /** What the reader can do about it. */
  readonly fix: string;
  /** `user`: the machine or the settings must change. `tool`: a fault of ours. */
  readonly source: "user" | "tool";
  readonly cause?: unknown;
}

/** A failure to find or make the engine, with its fix. The CLI maps it onto the error of `@launchgate/core`, field by field. (P1) */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  readonly fix: string;
  readonly source: "user" | "tool";

  constructor(parts: EngineErrorParts) {
    super(parts.message, parts.cause === undefined ? {} : { cause: parts.cause });
    this.name = "EngineError";
    this.code = parts.code;
    this.fix = parts.fix;
    this.source = parts.source;
  }
}

/** The error of an install that the caller's AbortSignal stopped. Nothing was changed. */
export function cancelled(): EngineError {
  return new EngineError({
    code: "engine-install-cancelled",
    message: "The engine install was cancelled; nothing was changed.",
    fix: "Run `launchgate engine install` again when you are ready. What was compiled so far is kept in the Go cache.",
    source: "user",
  });
}
