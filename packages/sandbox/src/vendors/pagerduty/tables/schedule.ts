import { z } from "zod";
import { invalid } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { World } from "../../../world/world.ts";
import { rendered } from "../on-call/rendered.ts";
import { entriesOf, entriesOfOverrides } from "../on-call/schedule-entries.ts";
import { pointer, shown, unknownPointers, withoutNull } from "../references.ts";
import type { PolicyData, ScheduleData } from "../types.ts";
import { newId, reference } from "../wire.ts";
import { isZone } from "../zone.ts";
import { keptLayers, layerInput, layerProblems, shownLayer } from "./schedule-layers.ts";

/** Who is on call when (O2). One that a policy asks cannot go. */
export const schedule = resource<ScheduleData>({
  vendor: "pagerduty",
  name: "schedule",
  title: "Schedule",
  source: "pagerduty.json /schedules; facts/endpoints.md 2.4; texts but that at removal: [unverified]",
  identity: { schedule_id: "id" },
  operations: {
    create: "POST /schedules -> 201",
    list: "GET /schedules -> 200",
    read: "GET /schedules/{schedule_id} -> 200",
    update: "PUT /schedules/{schedule_id} -> 200",
    remove: "DELETE /schedules/{schedule_id} -> 204",
  },
  scopes: { read: "schedules.read", write: "schedules.write" },
  wrap: { one: "schedule", many: "schedules" },
  input: z.object({
    name: z.string().min(1).max(255).optional(),
    description: z.string().nullable().optional(),
    time_zone: z.string().refine(isZone, "Time zone is invalid"),
    schedule_layers: z.array(layerInput).min(1),
    teams: z.array(pointer).optional(),
  }),
  unique: [{ fields: ["name"], message: "Name has already been taken" }],
  list: { filters: { query: ({ data }, value) => data.name.toLowerCase().includes(value.toLowerCase()) } },
  defaults: () => ({ name: "New Schedule", description: null, teams: [] }),
  normalise: keptLayers,
  check: ({ schedule_layers: layers, teams }, { world }) => [
    ...layerProblems(layers, world),
    ...unknownPointers(world, "team", "teams", teams),
  ],
  computed: (_data, { world }) => ({ id: newId(world, "schedule") }),
  view: (entity, call) => {
    const { data } = entity;
    const { world } = call;
    return {
      ...withoutNull(data),
      // Newest layer first, as the service answers. Source: pagerduty provider, flattening of layers reverses them.
      schedule_layers: data.schedule_layers.map((layer) => shownLayer(layer, data.time_zone, call)).reverse(),
      users: [...new Set(data.schedule_layers.flatMap(({ users }) => users.map(({ user }) => user.id)))].map((id) =>
        shown(world, "user", { id }),
      ),
      teams: data.teams.map((each) => shown(world, "team", each)),
      escalation_policies: policiesOf(world, data.id).map((id) => shown(world, "escalation_policy", { id })),
      final_schedule: {
        name: "Final Schedule",
        ...rendered(call, data.time_zone, (span) => entriesOf(world, entity, span)),
      },
      overrides_subschedule: {
        name: "Overrides",
        ...rendered(call, data.time_zone, (span) => entriesOfOverrides(world, entity, span)),
      },
      ...reference(world, data.id, "schedule", "schedules", data.name),
    };
  },
  removing: ({ data }, { world }) => {
    if (policiesOf(world, data.id).length === 0) return;
    const message = "Schedule can't be deleted if it's being used by escalation policies";
    throw invalid("Schedule", { path: ["id"], code: "custom", message });
  },
});

function policiesOf({ store }: World, id: string): readonly string[] {
  const policies = store.all<PolicyData>("pagerduty.escalation-policy");
  const asking = policies.filter(({ data }) =>
    data.escalation_rules.some(({ targets }) => targets.some((target) => target.id === id)),
  );
  return asking.map(({ data }) => data.id);
}
