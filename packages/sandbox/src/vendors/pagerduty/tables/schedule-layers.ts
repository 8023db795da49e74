import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import type { FieldProblem } from "../../../http/refusal.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { rendered } from "../on-call/rendered.ts";
import { entriesOfLayer } from "../on-call/schedule-entries.ts";
import { pointer, shown, unknownPointers, withoutNull } from "../references.ts";
import type { LayerData, ScheduleData } from "../types.ts";
import { iso, newId } from "../wire.ts";
import { localTime, momentOf } from "../zone.ts";

const moment = z.string().refine((text) => !Number.isNaN(momentOf(text)), "Time is invalid");

const restriction = z.object({
  type: z.enum(["daily_restriction", "weekly_restriction"]),
  duration_seconds: z.int().min(1),
  start_time_of_day: z.string().regex(/^\d\d:\d\d:\d\d$/),
  start_day_of_week: z.int().min(1).max(7).optional(),
});

/** One rotation as a client sends it. */
export const layerInput = z.object({
  id: z.string().nullish(),
  name: z.string().nullish(),
  start: moment,
  end: moment.nullish(),
  rotation_virtual_start: moment,
  rotation_turn_length_seconds: z.int().min(1),
  users: z.array(z.object({ user: pointer })).min(1),
  restrictions: z.array(restriction).nullish(),
});

/**
 * Layers as they are kept: UTC, with ids. A layer cannot begin in the past: a new one begins now, one known by its id began
 * when it began. Source: facts/providers.md section 5 (the provider hides such changes); exact rule [unverified].
 */
export function keptLayers(data: ScheduleData, call: Call, before: Entity<ScheduleData> | undefined): ScheduleData {
  const layers = data.schedule_layers.map((layer, index) => {
    const old = before?.data.schedule_layers.find((each) => each.id === layer.id);
    const start = momentOf(layer.start);
    const begun = start > call.now ? iso(start) : (old?.start ?? iso(call.now));
    return {
      ...layer,
      id: old?.id ?? newId(call.world, "schedule-layer"),
      name: layer.name || `Layer ${String(index + 1)}`,
      start: begun > iso(call.now) && start <= call.now ? iso(call.now) : begun,
      end: layer.end ? iso(momentOf(layer.end)) : null,
      rotation_virtual_start: iso(momentOf(layer.rotation_virtual_start)),
      restrictions: layer.restrictions ?? [],
    };
  });
  return { ...data, schedule_layers: layers };
}

/** What is wrong with the layers of a schedule. Texts: [unverified]. */
export function layerProblems(layers: readonly LayerData[], world: World): readonly FieldProblem[] {
  return layers.flatMap((layer, index) => {
    const users = layer.users.map((each) => each.user);
    const ends = layer.end !== null && layer.end < layer.start ? [problem(index, "End must not be before start")] : [];
    const hours = (layer.restrictions ?? []).flatMap(({ type, duration_seconds: seconds, start_day_of_week: day }) => {
      const isDaily = type === "daily_restriction";
      if (isDaily && seconds >= 86_400) return [problem(index, "Daily restrictions must be shorter than a day")];
      if (!isDaily && day === undefined) return [problem(index, "Weekly restrictions need a day of the week")];
      return seconds >= 604_800 ? [problem(index, "Weekly restrictions must be shorter than a week")] : [];
    });
    return [...unknownPointers(world, "user", "schedule_layers", users), ...ends, ...hours];
  });
}

/** A layer as answers show it. Without a range asked for nothing is rendered. */
export function shownLayer(layer: LayerData, timeZone: string, call: Call): Data {
  const { world } = call;
  const local = (time: string): string => localTime(momentOf(time), timeZone);
  return {
    ...withoutNull(layer),
    start: local(layer.start),
    ...(layer.end === null ? {} : { end: local(layer.end) }),
    rotation_virtual_start: local(layer.rotation_virtual_start),
    users: layer.users.map((each) => ({ user: shown(world, "user", each.user) })),
    ...rendered(call, timeZone, (span) => entriesOfLayer(layer, timeZone, span)),
  };
}

function problem(index: number, message: string): FieldProblem {
  return { path: ["schedule_layers", index], code: "custom", message };
}
