import { LaunchgateError } from "../errors.ts";
import type { OnCall, Rotation } from "../schema/on-call.ts";
import { minutes } from "./duration.ts";
import { clip, holds, unionOf, within, without, type Interval } from "./recurrence-interval.ts";
import { instantOf, zoneNamed } from "./recurrence-wall-clock.ts";
import { hoursBetween, turnsBetween, type Turn } from "./rotation-turns.ts";

/** A stretch of time in which one person is on call in a rota, milliseconds since 1970 UTC. */
export interface Duty extends Turn {
  /** Id of the layer that puts the person on call. */
  readonly layer: string;
}

/** Who one level of an escalation reaches. */
export interface LevelOnCall {
  /** Position from 1. */
  readonly level: number;
  /** Minutes after the page at which the level is told: the sum of `after` of the levels before. */
  readonly afterMinutes: number;
  /** People in the order of the targets, each once; empty where nobody is on call. */
  readonly people: readonly string[];
}

const layerDuties = (rotation: Rotation, layer: string, from: number, to: number): Duty[] => {
  const data = rotation.layers[layer];
  if (!data) return [];
  const zone = zoneNamed(rotation.timeZone);
  const turns = turnsBetween(data, zone, from, to).map((turn) => ({ ...turn, layer }));
  return clip(within(turns, hoursBetween(data.restrictions, zone, from, to)), from, to);
};

/**
 * Who is on call in a rota between `from` and `to` (milliseconds): pieces in order, without overlaps, cut off at the two ends. A
 * later layer covers an earlier one where it is on call; a time that no layer has is left out.
 */
export function dutiesBetween(rotation: Rotation, from: number, to: number): Duty[] {
  let duties: Duty[] = [];
  for (const layer of Object.keys(rotation.layers)) {
    const above = layerDuties(rotation, layer, from, to);
    duties = [...without(duties, unionOf(above)), ...above].sort((a, b) => a.from - b.from);
  }
  return duties;
}

/**
 * The person whom a rota has on call at a moment (Date, or ISO 8601 with an offset), or null. Throws `calendar.unknown-zone`,
 * `calendar.invalid-instant` or `calendar.invalid-wall-clock` for input that the schema refuses.
 */
export function onCallAt(rotation: Rotation, instant: Date | string): string | null {
  const at = instantOf(instant);
  const layers = Object.keys(rotation.layers).reverse();
  for (const layer of layers) {
    const duty = onDuty(rotation, layer, at);
    if (duty !== null) return duty;
  }
  return null;
}

const onDuty = (rotation: Rotation, layer: string, at: number): string | null => {
  const data = rotation.layers[layer];
  if (!data) return null;
  const zone = zoneNamed(rotation.timeZone);
  const turn = turnsBetween(data, zone, at, at + 1)[0];
  if (!turn) return null;
  return hoursBetween(data.restrictions, zone, at, at + 1).some((each: Interval) => holds(each, at))
    ? turn.person
    : null;
};

/**
 * Who each level of an escalation reaches at a moment (O1, D4). A target that is a person is always reached; an unknown rota reaches
 * nobody. Throws `on-call.unknown-escalation` for an escalation that is not in the model.
 */
export function whoIsOnCall(
  onCall: Pick<OnCall, "rotations" | "escalations">,
  escalationId: string,
  instant: Date | string,
): LevelOnCall[] {
  const escalation = Object.hasOwn(onCall.escalations, escalationId) ? onCall.escalations[escalationId] : undefined;
  if (!escalation) {
    throw new LaunchgateError({
      code: "on-call.unknown-escalation",
      message: `The model has no escalation "${escalationId}".`,
      fix: `Give one of: ${Object.keys(onCall.escalations).sort().join(", ")}.`,
    });
  }
  let afterMinutes = 0;
  return escalation.levels.map(({ after, targets }, index) => {
    const reached = targets.map((target) => {
      if ("person" in target) return target.person;
      const rotation = Object.hasOwn(onCall.rotations, target.rotation) ? onCall.rotations[target.rotation] : undefined;
      return rotation ? onCallAt(rotation, instant) : null;
    });
    const told = { level: index + 1, afterMinutes, people: [...new Set(reached.filter((each) => each !== null))] };
    afterMinutes += minutes(after);
    return told;
  });
}
