import type { Layer, Restriction } from "../schema/on-call.ts";
import { milliseconds } from "./duration.ts";
import { unionOf, type Interval } from "./recurrence-interval.ts";
import { parseWallClock, toInstant, toWallClock, wallDay, wallStretch, type Zone } from "./recurrence-wall-clock.ts";

/** One person's turn in a layer, milliseconds since 1970 UTC, before restrictions and higher layers. */
export interface Turn extends Interval {
  /** Position from 0, counted from the layer's start. */
  readonly turn: number;
  readonly person: string;
}

/** Shortest turn that is laid out; a layer with a shorter or unreadable one has nobody on call, which shows as a gap. */
const shortestTurn = 60_000;

/** How the turns of a layer lie in time. */
interface TurnClock {
  /** Start of turn `turn`, milliseconds since 1970 UTC. */
  readonly startOf: (turn: number) => number;
  /** About the turn at `instant`; may be one off. */
  readonly near: (instant: number) => number;
}

/**
 * Turns of whole days hand over at the same wall-clock time, whatever clocks do (a skipped time moves forward by the gap); turns of
 * other lengths are elapsed time from the first handover. `168 hours` and `7 days` are the same length and thus both whole days.
 */
const clockOf = (layer: Layer, zone: Zone): TurnClock | null => {
  const length = milliseconds(layer.turn);
  const start = parseWallClock(layer.start);
  if (length < shortestTurn) return null;
  if (length % wallDay === 0) {
    return {
      startOf: (turn) => toInstant(start + turn * length, zone),
      near: (instant) => Math.floor((toWallClock(instant, zone) - start) / length),
    };
  }
  const first = toInstant(start, zone);
  return { startOf: (turn) => first + turn * length, near: (instant) => Math.floor((instant - first) / length) };
};

const indexAt = (clock: TurnClock, instant: number): number => {
  let turn = clock.near(instant);
  while (clock.startOf(turn) > instant) turn -= 1;
  while (clock.startOf(turn + 1) <= instant) turn += 1;
  return turn;
};

const makeTurn = (layer: Layer, clock: TurnClock, turn: number): Turn => ({
  turn,
  person: layer.people[turn % layer.people.length] ?? "",
  from: clock.startOf(turn),
  to: clock.startOf(turn + 1),
});

/** The turns of `layer` that overlap the time from `from` to `to`, in order, whole; none before the layer's start. */
export function turnsBetween(layer: Layer, zone: Zone, from: number, to: number): Turn[] {
  const clock = clockOf(layer, zone);
  if (!clock || layer.people.length === 0 || from >= to) return [];
  const turns: Turn[] = [];
  for (let turn = Math.max(0, indexAt(clock, from)); clock.startOf(turn) < to; turn += 1) {
    const made = makeTurn(layer, clock, turn);
    // A day that a zone leaves out (Samoa, 30 December 2011) may leave a turn without any time.
    if (made.from < made.to) turns.push(made);
  }
  return turns;
}

const hoursOf = (restriction: Restriction, zone: Zone, from: number, to: number): Interval[] => {
  const weekly = restriction.kind === "weekly";
  const step = weekly ? 7 * wallDay : wallDay;
  const length = Math.min(milliseconds(restriction.duration), step);
  if (!(length > 0)) return [];
  // 1970-01-01 was a Thursday, ISO day 4.
  const first =
    parseWallClock(`1970-01-01T${restriction.start}`) + (weekly ? ((restriction.dayOfWeek + 3) % 7) * wallDay : 0);
  const begin = Math.floor((toWallClock(from, zone) - first) / step) - (weekly ? 1 : 2);
  const end = Math.ceil((toWallClock(to, zone) - first) / step) + 1;
  const stretches: Interval[] = [];
  for (let at = begin; at <= end; at += 1) stretches.push(wallStretch(first + at * step, length, zone));
  return stretches;
};

/**
 * When `restrictions` let a layer be on call between `from` and `to`, in order, joined, not clipped: inside any of them, always
 * where there is none. Their lengths are counted on the wall clock of `zone`, so that a night from 20:00 for 12 hours ends at
 * 08:00 over a clock change too; they may run across midnight and across the end of the week.
 */
export function hoursBetween(restrictions: readonly Restriction[], zone: Zone, from: number, to: number): Interval[] {
  if (restrictions.length === 0) return [{ from, to }];
  return unionOf(restrictions.flatMap((each) => hoursOf(each, zone, from, to)));
}
