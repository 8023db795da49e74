import { LaunchgateError } from "../errors.ts";
import type { Rotation } from "../schema/on-call.ts";
import { unionOf, type Interval } from "./recurrence-interval.ts";
import { instantOf, parseWallClock, toInstant, zoneNamed } from "./recurrence-wall-clock.ts";
import { byId, gapsIn, type CoverageGap, type Duties, type Rotas } from "./rotation-gaps.ts";
import { handoversOf, type Handover } from "./rotation-handovers.ts";
import { dutiesBetween } from "./rotation.ts";

/** How long a person is on call. */
export interface PersonLoad {
  readonly person: string;
  /** Minutes on call in at least one rota; 0 for a person of a layer whose turn does not come. */
  readonly minutes: number;
}

/** What {@link coverage} finds between two moments. */
export interface Coverage {
  /** Gaps of rotas by id, then of escalations by id and level, by time. */
  readonly gaps: readonly CoverageGap[];
  /** Every person of a rota that is not for drills, by id. */
  readonly people: readonly PersonLoad[];
  /** Handovers by time, then by rota; those at the two ends are left out. */
  readonly handovers: readonly Handover[];
  /** Rotas in which all turns fall to one person, by id. */
  readonly singlePerson: readonly string[];
}

const loads = (rotas: readonly [string, Rotation][], duties: Duties): PersonLoad[] => {
  const people = rotas.flatMap(([, rota]) => Object.values(rota.layers).flatMap((layer) => layer.people));
  const times = new Map(people.sort().map((person) => [person, [] as Interval[]]));
  for (const [id] of rotas) for (const duty of duties.get(id) ?? []) times.get(duty.person)?.push(duty);
  return [...times].map(([person, all]) => {
    const total = unionOf(all).reduce((sum, each) => sum + each.to - each.from, 0);
    return { person, minutes: total / 60_000 };
  });
};

/** Layers below one that is on call without pause take no turns any more; what remains is who can be on call from `at` on. */
const peopleFrom = (rota: Rotation, at: number): Set<string> => {
  const zone = zoneNamed(rota.timeZone);
  const layers = Object.values(rota.layers);
  const base = layers.findLastIndex(
    (each) => each.restrictions.length === 0 && toInstant(parseWallClock(each.start), zone) <= at,
  );
  return new Set(layers.slice(Math.max(0, base)).flatMap((each) => each.people));
};

const spanOf = (from: Date | string, to: Date | string): Interval => {
  const span = { from: instantOf(from), to: instantOf(to) };
  if (span.from < span.to) return span;
  throw new LaunchgateError({
    code: "calendar.invalid-interval",
    message: "The end of the time asked for is not after its start.",
    fix: "Give an end after the start.",
  });
};

/**
 * What the rotas and escalations of a model give between two moments (O1): gaps, load, handovers and rotas that hang on one
 * person, those for drills among them. Hours of people are those of rotas that are not for drills. Throws `calendar.invalid-interval` where `to` is not after `from`.
 */
export function coverage(onCall: Rotas, from: Date | string, to: Date | string): Coverage {
  const span = spanOf(from, to);
  const duties = new Map(byId(onCall.rotations).map(([id, rota]) => [id, dutiesBetween(rota, span.from, span.to)]));
  const rotas = byId(onCall.rotations);
  return {
    gaps: gapsIn(onCall, duties, span),
    people: loads(
      rotas.filter(([, rota]) => !rota.drill),
      duties,
    ),
    handovers: rotas
      .flatMap(([id, rota]) => handoversOf(id, rota.timeZone, duties.get(id) ?? [], span))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    singlePerson: rotas.filter(([, rota]) => peopleFrom(rota, span.from).size === 1).map(([id]) => id),
  };
}
