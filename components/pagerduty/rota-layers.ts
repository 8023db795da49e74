import { seconds, type Layer, type Problem, type Restriction, type Rotation } from "@launchgate/core";
import { DateTime } from "luxon";
import { withoutSeat } from "./problems.ts";
import { turnSeconds, type RestrictionType } from "./wire.ts";

/** Restriction of a layer as PagerDuty wants it. */
export interface RotaRestriction {
  readonly type: RestrictionType;
  /** `HH:mm:ss` on the wall clock of the schedule's zone. */
  readonly startTimeOfDay: string;
  readonly durationSeconds: number;
  /** 1 Monday to 7 Sunday; only weekly ones may have it, and must. */
  readonly startDayOfWeek?: number;
}

/** A layer as PagerDuty wants it, with ids of the model for people. */
export interface RotaLayer {
  readonly layerId: string;
  readonly people: readonly string[];
  /** RFC 3339 in UTC with `Z`. */
  readonly start: string;
  readonly turnSeconds: number;
  readonly restrictions: readonly RotaRestriction[];
}

const daySeconds = 86_400;

/**
 * The layers of a rota, **lowest first**, the order of the model. PagerDuty reads a list that it is sent from the base
 * upwards, so that a later layer covers an earlier one; what it answers stands the other way round, and the plugin turns it
 * back (PagerDuty/public-support-scripts pull request 60; terraform-provider-pagerduty v3.32.4, `flattenScheduleLayers`;
 * its issue 424: a layer appended to the list becomes the override of the others).
 */
export function rotaLayers({ layers, timeZone }: Pick<Rotation, "layers" | "timeZone">): RotaLayer[] {
  return Object.entries(layers).map(([layerId, layer]) => ({
    layerId,
    people: layer.people,
    start: utcStamp(layer.start, timeZone),
    turnSeconds: seconds(layer.turn),
    restrictions: layer.restrictions.map(rotaRestriction),
  }));
}

/**
 * A wall-clock moment of `timeZone` as RFC 3339 in UTC, such as `2026-01-05T08:00:00Z`. Always with `Z`: PagerDuty answers
 * another offset than it was sent, which would be a difference for ever. A moment that a clock change skips moves forward.
 */
export function utcStamp(local: string, timeZone: string): string {
  const stamp = DateTime.fromISO(local, { zone: timeZone }).toUTC().toISO({ suppressMilliseconds: true });
  if (stamp === null) throw new RangeError(`"${local}" in ${timeZone} is no moment`);
  return stamp;
}

function rotaRestriction(restriction: Restriction): RotaRestriction {
  const common = {
    startTimeOfDay: `${restriction.start}:00`,
    durationSeconds: seconds(restriction.duration),
  };
  return restriction.kind === "daily"
    ? { type: "daily_restriction", ...common }
    : { type: "weekly_restriction", ...common, startDayOfWeek: restriction.dayOfWeek };
}

/** Problems of the layers: `pagerduty.turn-length`, `pagerduty.restriction-length`, `pagerduty.person-without-seat`. */
export function layerProblems(
  path: string,
  layers: Readonly<Record<string, Layer>>,
  seats: readonly string[],
): Problem[] {
  return Object.entries(layers).flatMap(([layerId, layer]) => {
    const at = `${path}.layers.${layerId}`;
    return [
      ...turnProblems(`${at}.turn`, layer.turn),
      ...layer.people.flatMap((person, index) => withoutSeat(`${at}.people[${String(index)}]`, person, seats)),
      ...layer.restrictions.flatMap((each, index) => restrictionProblems(`${at}.restrictions[${String(index)}]`, each)),
    ];
  });
}

function turnProblems(path: string, turn: Layer["turn"]): Problem[] {
  const length = seconds(turn);
  if (Number.isInteger(length) && length >= turnSeconds.least && length <= turnSeconds.most) return [];
  return [
    {
      code: "pagerduty.turn-length",
      path,
      value: turn,
      expected: "1 hour to 365 days, in whole seconds",
      fix: "Choose a turn that PagerDuty takes; whole days keep the handover at the same wall-clock time.",
    },
  ];
}

function restrictionProblems(path: string, restriction: Restriction): Problem[] {
  const length = seconds(restriction.duration);
  const limit = restriction.kind === "daily" ? daySeconds : 7 * daySeconds;
  if (Number.isInteger(length) && length >= 1 && length < limit) return [];
  return [
    {
      code: "pagerduty.restriction-length",
      path: `${path}.duration`,
      value: restriction.duration,
      expected: restriction.kind === "daily" ? "1 second to less than 24 hours" : "1 second to less than 7 days",
      fix: "Shorten it, or leave the restriction out where the layer covers all of the time.",
    },
  ];
}
