import type { Escalation, OnCall } from "../schema/on-call.ts";
import { unionOf, without, type Interval } from "./recurrence-interval.ts";
import { isoIn, zoneNamed } from "./recurrence-wall-clock.ts";
import type { Duty } from "./rotation.ts";

/** A time without anybody on call. Moments are ISO 8601 with the rota's offset. */
export interface CoverageGap {
  /** Id of the rota with the gap; for a level, its rota where it has just one, else null. */
  readonly rotation: string | null;
  /** Id of the escalation where the gap is one of a level or of a whole escalation, else null. */
  readonly escalation: string | null;
  /** Level from 1 that reaches nobody; null for the gap of a rota, and where no level of the escalation reaches anybody. */
  readonly level: number | null;
  readonly from: string;
  readonly to: string;
}

/** The rotas and escalations of a model. */
export type Rotas = Pick<OnCall, "rotations" | "escalations">;
/** The duties of each rota by its id, over the time asked for. */
export type Duties = ReadonlyMap<string, readonly Duty[]>;

/** The entries of a map in the order of their ids. */
export function byId<T>(map: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

type Level = Escalation["levels"][number];

const rotasOf = (level: Level): string[] =>
  level.targets.flatMap((target) => ("rotation" in target ? [target.rotation] : []));

/** When a level reaches somebody: always with a person among its targets, else while one of its rotas does. */
const reachOf = (level: Level, duties: Duties, span: Interval): readonly Interval[] =>
  level.targets.some((target) => "person" in target) ? [span] : rotasOf(level).flatMap((id) => duties.get(id) ?? []);

const gapsOf = (
  covered: readonly Interval[],
  span: Interval,
  timeZone: string,
  whose: Pick<CoverageGap, "rotation" | "escalation" | "level">,
): CoverageGap[] => {
  const zone = zoneNamed(timeZone);
  return without([span], unionOf(covered)).map((gap) => ({
    ...whose,
    from: isoIn(gap.from, zone),
    to: isoIn(gap.to, zone),
  }));
};

const gapsOfRotas = ({ rotations }: Rotas, duties: Duties, span: Interval): CoverageGap[] =>
  byId(rotations)
    .filter(([, rota]) => rota.mustCover)
    .flatMap(([id, rota]) =>
      gapsOf(duties.get(id) ?? [], span, rota.timeZone, { rotation: id, escalation: null, level: null }),
    );

const gapsOfEscalation = (
  id: string,
  levels: readonly Level[],
  { rotations }: Rotas,
  duties: Duties,
  span: Interval,
): CoverageGap[] => {
  const zoneOf = (rotas: readonly string[]): string => rotations[rotas[0] ?? ""]?.timeZone ?? "UTC";
  const ofLevels = levels.flatMap((level, index) => {
    const rotas = rotasOf(level);
    if (rotas.some((rota) => rotations[rota]?.mustCover === false)) return [];
    const rotation = rotas.length === 1 ? (rotas[0] ?? null) : null;
    return gapsOf(reachOf(level, duties, span), span, zoneOf(rotas), { rotation, escalation: id, level: index + 1 });
  });
  const reached = levels.flatMap((level) => reachOf(level, duties, span));
  const whole = { rotation: null, escalation: id, level: null };
  return [...ofLevels, ...gapsOf(reached, span, zoneOf(levels.flatMap(rotasOf)), whole)];
};

/**
 * The gaps between two moments: of rotas that must cover, of levels that do not hold a rota with hours left out on purpose, and of
 * whole escalations, those for drills among them. By id, level and time.
 */
export function gapsIn(onCall: Rotas, duties: Duties, span: Interval): CoverageGap[] {
  const escalations = byId(onCall.escalations);
  return [
    ...gapsOfRotas(onCall, duties, span),
    ...escalations.flatMap(([id, each]) => gapsOfEscalation(id, each.levels, onCall, duties, span)),
  ];
}
