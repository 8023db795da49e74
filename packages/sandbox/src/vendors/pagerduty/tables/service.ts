import { z } from "zod";
import type { FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { World } from "../../../world/world.ts";
import { byId, pointer, shown, unknownPointers, withoutNull, type Pointer } from "../references.ts";
import type { PolicyData, ServiceData } from "../types.ts";
import { iso, newId, reference } from "../wire.ts";
import { groupingSettingOf } from "./alert-grouping-setting.ts";
import { isUnderMaintenance } from "./maintenance-window.ts";

const urgency = z.object({
  type: z.enum(["constant", "use_support_hours"]),
  urgency: z.enum(["low", "high", "severity_based"]).optional(),
});

const time = z.string().regex(/^\d\d:\d\d(:\d\d)?$/);

const supportHours = z.object({
  type: z.literal("fixed_time_per_day").optional(),
  time_zone: z.string(),
  days_of_week: z.array(z.int().min(1).max(7)),
  start_time: time,
  end_time: time,
});

const scheduledAction = z.object({
  type: z.literal("urgency_change"),
  at: z.object({ type: z.literal("named_time"), name: z.enum(["support_hours_start", "support_hours_end"]) }),
  to_urgency: z.enum(["high", "low"]),
});

const pause = z.object({
  enabled: z.boolean().optional(),
  timeout: z.literal([0, 120, 180, 300, 600, 900]).nullish(),
});

/** What can break, and whom that pages (O2). Times of `null` are left out: the published schema knows no `null` there. */
export const service = resource<ServiceData>({
  vendor: "pagerduty",
  name: "service",
  title: "Service",
  source: "pagerduty.json /services; facts/endpoints.md 2.4; texts: [unverified]",
  identity: { service_id: "id" },
  operations: {
    create: "POST /services -> 201",
    list: "GET /services -> 200",
    read: "GET /services/{service_id} -> 200",
    update: "PUT /services/{service_id} -> 200",
    remove: "DELETE /services/{service_id} -> 204",
  },
  scopes: { read: "services.read", write: "services.write" },
  wrap: { one: "service", many: "services" },
  input: z.object({
    name: z.string().min(1).max(255),
    description: z.string().nullable().optional(),
    escalation_policy: pointer,
    status: z.enum(["active", "disabled"]).optional(),
    auto_resolve_timeout: z.int().min(0).nullable().optional(),
    acknowledgement_timeout: z.int().min(0).nullable().optional(),
    alert_creation: z.enum(["create_incidents", "create_alerts_and_incidents"]).optional(),
    incident_urgency_rule: urgency
      .extend({ during_support_hours: urgency.optional(), outside_support_hours: urgency.optional() })
      .optional(),
    support_hours: supportHours.nullable().optional(),
    // The provider sends `[null]` with a rule by support hours.
    scheduled_actions: z
      .array(scheduledAction.nullable())
      .transform((actions) => actions.filter((each) => each !== null))
      .optional(),
    auto_pause_notifications_parameters: pause.nullable().optional(),
  }),
  unique: [{ fields: ["name"], message: "Name has already been taken" }],
  list: {
    filters: {
      query: ({ data }, value) => data.name.toLowerCase().includes(value.toLowerCase()),
      name: ({ data }, value) => data.name === value,
      "team_ids[]": ({ data }, value, { world }) => teamsOf(world, data).some(({ id }) => id === value),
    },
  },
  defaults: () => ({
    description: null,
    status: "active",
    auto_resolve_timeout: 14_400,
    acknowledgement_timeout: 1800,
    alert_creation: "create_alerts_and_incidents",
    incident_urgency_rule: { type: "constant", urgency: "high" },
    support_hours: null,
    scheduled_actions: [],
    auto_pause_notifications_parameters: { enabled: false },
  }),
  check: (data, { world }) => [
    ...unknownPointers(world, "escalation_policy", "escalation_policy", [data.escalation_policy]),
    ...urgencyProblems(data),
  ],
  computed: (_data, { world, now }) => ({ id: newId(world, "service"), created_at: iso(now) }),
  view: ({ key, data }, { world, now }) => ({
    ...withoutNull(data),
    status: isUnderMaintenance(world, data.id, now) ? "maintenance" : data["status"],
    escalation_policy: shown(world, "escalation_policy", data.escalation_policy),
    teams: teamsOf(world, data).map((each) => shown(world, "team", each)),
    integrations: world.store.children("pagerduty.integration", key).map((each) => ({
      id: each.data["id"],
      type: `${each.data["type"] as string}_reference`,
      summary: each.data["name"],
      self: `https://api.pagerduty.com/services/${data.id}/integrations/${each.data["id"] as string}`,
      html_url: null,
    })),
    addons: [],
    ...groupingOf(world, data.id),
    ...reference(world, data.id, "service", "services", data.name),
  }),
});

/** A rule by support hours needs them, and both urgencies; scheduled actions need them too. */
function urgencyProblems(data: ServiceData): readonly FieldProblem[] {
  const rule = data.incident_urgency_rule;
  const byHours = rule.type === "use_support_hours";
  const problem = (field: string, message: string): FieldProblem => ({ path: [field], code: "custom", message });
  const needsHours = (byHours || data.scheduled_actions.length > 0) && data.support_hours === null;
  const lacksUrgency = byHours && !(rule["during_support_hours"] && rule["outside_support_hours"]);
  return [
    ...(needsHours ? [problem("support_hours", "Support hours can't be blank")] : []),
    ...(lacksUrgency ? [problem("incident_urgency_rule", "Incident urgency rule needs both urgencies")] : []),
  ];
}

function teamsOf(world: World, { escalation_policy: policy }: ServiceData): readonly Pointer[] {
  return (byId(world, "escalation_policy", policy.id)?.data as PolicyData | undefined)?.teams ?? [];
}

function groupingOf(world: World, id: string): object {
  const own = groupingSettingOf(world, id);
  if (!own) return { alert_grouping_parameters: { type: null } };
  return { alert_grouping_parameters: shown(world, "alert_grouping_setting", { id: own.data.id }) };
}
