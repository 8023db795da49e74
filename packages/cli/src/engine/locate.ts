import { engineCandidates } from "./candidates.ts";
import type { Candidate, EngineSource, SearchArea } from "./candidates.ts";
import { judgeEngine } from "./judge.ts";
import type { RejectionCode } from "./judge.ts";

export type { EngineSource, SearchArea } from "./candidates.ts";

/** A place that was looked at and why its engine is not used. */
export interface Rejection {
  readonly path: string;
  readonly source: EngineSource;
  readonly code: RejectionCode;
  /** A sentence for people: the path and what is wrong with it. */
  readonly message: string;
}

/** A usable engine. */
export interface LocatedEngine {
  /** Absolute path of the `pulumi` executable. */
  readonly path: string;
  /** Its version without the leading v, such as `3.259.0`. */
  readonly version: string;
  readonly source: EngineSource;
  /** Engines that stood before this one and were not usable. Places where there is no file are not listed. */
  readonly rejected: readonly Rejection[];
}

/** No usable engine. */
export interface MissingEngine {
  /** Every place that was looked at, best first, with its reason; `absent` where there is no file. Never empty. */
  readonly missing: readonly Rejection[];
}

/** The first usable engine, or every reason why there is none. */
export type EngineLocation = LocatedEngine | MissingEngine;

/** What {@link locateEngine} needs to know. */
export interface LocateRequest extends SearchArea {
  /** Stops the search; places not yet judged are rejected as `cancelled`. */
  readonly signal?: AbortSignal;
}

/**
 * Finds the engine: the folder in LAUNCHGATE_PULUMI_ROOT if that is set (then nowhere else), PATH, ~/.pulumi, `.launchgate/engine`.
 * Runs `pulumi version` on each file that is there until one is usable. Never rejects. (P1)
 */
export async function locateEngine(request: LocateRequest): Promise<EngineLocation> {
  const rejected: Rejection[] = [];
  for (const candidate of await engineCandidates(request)) {
    const verdict = await judgeEngine(candidate.path, request.env, request.signal);
    if (verdict.ok)
      return { ...candidate, version: verdict.version, rejected: rejected.filter((one) => one.code !== "absent") };
    rejected.push(rejection(candidate, verdict.code, verdict.reason));
  }
  return { missing: rejected };
}

/** Tells a found engine from a missing one. */
export function isLocated(location: EngineLocation): location is LocatedEngine {
  return "path" in location;
}

/** The reasons that a reader can act on: engines that are there and not usable; or, if there is no file anywhere, every place. */
export function tellingReasons(missing: readonly Rejection[]): readonly Rejection[] {
  const present = missing.filter((one) => one.code !== "absent");
  return present.length > 0 ? present : missing;
}

function rejection(candidate: Candidate, code: RejectionCode, reason: string): Rejection {
  return { ...candidate, code, message: `${candidate.path} is not used: ${reason}.` };
}
