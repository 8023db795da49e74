import type { ExitCode } from "@launchgate/core";
import type { Changes } from "../engine/engine-port.ts";
import type { SmokeReport } from "../smoke/result.ts";
import type { PageOutcome } from "./page.ts";
import type { Acceptance, GatePass } from "./record.ts";

/** What became of one stack of a delivery. */
export interface StackOutcome {
  readonly stack: string;
  /**
   * `passed`: applied, and its services answer as they should; `done-before`: an earlier try did that; `elsewhere`: the run of GitHub
   * did; `waits`: for its reviewers; `stopped`: anything else.
   */
  readonly result: "passed" | "done-before" | "elsewhere" | "waits" | "stopped";
  readonly exitCode: ExitCode;
  readonly changes?: Changes;
  /** File with the state from before. */
  readonly keptState?: string;
  readonly gate?: GatePass;
  readonly accepted?: Acceptance;
  readonly smoke?: SmokeReport;
  readonly pages?: readonly PageOutcome[];
  /** Why it stopped. */
  readonly problem?: { readonly code: string; readonly message: string; readonly fix: string };
  /** What is otherwise than reviewed, one line a resource. */
  readonly differences?: readonly string[];
  /** How to go on or return. */
  readonly wayBack?: readonly string[];
}
