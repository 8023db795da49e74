import type { Properties } from "./types.ts";

/** One request of the engine about one resource. */
export interface ResourceRequest {
  readonly urn: string;
  /** Type token, such as `neon:index:Project`. */
  readonly type: string;
  /** Seconds from `customTimeouts`; 0 for the provider's setting. */
  readonly timeoutSeconds: number;
}

/** What the engine records. */
export interface Recorded {
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

/** A failure after the object exists: what to record, and why it is not finished. The next update finishes it. */
export class PartialFailure extends Error {
  readonly recorded: Recorded;

  constructor(recorded: Recorded, cause: Error) {
    super(cause.message, { cause });
    this.name = "PartialFailure";
    this.recorded = recorded;
  }
}
