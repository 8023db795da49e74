import { LaunchgateError } from "@launchgate/core";
import type { LaunchgateErrorArgs } from "@launchgate/core";

/** Why the engine could not be provided. Stable: scripts and tests may compare it. */
export type EngineErrorCode =
  "engine.override-unusable" | "engine.folder-unwritable" | "engine.install-cancelled" | "engine.not-installable";

/** What an {@link EngineError} is made of. The fault is the machine's or the settings', so `source` is always `user`. */
export interface EngineErrorArgs extends Pick<LaunchgateErrorArgs, "message" | "fix" | "cause"> {
  readonly code: EngineErrorCode;
}

/** A failure to find or make the engine, with its fix. Exit code 2. (P1) */
export class EngineError extends LaunchgateError {
  constructor(args: EngineErrorArgs) {
    super({ ...args, source: "user" });
    this.name = "EngineError";
  }
}

/** The error of an install that the caller's AbortSignal stopped. Nothing was changed. */
export function cancelled(): EngineError {
  return new EngineError({
    code: "engine.install-cancelled",
    message: "The engine install was cancelled; nothing was changed.",
    fix: "Run `launchgate engine install` again when you are ready. What was compiled so far is kept in the Go cache.",
  });
}
