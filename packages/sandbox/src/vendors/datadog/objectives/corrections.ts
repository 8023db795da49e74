import { occurrencesBetween, type Duration } from "@launchgate/core";
import { DateTime } from "luxon";
import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { SloData } from "../tables/slo.ts";
import { sloCorrection, type SloCorrectionData } from "../tables/slo-correction.ts";

/** A stretch of time, milliseconds since 1970; `to` is not in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const day = 86_400_000;
/** Furthest that an objective looks back, with a day to spare. */
const furthest = 96 * day;

const kept = new WeakMap<World, Map<string, readonly Stretch[]>>();

/** Times that do not count against an objective between two moments, in order, none twice. (O2) */
export function correctedTimes(world: World, slo: SloData, from: number, to: number): readonly Stretch[] {
  const rows = world.store.all<SloCorrectionData>(`${sloCorrection.vendor}.${sloCorrection.name}`);
  const own = rows.filter(({ data }) => isOf(data, slo));
  if (own.length === 0) return [];
  const all = own.flatMap((row) => stretchesOf(world, row, to));
  const within = all.map((each) => ({ from: Math.max(each.from, from), to: Math.min(each.to, to) }));
  return merged(within.filter((each) => each.from < each.to));
}

/** By id, or by a query of tags and words of its name: `service:web env:prod`. */
function isOf({ slo_id: id, slo_query: query }: SloCorrectionData, slo: SloData): boolean {
  if (id !== undefined) return id === slo.id;
  const words = (query ?? "").split(/\s+/).filter((word) => word !== "" && word !== "AND");
  const tags = slo.tags ?? [];
  return words.length > 0 && words.every((word) => tags.includes(word) || slo.name.includes(word));
}

/** Occurrences are looked for once a day: the search is dear. */
function stretchesOf(world: World, { key, updated, data }: Entity<SloCorrectionData>, to: number): readonly Stretch[] {
  if (typeof data.rrule !== "string") return [{ from: data.start * 1000, to: (data.end ?? 0) * 1000 }];
  const end = Math.ceil(to / day) * day;
  const memory = kept.get(world) ?? new Map<string, readonly Stretch[]>();
  kept.set(world, memory);
  const name = `${key}/${String(updated)}/${String(end)}`;
  const known = memory.get(name);
  if (known) return known;
  if (memory.size > 200) memory.clear();
  const found = recurring(data, end);
  memory.set(name, found);
  return found;
}

function recurring({ start, duration, rrule, timezone }: SloCorrectionData, end: number): readonly Stretch[] {
  const zone = typeof timezone === "string" ? timezone : "UTC";
  const span = {
    timeZone: zone,
    start: DateTime.fromSeconds(start, { zone }).toFormat("yyyy-MM-dd'T'HH:mm"),
    duration: `${String(Math.max(1, Math.round((duration ?? 0) / 60)))} minutes` as Duration,
    recurrence: rrule ?? "",
  };
  return occurrencesBetween(span, end - furthest, end).map(({ from, to }) => ({ from, to }));
}

function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: { from: number; to: number }[] = [];
  for (const each of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else result.push({ ...each });
  }
  return result;
}
