import { releaseTypeIds, type FreezeWindow } from "../schema/release.ts";
import { checkSpan, occurrencesBetween } from "./recurrence.ts";
import { clip, unionOf, without, type Interval } from "./recurrence-interval.ts";

/** The windows of a freeze calendar by id (`release.freeze.windows`). */
export type FreezeWindows = Readonly<Record<string, FreezeWindow>>;

/** For whom the calendar is asked; see `FreezeQuestion`. */
export interface FreezeAudience {
  readonly stage: string;
  readonly releaseType?: string | undefined;
}

/** A window that cannot be used. */
export interface InvalidWindow {
  /** Id of the window. */
  readonly window: string;
  /** What is wrong, one clause that begins with the field. */
  readonly reason: string;
}

const isListOf = (value: unknown, good: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(good);

const whyInvalid = (window: FreezeWindow): string | null => {
  if (typeof window !== "object" || (window as unknown) === null) return "not a window";
  if (!(["allow", "deny"] as unknown[]).includes(window.kind)) return "kind: neither allow nor deny";
  if (!isListOf(window.stages, (item) => typeof item === "string")) return "stages: not a list of stages";
  const types = window.releaseTypes;
  if (types !== undefined && !isListOf(types, (item) => (releaseTypeIds as readonly unknown[]).includes(item))) {
    return "releaseTypes: not a list of release types";
  }
  return checkSpan(window);
};

/** Every window that cannot be used, in the order of the calendar. Empty for a good calendar. */
export function checkFreezeWindows(windows: FreezeWindows): InvalidWindow[] {
  return Object.entries(windows).flatMap(([window, each]) => {
    const reason = whyInvalid(each);
    return reason === null ? [] : [{ window, reason }];
  });
}

/** Whether `window` speaks of the audience. Without a release type, a window for some types only is heard where it closes. */
const concerns = (window: FreezeWindow, { stage, releaseType }: FreezeAudience): boolean => {
  if (!window.stages.includes(stage)) return false;
  if (window.releaseTypes === undefined) return true;
  if (releaseType === undefined)
    return window.kind === "deny" || releaseTypeIds.every((id) => window.releaseTypes?.includes(id));
  return (window.releaseTypes as readonly string[]).includes(releaseType);
};

const timesOf = (
  windows: FreezeWindows,
  audience: FreezeAudience,
  kind: FreezeWindow["kind"],
  from: number,
  to: number,
) =>
  Object.values(windows)
    .filter((each) => each.kind === kind && concerns(each, audience))
    .flatMap((each) => occurrencesBetween(each, from, to));

/**
 * When the calendar is open between `from` and `to` (milliseconds), clipped to them, in order, adjacent windows joined: inside
 * some allow window and inside no deny window (L1). Throws for an invalid window.
 */
export function openTimes(windows: FreezeWindows, audience: FreezeAudience, from: number, to: number): Interval[] {
  const allowed = unionOf(timesOf(windows, audience, "allow", from, to));
  const denied = unionOf(timesOf(windows, audience, "deny", from, to));
  return clip(without(allowed, denied), from, to);
}

/**
 * Id of the window of `kind` that holds at `instant` for the audience, or null. Where several do, the one whose occurrence ends
 * last, then the first by id, so that the answer does not depend on the order of the file.
 */
export function windowInForce(
  windows: FreezeWindows,
  audience: FreezeAudience,
  kind: FreezeWindow["kind"],
  instant: number,
): string | null {
  const found = Object.entries(windows)
    .filter(([, each]) => each.kind === kind && concerns(each, audience))
    .flatMap(([id, each]) => occurrencesBetween(each, instant, instant + 1).map(({ to }) => ({ id, to })));
  return found.sort((a, b) => b.to - a.to || (a.id < b.id ? -1 : 1))[0]?.id ?? null;
}
