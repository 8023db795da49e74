import { createHash } from "node:crypto";
import { nameOf } from "./engine-events.ts";
import type { ResourceStep } from "./engine-port.ts";

/** What of a step is compared: what happens to which resource, and the names of what changes. No value, so no secret. (P7, S2) */
export type ComparableStep = Pick<ResourceStep, "urn" | "type" | "op" | "changed">;

/** A resource to which something else would happen than was reviewed. */
export interface StepDifference {
  readonly urn: string;
  /** What the review holds, in words; `nothing` where it has no step of this resource. */
  readonly reviewed: string;
  /** What would happen now, in words; `nothing` where nothing would. */
  readonly now: string;
  /** One line for people. */
  readonly text: string;
}

/**
 * Steps in a form that can be kept and compared: without names and flags that follow from the rest, by resource and then by what happens,
 * whatever order the engine took. A step that was told twice stands once.
 */
export function comparableSteps(steps: readonly ComparableStep[]): readonly ComparableStep[] {
  const lines = new Map(steps.map((step) => [lineOf(step), step] as const));
  return [...lines]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { urn, type, op, changed }]) => ({ urn, type, op, changed: changed.toSorted() }));
}

/** Fingerprint of steps, sha256 in hex: equal for the same steps in any order. What is applied on merge is held to it. (P7) */
export function stepDigest(steps: readonly ComparableStep[]): string {
  return createHash("sha256").update(comparableSteps(steps).map(lineOf).join("\n")).digest("hex");
}

/** What would happen otherwise than reviewed, one entry a resource, by URN; empty exactly where both digests are equal. (P7) */
export function differences(
  reviewed: readonly ComparableStep[],
  now: readonly ComparableStep[],
): readonly StepDifference[] {
  const [before, after] = [byResource(reviewed), byResource(now)];
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((urn) => {
    const [was, is] = [before.get(urn) ?? [], after.get(urn) ?? []];
    if (stepDigest(was) === stepDigest(is)) return [];
    const words = { reviewed: inWords(was), now: inWords(is) };
    return [{ urn, ...words, text: `${nameOf(urn)}: reviewed ${words.reviewed}; now ${words.now}` }];
  });
}

/** JSON keeps apart what a separator of our own could blur: a property may be named with any sign. */
function lineOf({ urn, type, op, changed }: ComparableStep): string {
  return JSON.stringify([urn, op, type, changed.toSorted()]);
}

function byResource(steps: readonly ComparableStep[]): ReadonlyMap<string, readonly ComparableStep[]> {
  return Map.groupBy(comparableSteps(steps), ({ urn }) => urn);
}

function inWords(steps: readonly ComparableStep[]): string {
  const words = steps.map(({ op, type, changed }) => {
    return `${op} ${type}${changed.length === 0 ? "" : ` [${changed.join(", ")}]`}`;
  });
  return words.length === 0 ? "nothing" : words.join(", ");
}
