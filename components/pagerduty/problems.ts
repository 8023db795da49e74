import { LaunchgateError, type Problem } from "@launchgate/core";

/** `value` is no key of `known`: the problem `reference.unknown-<what>` at `path`, or none. */
export function unknownReference(what: string, path: string, value: string, known: readonly string[]): Problem[] {
  if (known.includes(value)) return [];
  return [
    {
      code: `reference.unknown-${what}`,
      path,
      value,
      expected: known.length === 0 ? `a ${what}; there is none` : `one of ${known.join(", ")}`,
      fix: `Name a ${what} that exists, or add it.`,
    },
  ];
}

/** `value` is no key of `seats`: the problem `pagerduty.person-without-seat` at `path`, or none. */
export function withoutSeat(path: string, value: string, seats: readonly string[]): Problem[] {
  if (seats.includes(value)) return [];
  return [
    {
      code: "pagerduty.person-without-seat",
      path,
      value,
      expected: "a person of organization.people with paged: true",
      fix: "Give the person a PagerDuty seat (paged: true), or name somebody who has one.",
    },
  ];
}

/** PagerDuty does not know the zone: the problem `pagerduty.unknown-zone` at `path`. */
export function unknownZone(path: string, value: string): Problem {
  return {
    code: "pagerduty.unknown-zone",
    path,
    value,
    expected: "a zone that PagerDuty knows (components/pagerduty/time-zones.ts)",
    fix: "Take the zone of a city with the same clock, such as Asia/Bangkok for Asia/Ho_Chi_Minh.",
  };
}

/** Each problem once: the same key path can be read for several people or services. */
export function distinctProblems(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((each) => [`${each.code} ${each.path}`, each])).values()];
}

/** The vendor's id of a thing whose reference was checked before. Throws `pagerduty.id-lost`, a fault of the tool. */
export function idOf<T>(ids: Readonly<Record<string, T>>, id: string): T {
  const found = ids[id];
  if (found !== undefined) return found;
  throw new LaunchgateError({
    code: "pagerduty.id-lost",
    message: `No PagerDuty id for "${id}", though its reference was checked.`,
    fix: "Report this with the output of `launchgate plan --json`.",
    source: "tool",
  });
}
