import { z } from "zod";
import type { FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { pointer, shown, unknownPointers, withoutNull, type Pointer } from "../references.ts";
import { iso, newId, reference } from "../wire.ts";

interface SettingData extends Data {
  readonly id: string;
  readonly name: string;
  readonly type: "content_based" | "content_based_intelligent" | "intelligent" | "time";
  readonly config: Data & { readonly fields?: readonly string[] };
  readonly services: readonly Pointer[];
}

const config = z.object({
  timeout: z.int().min(0).max(86_400).optional(),
  time_window: z.int().min(300).max(86_400).optional(),
  recommended_time_window: z.int().optional(),
  aggregate: z.enum(["all", "any"]).optional(),
  fields: z.array(z.string().min(1)).optional(),
  iag_fields: z.array(z.string().min(1)).optional(),
});

/** How alerts of services become one incident. */
export const alertGroupingSetting = resource<SettingData>({
  vendor: "pagerduty",
  name: "alert-grouping-setting",
  title: "Alert Grouping Setting",
  source: "provider type AlertGroupingSetting of plugin 4.34.0; not in pagerduty.json; ranges and texts: [unverified]",
  identity: { alert_grouping_setting_id: "id" },
  operations: {
    create: "POST /alert_grouping_settings -> 201",
    list: "GET /alert_grouping_settings -> 200",
    read: "GET /alert_grouping_settings/{alert_grouping_setting_id} -> 200",
    update: "PUT /alert_grouping_settings/{alert_grouping_setting_id} -> 200",
    remove: "DELETE /alert_grouping_settings/{alert_grouping_setting_id} -> 204",
  },
  scopes: { read: "services.read", write: "services.write" },
  wrap: { one: "alert_grouping_setting", many: "alert_grouping_settings" },
  input: z.object({
    name: z.string().nullable().optional(),
    description: z.string().nullable().optional(),
    type: z.enum(["content_based", "content_based_intelligent", "intelligent", "time"]),
    config,
    services: z.array(pointer).min(1),
  }),
  list: { filters: { "service_ids[]": ({ data }, value) => data.services.some(({ id }) => id === value) } },
  defaults: () => ({ description: null }),
  normalise: (data) => ({ ...data, name: data.name || "Alert grouping" }),
  check: (data, { world }, before) => {
    const others = world.store.all<SettingData>("pagerduty.alert-grouping-setting");
    const taken = others
      .filter(({ key }) => key !== before?.key)
      .flatMap((other) => other.data.services)
      .some(({ id }) => data.services.some((each) => each.id === id));
    const message = "Service already has an alert grouping setting";
    const twice: readonly FieldProblem[] = taken ? [{ path: ["services"], code: "custom", message }] : [];
    return [...unknownPointers(world, "service", "services", data.services), ...twice, ...configProblems(data)];
  },
  computed: (_data, { world, now }) => ({ id: newId(world, "alert-grouping-setting"), created_at: iso(now) }),
  view: ({ data, updated }, { world }) => ({
    ...withoutNull(data),
    services: data.services.map((each) => shown(world, "service", each)),
    updated_at: iso(updated),
    ...reference(world, data.id, "alert_grouping_setting", "alert_grouping_settings", data.name),
    type: data.type,
  }),
});

/** How alerts of a service are grouped, where they are. */
export function groupingSettingOf({ store }: World, service: string): Entity<SettingData> | undefined {
  const all = store.all<SettingData>("pagerduty.alert-grouping-setting");
  return all.find(({ data }) => data.services.some(({ id }) => id === service));
}

function configProblems({ type, config: { fields } }: SettingData): readonly FieldProblem[] {
  const byContent = type.startsWith("content_based");
  if (!byContent || (fields?.length ?? 0) > 0) return [];
  return [{ path: ["config", "fields"], code: "missing", message: "missing" }];
}
