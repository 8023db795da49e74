import { DateTime } from "luxon";
import { releaseTypeIds, type ReleaseTypeId } from "../schema/release.ts";
import { holds, type Interval } from "./recurrence-interval.ts";
import { instantOf, isoIn, zoneNamed } from "./recurrence-wall-clock.ts";
import { checkFreezeWindows, openTimes, windowInForce, type FreezeWindows } from "./freeze-calendar-windows.ts";

/** What is asked of the freeze calendar. */
export interface FreezeQuestion {
  /** Stage id; a stage that no window lists is closed (L1). */
  readonly stage: string;
  /** The moment, as Date or ISO 8601 with an offset. */
  readonly at: Date | string;
  /**
   * Type of the release. Without it the answer holds for every type: a window that is for some types only does not open, but it
   * does close.
   */
  readonly releaseType?: ReleaseTypeId | undefined;
}

/** Why the calendar is open or closed, the word before the colon of {@link FreezeVerdict.reason}. */
export type FreezeReason = "allowed" | "denied" | "outside-windows" | "unlisted-stage" | "invalid";

/** The calendar's answer. Moments are ISO 8601 with the offset of the window's zone. */
export interface FreezeVerdict {
  readonly open: boolean;
  /** One of {@link FreezeReason}, a colon, and one sentence for people. */
  readonly reason: string;
  /** Id of the window that decides: the allow window while open, the deny window while denied, else null. */
  readonly window: string | null;
  /** When it becomes open next; null while open, and where that is more than two years ahead. */
  readonly opensAt: string | null;
  /** When the open state ends, adjacent windows taken as one; null while closed, and where that is more than two years ahead. */
  readonly closesAt: string | null;
}

/** How far ahead is looked, years. */
const horizonYears = 2;
/** The same as steps: most answers lie in the first fortnight, so that years are not laid out for them. */
const stepDays = [16, 64, 256] as const;
const day = 86_400_000;

const closed = (code: FreezeReason, sentence: string): FreezeVerdict => ({
  open: false,
  reason: `${code}: ${sentence}`,
  window: null,
  opensAt: null,
  closesAt: null,
});

/** The first of the open times from `at` on that `wanted` accepts, laid out step by step up to the horizon. */
const search = <T>(
  windows: FreezeWindows,
  question: FreezeQuestion,
  at: number,
  wanted: (open: readonly Interval[], step: Interval) => T | null,
): T | null => {
  const horizon = DateTime.fromMillis(at, { zone: "utc" }).plus({ years: horizonYears }).toMillis();
  const ends = [...stepDays.map((days) => at + days * day), horizon];
  let from = at;
  for (const to of ends) {
    const found = wanted(openTimes(windows, question, from, to), { from, to });
    if (found !== null) return found;
    from = to;
  }
  return null;
};

const nextOpening = (windows: FreezeWindows, question: FreezeQuestion, at: number): number | null =>
  search(windows, question, at, (open) => open[0]?.from ?? null);

const endOfOpen = (windows: FreezeWindows, question: FreezeQuestion, at: number): number | null =>
  search(windows, question, at, (open, step) => {
    const running = open.find((each) => holds(each, step.from));
    if (!running) return step.from;
    return running.to < step.to ? running.to : null;
  });

const judge = (windows: FreezeWindows, question: FreezeQuestion): FreezeVerdict => {
  const invalid = checkFreezeWindows(windows)[0];
  if (invalid) return closed("invalid", `the window "${invalid.window}" is invalid (${invalid.reason}).`);
  const { stage, releaseType } = question;
  if (releaseType !== undefined && !releaseTypeIds.includes(releaseType)) {
    return closed("invalid", `"${releaseType}" is not a release type.`);
  }
  const at = instantOf(question.at);
  if (!Object.values(windows).some((each) => each.stages.includes(stage))) {
    return closed("unlisted-stage", `no window lists the stage "${stage}".`);
  }
  const iso = (instant: number | null, window: string | null): string | null =>
    instant === null || window === null ? null : isoIn(instant, zoneNamed(windows[window]?.timeZone ?? "UTC"));
  const denying = windowInForce(windows, question, "deny", at);
  const allowing = windowInForce(windows, question, "allow", at);
  if (allowing !== null && denying === null) {
    const reason = `allowed: inside the allow window "${allowing}".`;
    return {
      open: true,
      reason,
      window: allowing,
      opensAt: null,
      closesAt: iso(endOfOpen(windows, question, at), allowing),
    };
  }
  const next = nextOpening(windows, question, at);
  const opensAt = next === null ? null : iso(next, windowInForce(windows, question, "allow", next));
  return denying === null
    ? { ...closed("outside-windows", `no allow window of the stage "${stage}" holds now.`), opensAt }
    : { ...closed("denied", `inside the deny window "${denying}".`), window: denying, opensAt };
};

/**
 * Whether the freeze calendar lets a release into a stage at a moment (L1). Deny wins over allow; a stage that nobody listed is
 * closed; a stage in no allow window is closed. Fails closed and never throws: an invalid window anywhere, an unknown zone, a
 * moment without offset or an unknown release type is a no that begins with `invalid:`.
 */
export function judgeFreeze(windows: FreezeWindows, question: FreezeQuestion): FreezeVerdict {
  try {
    return judge(windows, question);
  } catch (error) {
    return closed("invalid", error instanceof Error ? error.message : "the calendar cannot be read.");
  }
}
