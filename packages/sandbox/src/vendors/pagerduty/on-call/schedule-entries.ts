import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Pointer } from "../references.ts";
import type { LayerData, ScheduleData } from "../types.ts";
import { edgesOf, userOfLayer, type Stretch } from "./layer-hours.ts";

/** Somebody who stands in for whoever is on call. */
export interface OverrideData extends Data {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly user: Pointer;
}

/** A person's time on call. */
export interface Entry extends Stretch {
  readonly user: string;
}

type Chooser = (at: number) => string | undefined;

/** Overrides of a schedule, the newest last. */
export function overridesOf(world: World, schedule: Entity): readonly OverrideData[] {
  return world.store.children<OverrideData>("pagerduty.override", schedule.key).map(({ data }) => data);
}

function overriding(overrides: readonly OverrideData[], at: number): string | undefined {
  return overrides.findLast(({ start, end }) => Date.parse(start) <= at && at < Date.parse(end))?.user.id;
}

/** Id of the user who is on call at a moment: an override, else the highest layer that is on. */
export function onCallAt(world: World, schedule: Entity<ScheduleData>, at: number): string | undefined {
  return chooser(world, schedule)(at);
}

function chooser(world: World, schedule: Entity<ScheduleData>): Chooser {
  const { schedule_layers: layers, time_zone: zone } = schedule.data;
  const overrides = overridesOf(world, schedule);
  return (at) => {
    const standIn = overriding(overrides, at);
    if (standIn !== undefined) return standIn;
    for (const layer of layers.toReversed()) {
      const user = userOfLayer(layer, zone, at);
      if (user !== undefined) return user;
    }
    return undefined;
  };
}

/** Who is on call when, in order; times in which nobody is are left out. */
export function entriesOf(world: World, schedule: Entity<ScheduleData>, span: Stretch): readonly Entry[] {
  const { schedule_layers: layers, time_zone: zone } = schedule.data;
  const overrides = overridesOf(world, schedule).flatMap(({ start, end }) => [Date.parse(start), Date.parse(end)]);
  const edges = [...layers.flatMap((layer) => edgesOf(layer, zone, span)), ...overrides];
  return joined(edges, span, chooser(world, schedule));
}

/** As {@link entriesOf} for one layer alone. */
export function entriesOfLayer(layer: LayerData, zone: string, span: Stretch): readonly Entry[] {
  return joined(edgesOf(layer, zone, span), span, (at) => userOfLayer(layer, zone, at));
}

/** As {@link entriesOf} for the overrides alone. */
export function entriesOfOverrides(world: World, schedule: Entity, span: Stretch): readonly Entry[] {
  const overrides = overridesOf(world, schedule);
  const edges = overrides.flatMap(({ start, end }) => [Date.parse(start), Date.parse(end)]);
  return joined(edges, span, (at) => overriding(overrides, at));
}

function joined(edges: readonly number[], { from, to }: Stretch, choose: Chooser): readonly Entry[] {
  const inside = edges.filter((each) => each > from && each < to);
  const starts = [...new Set([from, ...inside])].toSorted((a, b) => a - b);
  const entries: Entry[] = [];
  for (const [index, start] of starts.entries()) {
    const user = choose(start);
    const last = entries.at(-1);
    const end = starts[index + 1] ?? to;
    if (last !== undefined && last.user === user && last.to === start)
      entries[entries.length - 1] = { ...last, to: end };
    else if (user !== undefined) entries.push({ user, from: start, to: end });
  }
  return entries;
}
