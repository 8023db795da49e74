import { EngineError } from "./errors.ts";
import type { EngineInstallation, InstallAttempt } from "./install-types.ts";
import { isLocated, tellingReasons } from "./locate.ts";
import type { EngineLocation, LocatedEngine, Rejection } from "./locate.ts";
import { ENGINE_ROOT_VARIABLE, ENGINE_VERSION, GO_MINIMUM } from "./pins.ts";
import type { Way, WayOutcome } from "./ways/way.ts";

const FOUND_IN = {
  env: `named by ${ENGINE_ROOT_VARIABLE}`,
  path: "on PATH",
  home: "in ~/.pulumi",
  local: "in .launchgate/engine",
} as const;

/** The result when a usable engine was there. */
export function present(engine: LocatedEngine, elapsedSeconds: number): EngineInstallation {
  const why = `pulumi ${engine.version} is already there, ${FOUND_IN[engine.source]}: ${engine.path}.`;
  return {
    engine,
    way: "present",
    why: sentences([why, ...engine.rejected.map(messageOf)]),
    attempts: [],
    elapsedSeconds,
  };
}

/** The result when `way` made an engine. Throws when it cannot be found where it was put. */
export function installed(
  way: Way,
  detail: string,
  attempts: readonly InstallAttempt[],
  location: EngineLocation,
  elapsedSeconds: number,
): EngineInstallation {
  if (!isLocated(location)) throw notInstallable(attempts, location);
  const why = `pulumi ${location.version} was ${way.name} ${detail}: ${location.path}.`;
  return {
    engine: location,
    way: way.name,
    why: sentences([why, ...attempts.map(messageOf)]),
    attempts,
    elapsedSeconds,
  };
}

/** The record of a way that the caller ruled out. */
export function notAllowed(way: Way): InstallAttempt {
  return {
    way: way.name,
    outcome: "not-allowed",
    message: `${way.title} was not allowed.`,
    fix: "Allow it and run it again.",
  };
}

/** The record of a way that failed. */
export function failed(way: Way, outcome: Extract<WayOutcome, { ok: false }>): InstallAttempt {
  return { way: way.name, outcome: "failed", message: `${way.title} failed: ${outcome.reason}.`, fix: outcome.fix };
}

/** The error when no way is left: every reason and every fix. */
export function notInstallable(attempts: readonly InstallAttempt[], location: EngineLocation): EngineError {
  const unusable = isLocated(location) ? [] : tellingReasons(location.missing).filter((one) => one.code !== "absent");
  const reasons = [...attempts, ...unusable].map(messageOf);
  const fixes = attempts.map((attempt) => attempt.fix);
  const byHand = `Install pulumi ${ENGINE_VERSION} so that it is on PATH, or Go ${GO_MINIMUM.join(".")} or newer.`;
  return new EngineError({
    code: "engine.not-installable",
    message: sentences([`There is no usable pulumi ${ENGINE_VERSION} and none could be made.`, ...reasons]),
    fix: sentences(fixes.length > 0 ? fixes : [byHand]),
  });
}

/** The error when the override variable names an unusable engine. */
export function overrideUnusable(rejection: Rejection): EngineError {
  return new EngineError({
    code: "engine.override-unusable",
    message: `${ENGINE_ROOT_VARIABLE} is set, so no other engine is looked for, but ${rejection.message}`,
    fix: `Let ${ENGINE_ROOT_VARIABLE} name a folder with a usable bin/pulumi, or unset it.`,
  });
}

function messageOf(one: { readonly message: string }): string {
  return one.message;
}

function sentences(parts: readonly string[]): string {
  return [...new Set(parts)].join(" ");
}
