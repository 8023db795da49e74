import { z } from "zod";
import { invalid } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import { omit, type Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { pointerOrNone, shown, unknownPointers, type Pointer } from "../references.ts";
import { newId, reference } from "../wire.ts";

interface TeamData extends Data {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly default_role: "manager" | "none";
  readonly parent: Pointer | null;
}

/** A team (O1). One that policies, schedules or teams still belong to cannot go. */
export const team = resource<TeamData>({
  vendor: "pagerduty",
  name: "team",
  title: "Team",
  source: "pagerduty.json /teams; facts/endpoints.md 2.4; text at removal: [unverified]",
  identity: { team_id: "id" },
  operations: {
    create: "POST /teams -> 201",
    list: "GET /teams -> 200",
    read: "GET /teams/{team_id} -> 200",
    update: "PUT /teams/{team_id} -> 200",
    remove: "DELETE /teams/{team_id} -> 204",
  },
  scopes: { read: "teams.read", write: "teams.write" },
  wrap: { one: "team", many: "teams" },
  input: z.object({
    name: z.string().min(1).max(100),
    description: z.string().nullable().optional(),
    default_role: z.enum(["manager", "none"]).optional(),
    parent: pointerOrNone.optional(),
  }),
  unique: [{ fields: ["name"], message: "Name has already been taken" }],
  list: { filters: { query: ({ data }, value) => data.name.toLowerCase().includes(value.toLowerCase()) } },
  defaults: () => ({ description: null, default_role: "manager", parent: null }),
  check: ({ parent }, { world }) => unknownPointers(world, "team", "parent", [parent]),
  computed: (_data, { world }) => ({ id: newId(world, "team") }),
  view: ({ data }, { world }) => ({
    ...(data.description === null ? omit(data, "description") : data),
    parent: data.parent && shown(world, "team", data.parent),
    ...reference(world, data.id, "team", "teams", data.name),
  }),
  removing: ({ data }, { world }) => {
    if (!isUsed(world, data.id)) return;
    const message = "Team can't be deleted while escalation policies, schedules or teams belong to it";
    throw invalid("Team", { path: ["id"], code: "custom", message });
  },
});

function isUsed({ store }: World, id: string): boolean {
  const users = [...store.all("pagerduty.escalation-policy"), ...store.all("pagerduty.schedule")];
  const isTheirs = users.some(({ data }) => (data["teams"] as readonly Pointer[]).some((each) => each.id === id));
  return isTheirs || store.all<TeamData>("pagerduty.team").some(({ data }) => data.parent?.id === id);
}
