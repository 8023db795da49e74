import { z } from "zod";
import { invalid } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { World } from "../../../world/world.ts";
import { pointer, shown, unknownPointers, withoutNull, type Kind } from "../references.ts";
import type { PolicyData, RuleData, ServiceData } from "../types.ts";
import { newId, reference } from "../wire.ts";

const strategy = z.union([z.string(), z.object({ type: z.enum(["round_robin", "assign_to_everyone"]) })]);

const rule = z.object({
  id: z.string().nullish(),
  escalation_delay_in_minutes: z.int().min(1).max(10_080),
  targets: z
    .array(
      z.object({ id: z.string().min(1), type: z.enum(["user", "schedule", "user_reference", "schedule_reference"]) }),
    )
    .min(1)
    .max(10),
  escalation_rule_assignment_strategy: strategy.nullish(),
});

/** Who is asked, and who next (O2). One that a service uses cannot go. */
export const escalationPolicy = resource<PolicyData>({
  vendor: "pagerduty",
  name: "escalation-policy",
  title: "Escalation Policy",
  source: "pagerduty.json /escalation_policies; texts, most loops (9) and most delay (a week): [unverified]",
  identity: { escalation_policy_id: "id" },
  operations: {
    create: "POST /escalation_policies -> 201",
    list: "GET /escalation_policies -> 200",
    read: "GET /escalation_policies/{escalation_policy_id} -> 200",
    update: "PUT /escalation_policies/{escalation_policy_id} -> 200",
    remove: "DELETE /escalation_policies/{escalation_policy_id} -> 204",
  },
  scopes: { read: "escalation_policies.read", write: "escalation_policies.write" },
  wrap: { one: "escalation_policy", many: "escalation_policies" },
  input: z.object({
    name: z.string().min(1).max(255),
    description: z.string().nullable().optional(),
    num_loops: z.int().min(0).max(9).optional(),
    on_call_handoff_notifications: z.enum(["if_has_services", "always"]).optional(),
    escalation_rules: z.array(rule).min(1),
    teams: z.array(pointer).max(1).optional(),
  }),
  unique: [{ fields: ["name"], message: "Name has already been taken" }],
  list: {
    filters: {
      query: ({ data }, value) => data.name.toLowerCase().includes(value.toLowerCase()),
      "team_ids[]": ({ data }, value) => data.teams.some(({ id }) => id === value),
      "user_ids[]": ({ data }, value) =>
        data.escalation_rules.some((each) => each.targets.some(({ id }) => id === value)),
    },
  },
  defaults: () => ({ description: null, num_loops: 0, on_call_handoff_notifications: "if_has_services", teams: [] }),
  normalise: (data, { world }) => ({
    ...data,
    escalation_rules: data.escalation_rules.map((each) => kept(each, world)),
  }),
  check: ({ escalation_rules: rules, teams }, { world }) => {
    const targets = rules.flatMap((each) => each.targets);
    return [
      ...unknownPointers(world, "user", "escalation_rules", ofKind(targets, "user")),
      ...unknownPointers(world, "schedule", "escalation_rules", ofKind(targets, "schedule")),
      ...unknownPointers(world, "team", "teams", teams),
    ];
  },
  computed: (_data, { world }) => ({ id: newId(world, "escalation-policy") }),
  view: ({ data }, { world, request }) => {
    const isAsked = request.query.getAll("include[]").includes("escalation_rule_assignment_strategies");
    return {
      ...withoutNull(data),
      escalation_rules: data.escalation_rules.map(({ escalation_rule_assignment_strategy: type, ...each }) => ({
        ...each,
        targets: each.targets.map((target) => shown(world, target.type as Kind, target)),
        ...(isAsked ? { escalation_rule_assignment_strategy: type } : {}),
      })),
      services: servicesOf(world, data.id).map((id) => shown(world, "service", { id })),
      teams: data.teams.map((each) => shown(world, "team", each)),
      ...reference(world, data.id, "escalation_policy", "escalation_policies", data.name),
    };
  },
  removing: ({ data }, { world }) => {
    if (servicesOf(world, data.id).length === 0) return;
    const message = "Escalation policy can't be deleted if it's being used by services";
    throw invalid("Escalation Policy", { path: ["id"], code: "custom", message });
  },
});

function kept(given: RuleData, world: World): RuleData {
  const asked = given["escalation_rule_assignment_strategy"] as string | { type: string } | null | undefined;
  const type = (typeof asked === "string" ? asked : asked?.type) ?? "assign_to_everyone";
  const targets = given.targets.map(({ id, type: kind }) => ({ id, type: kind.replace("_reference", "") }));
  return { ...given, id: given.id ?? newId(world, "rule"), targets, escalation_rule_assignment_strategy: type };
}

function ofKind(targets: RuleData["targets"], kind: Kind): RuleData["targets"] {
  return targets.filter(({ type }) => type === kind);
}

function servicesOf({ store }: World, id: string): readonly string[] {
  const services = store.all<ServiceData>("pagerduty.service");
  return services.filter(({ data }) => data.escalation_policy.id === id).map(({ data }) => data.id);
}
