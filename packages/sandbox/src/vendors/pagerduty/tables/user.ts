import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { World } from "../../../world/world.ts";
import { invalid } from "../../../http/refusal.ts";
import { shown, withoutNull } from "../references.ts";
import type { PolicyData, ScheduleData, UserData } from "../types.ts";
import { newId, reference } from "../wire.ts";

/** Roles of users. Source: pagerduty.json User. */
export const roles = [
  "admin",
  "limited_user",
  "observer",
  "owner",
  "read_only_user",
  "restricted_access",
  "read_only_limited_user",
  "user",
] as const;

/** Somebody who can be on call. Names are trimmed; a user in a schedule or policy cannot go. */
export const user = resource<UserData>({
  vendor: "pagerduty",
  name: "user",
  title: "User",
  source: "pagerduty.json /users; facts/endpoints.md 2.4; texts at removal: [unverified]",
  identity: { user_id: "id" },
  operations: {
    create: "POST /users -> 201",
    list: "GET /users -> 200",
    read: "GET /users/{user_id} -> 200",
    update: "PUT /users/{user_id} -> 200",
    remove: "DELETE /users/{user_id} -> 204",
  },
  scopes: { read: "users.read", write: "users.write" },
  wrap: { one: "user", many: "users" },
  input: z.object({
    name: z.string().trim().min(1).max(100),
    email: z.email().min(6).max(100),
    time_zone: z.string().min(1).optional(),
    color: z.string().optional(),
    role: z.enum(roles).optional(),
    job_title: z.string().max(100).nullable().optional(),
    description: z.string().nullable().optional(),
  }),
  unique: [{ fields: ["email"], message: "Email has already been taken" }],
  foldCase: true,
  list: {
    filters: {
      query: ({ data: { name, email } }, value) => `${name}\n${email}`.toLowerCase().includes(value.toLowerCase()),
      "team_ids[]": ({ data }, value, { world }) => teamsOf(world, data.id).includes(value),
    },
  },
  defaults: () => ({ time_zone: "Etc/UTC", color: "purple", role: "user", job_title: null, description: null }),
  computed: (_data, { world }) => ({ id: newId(world, "user") }),
  view: ({ key, data }, { world }) => ({
    ...withoutNull(data),
    invitation_sent: true,
    created_via_sso: false,
    avatar_url: `https://secure.gravatar.com/avatar/${data.id}.png`,
    teams: teamsOf(world, data.id).map((id) => shown(world, "team", { id })),
    contact_methods: partsOf(world, key, data.id, "contact-method"),
    notification_rules: partsOf(world, key, data.id, "notification-rule"),
    ...reference(world, data.id, "user", "users", data.name),
  }),
  removing: ({ data }, { world }) => {
    if (isPaged(world, data.id)) {
      const message = "User can't be deleted while they are in a schedule or an escalation policy";
      throw invalid("User", { path: ["id"], code: "custom", message });
    }
  },
});

/** Ids of the teams that a user is in. */
export function teamsOf({ store }: World, userId: string): readonly string[] {
  const memberships = store.all("pagerduty.team-membership").filter((each) => each.data["user_id"] === userId);
  return memberships.map(({ parent }) => String(store.get(parent ?? "")?.data["id"]));
}

function partsOf({ store }: World, key: string, userId: string, name: string): readonly object[] {
  const path = `${name.replace("-", "_")}s`;
  return store.children(`pagerduty.${name}`, key).map(({ data }) => ({
    id: data["id"],
    type: `${typeof data["type"] === "string" ? data["type"] : "assignment_notification_rule"}_reference`,
    summary: String(data["label"] ?? data["id"]),
    self: `https://api.pagerduty.com/users/${userId}/${path}/${String(data["id"])}`,
    html_url: null,
  }));
}

function isPaged({ store }: World, id: string): boolean {
  const policies = store.all<PolicyData>("pagerduty.escalation-policy");
  const inPolicy = policies.some(({ data }) =>
    data.escalation_rules.some(({ targets }) => targets.some((each) => each.id === id)),
  );
  const layers = store.all<ScheduleData>("pagerduty.schedule").flatMap(({ data }) => data.schedule_layers);
  return inPolicy || layers.some(({ users }) => users.some((each) => each.user.id === id));
}
