import { DateTime } from "luxon";
import type { LayerData, Restriction } from "../types.ts";

/** A stretch of time, milliseconds since 1970; the end does not belong to it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const day = 86_400;

/** A wall-clock time so many seconds later on the wall clock, whatever the clocks do in between. */
function laterOnTheWall(local: DateTime, seconds: number): DateTime {
  return local
    .setZone("utc", { keepLocalTime: true })
    .plus({ seconds })
    .setZone(local.zoneName ?? "utc", {
      keepLocalTime: true,
    });
}

/**
 * Start of a turn. Turns of whole days hand over at the same time by the wall clock, over changes of the clock too; others are elapsed
 * time. Source: PagerDuty knowledge base, "Schedule Basics", daylight saving time; for parts of days [unverified].
 */
export function startOfTurn(layer: LayerData, zone: string, turn: number): number {
  const first = Date.parse(layer.rotation_virtual_start);
  const length = layer.rotation_turn_length_seconds;
  if (length % day !== 0) return first + turn * length * 1000;
  const days = (length / day) * turn;
  return DateTime.fromMillis(first, { zone }).plus({ days }).toMillis();
}

/** Number of the turn at a moment, counted from the layer's virtual start; negative before it. */
export function turnAt(layer: LayerData, zone: string, at: number): number {
  const elapsed = at - Date.parse(layer.rotation_virtual_start);
  let turn = Math.floor(elapsed / (layer.rotation_turn_length_seconds * 1000));
  while (startOfTurn(layer, zone, turn) > at) turn -= 1;
  while (startOfTurn(layer, zone, turn + 1) <= at) turn += 1;
  return turn;
}

/** Stretches of a restriction that touch the time asked for; their length is counted on the wall clock. */
export function hoursOf(restriction: Restriction, zone: string, { from, to }: Stretch): readonly Stretch[] {
  const [hour = 0, minute = 0, second = 0] = restriction.start_time_of_day.split(":").map(Number);
  const weekly = restriction.type === "weekly_restriction";
  const step = weekly ? { weeks: 1 } : { days: 1 };
  const start = DateTime.fromMillis(from, { zone }).minus(step).minus({ days: 1 }).startOf("day");
  const aligned = weekly ? start.set({ weekday: (restriction.start_day_of_week ?? 1) as 1 }).minus(step) : start;
  const found: Stretch[] = [];
  for (let each = aligned; each.toMillis() < to; each = each.plus(step)) {
    const begin = each.set({ hour, minute, second });
    const end = laterOnTheWall(begin, restriction.duration_seconds);
    if (end.toMillis() > from) found.push({ from: begin.toMillis(), to: end.toMillis() });
  }
  return found;
}

/** Whether a layer is on at a moment: between its start and end, and in its hours. */
export function isOn(layer: LayerData, zone: string, at: number): boolean {
  if (at < Date.parse(layer.start) || (layer.end !== null && at >= Date.parse(layer.end))) return false;
  const restrictions = layer.restrictions ?? [];
  if (restrictions.length === 0) return true;
  const hours = restrictions.flatMap((each) => hoursOf(each, zone, { from: at, to: at + 1 }));
  return hours.some((each) => each.from <= at && at < each.to);
}

/** Id of the user whose turn it is in a layer, if the layer is on. */
export function userOfLayer(layer: LayerData, zone: string, at: number): string | undefined {
  if (!isOn(layer, zone, at)) return undefined;
  const count = layer.users.length;
  const turn = turnAt(layer, zone, at);
  return layer.users[((turn % count) + count) % count]?.user.id;
}

/** Every moment in a stretch at which who is on call in a layer may change. */
export function edgesOf(layer: LayerData, zone: string, span: Stretch): readonly number[] {
  const ends = [Date.parse(layer.start), ...(layer.end === null ? [] : [Date.parse(layer.end)])];
  const hours = (layer.restrictions ?? []).flatMap((each) => hoursOf(each, zone, span));
  const turns: number[] = [];
  for (let turn = turnAt(layer, zone, span.from) + 1; startOfTurn(layer, zone, turn) < span.to; turn += 1) {
    turns.push(startOfTurn(layer, zone, turn));
  }
  const all = [...ends, ...hours.flatMap(({ from, to }) => [from, to]), ...turns];
  return all.filter((each) => each > span.from && each < span.to);
}
