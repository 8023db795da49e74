import type { Environment } from "./child-env.ts";
import type { LocatedEngine } from "./locate.ts";
import type { InstallProgress } from "./progress.ts";
import type { WayName } from "./ways/way.ts";

/** What `installEngine` is asked. */
export interface InstallRequest {
  /** Folder of the program (the one with Pulumi.yaml). The engine goes to `.launchgate/engine` in it. */
  readonly root: string;
  /** Which ways may be taken when no usable engine is found. */
  readonly allow: { readonly download: boolean; readonly build: boolean };
  /** Called at each step and at least every 2 s in between. */
  readonly onProgress?: (event: InstallProgress) => void;
  /** Cancels: only processes that this install started are stopped, and nothing is changed. */
  readonly signal?: AbortSignal;
  /** Default: the environment of this process. */
  readonly env?: Environment;
  /** Default: the user's home folder. */
  readonly home?: string;
  /** Folder with the go.mod that pins the engine. Default: `tools/engine` in the root. */
  readonly toolsFolder?: string;
}

/** A way that was not taken to its end, and why. */
export interface InstallAttempt {
  readonly way: Exclude<WayName, "present">;
  readonly outcome: "not-allowed" | "failed";
  /** A sentence for people. */
  readonly message: string;
  /** What would make this way work. */
  readonly fix: string;
}

/** The engine that can be used now, and how it came to be. */
export interface EngineInstallation {
  readonly engine: LocatedEngine;
  readonly way: WayName;
  /** A sentence for people: what was done, and why the ways before it were not. */
  readonly why: string;
  /** Ways that were tried or left out before the one taken; empty for `present`. */
  readonly attempts: readonly InstallAttempt[];
  readonly elapsedSeconds: number;
}
