import type { Interval } from "./recurrence-interval.ts";
import { isoIn, zoneNamed } from "./recurrence-wall-clock.ts";
import type { Duty } from "./rotation.ts";

/** A moment at which a rota has another person on call than before. */
export interface Handover {
  /** ISO 8601 with the rota's offset. */
  readonly at: string;
  readonly rotation: string;
  /** Layer of the person who takes over; where nobody does, of the one who leaves. */
  readonly layer: string;
  /** Who leaves; null where nobody was on call. */
  readonly from: string | null;
  /** Who takes over; null where a gap begins. */
  readonly to: string | null;
}

interface Change {
  readonly at: number;
  readonly before: Duty | null;
  readonly after: Duty | null;
}

/** What ends and what begins at one moment, null for nobody. */
const changesOf = (duties: readonly Duty[]): Change[] => {
  const changes: Change[] = [];
  for (const [index, after] of [...duties, null].entries()) {
    const before = duties[index - 1] ?? null;
    const touch = before !== null && after !== null && before.to === after.from;
    if (before && !touch) changes.push({ at: before.to, before, after: null });
    if (after) changes.push({ at: after.from, before: touch ? before : null, after });
  }
  return changes;
};

/** The handovers of one rota strictly inside `span`, by time. `duties` are in order and do not overlap. */
export function handoversOf(rotation: string, timeZone: string, duties: readonly Duty[], span: Interval): Handover[] {
  const zone = zoneNamed(timeZone);
  return changesOf(duties)
    .filter(({ at, before, after }) => span.from < at && at < span.to && before?.person !== after?.person)
    .map(({ at, before, after }) => ({
      at: isoIn(at, zone),
      rotation,
      layer: (after ?? before)?.layer ?? "",
      from: before?.person ?? null,
      to: after?.person ?? null,
    }));
}
