import type { Escalation } from "../schema/on-call.ts";
import type { Interval } from "./recurrence-interval.ts";
import type { Duties, Rotas } from "./rotation-gaps.ts";
import { dutiesBetween, type Duty } from "./rotation.ts";

/** A time in which an escalation hangs on one person, milliseconds since 1970 UTC. */
export interface SoleReach extends Interval {
  readonly person: string;
}

type Level = Escalation["levels"][number];

/** The duty of a list in order that holds at a moment; moments are asked in rising order. */
function cursor(duties: readonly Duty[]): (at: number) => string | undefined {
  let index = 0;
  return (at) => {
    while ((duties[index]?.to ?? Infinity) <= at) index += 1;
    const duty = duties[index];
    return duty && duty.from <= at ? duty.person : undefined;
  };
}

/** Who `levels` reach together at a moment, each person once; undefined where a level reaches nobody. */
function reachOf(levels: readonly Level[], duties: Duties): (at: number) => ReadonlySet<string> | undefined {
  const rotas = new Map([...duties].map(([id, each]) => [id, cursor(each)]));
  return (at) => {
    const byLevel = levels.map(({ targets }) =>
      targets.flatMap((target) => ("person" in target ? target.person : (rotas.get(target.rotation)?.(at) ?? []))),
    );
    return byLevel.some((people) => people.length === 0) ? undefined : new Set(byLevel.flat());
  };
}

/**
 * The times between `from` and `to` (milliseconds) in which every level of an escalation reaches one and the same person, so that
 * going on to the next level tells nobody new (O1, D4). An escalation of one level goes nowhere: there it counts only that this
 * level names one person and no rota. Times in which a level reaches nobody are gaps and left out.
 */
export function soleReach(onCall: Rotas, { levels }: Escalation, from: number, to: number): SoleReach[] {
  const targets = levels.flatMap((level) => level.targets);
  const rotas = new Set(targets.flatMap((target) => ("rotation" in target ? [target.rotation] : [])));
  if (levels.length < 2 && rotas.size > 0) return [];
  const duties: Duties = new Map(
    [...rotas].map((id) => {
      const rota = Object.hasOwn(onCall.rotations, id) ? onCall.rotations[id] : undefined;
      return [id, rota ? dutiesBetween(rota, from, to) : []];
    }),
  );
  const reached = reachOf(levels, duties);
  const moments = [...duties.values()].flat().flatMap((duty) => [duty.from, duty.to]);
  const starts = [...new Set([from, ...moments])].filter((at) => at < to).sort((a, b) => a - b);
  return starts.flatMap((at, index) => {
    const people = reached(at);
    const [person] = people ?? [];
    return person !== undefined && people?.size === 1 ? [{ person, from: at, to: starts[index + 1] ?? to }] : [];
  });
}
