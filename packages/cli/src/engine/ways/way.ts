import type { Environment } from "../child-env.ts";
import type { ProgressReporter } from "../progress.ts";

/** How an engine came to be: found on the machine, downloaded from its maker, or built from its Go module. */
export type WayName = "present" | "downloaded" | "built";

/** What a way of getting the engine is given. */
export interface WayContext {
  /** Empty folder of this attempt. The way leaves `bin/pulumi` and its companions in it. */
  readonly staging: string;
  /** Folder with the go.mod that pins the engine. */
  readonly toolsFolder: string;
  readonly env: Environment;
  readonly signal: AbortSignal | undefined;
  readonly progress: ProgressReporter;
}

/** What came of it: with what it was made, or why it was not and what would help. */
export type WayOutcome =
  | { readonly ok: true; readonly detail: string }
  | { readonly ok: false; readonly reason: string; readonly fix: string };

/** One way of getting the engine. A cancelled way answers `ok: false`; the install looks at the signal itself. */
export interface Way {
  readonly name: Exclude<WayName, "present">;
  /** What it does, as the subject of a sentence: "The official download". */
  readonly title: string;
  readonly get: (context: WayContext) => Promise<WayOutcome>;
}
