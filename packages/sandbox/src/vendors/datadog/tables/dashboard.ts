import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { creatorOf, dashedId, iso, problem, slug } from "../wire.ts";
import { widget, widgetProblems, withIds, type Widget } from "./dashboard-widgets.ts";

interface DashboardData extends Data {
  readonly id: string;
  readonly title: string;
  readonly layout_type: "ordered" | "free";
  readonly reflow_type?: "auto" | "fixed";
  readonly widgets: readonly Widget[];
  readonly author_handle: string;
  readonly author_name: string;
}

const variable = z.looseObject({ name: z.string().min(1) });

/** A dashboard. */
export const dashboard = resource<DashboardData>({
  vendor: "datadog",
  name: "dashboard",
  title: "Dashboard",
  source: "datadog-v1.json /api/v1/dashboard; defaults and wordings [unverified]",
  identity: { dashboard_id: "id" },
  operations: {
    create: "POST /api/v1/dashboard -> 200",
    list: "GET /api/v1/dashboard -> 200",
    read: "GET /api/v1/dashboard/{dashboard_id} -> 200",
    replace: "PUT /api/v1/dashboard/{dashboard_id} -> 200",
  },
  scopes: { read: "dashboards_read", write: "dashboards_write" },
  wrap: { many: "dashboards" },
  input: z.object({
    title: z.string().min(1),
    layout_type: z.enum(["ordered", "free"]),
    widgets: z.array(widget),
    description: z.string().nullable().optional(),
    reflow_type: z.enum(["auto", "fixed"]).optional(),
    is_read_only: z.boolean().optional(),
    notify_list: z.array(z.string()).nullable().optional(),
    restricted_roles: z.array(z.string()).optional(),
    tags: z
      .array(z.string().regex(/^team:/))
      .max(5)
      .nullable()
      .optional(),
    tabs: z.array(z.looseObject({})).max(100).nullable().optional(),
    template_variables: z.array(variable).nullable().optional(),
    template_variable_presets: z.array(variable).nullable().optional(),
    default_timeframe: z.looseObject({}).optional(),
  }),
  defaults: () => ({
    description: null,
    is_read_only: false,
    notify_list: [],
    restricted_roles: [],
    tags: [],
    template_variables: [],
    template_variable_presets: [],
  }),
  computed(_data, call) {
    const { handle, name } = creatorOf(call);
    return { id: dashedId(call.world, "datadog.dashboard"), author_handle: handle, author_name: name };
  },
  normalise: (data, call) => ({ ...data, widgets: withIds(data.widgets, call) }),
  check: ({ layout_type: layout, reflow_type: reflow, widgets }) => [
    ...(layout === "free" && reflow !== undefined
      ? [problem("reflow_type", "reflow_type may only be set with the layout_type ordered", reflow)]
      : []),
    ...widgetProblems(widgets, layout === "free" || reflow === "fixed"),
  ],
  view: (entity) => ({ ...entity.data, ...about(entity) }),
  list: {
    view: (entity) => {
      const { id, title, description, layout_type, is_read_only, author_handle } = entity.data;
      return { id, title, description, layout_type, is_read_only, author_handle, ...about(entity) };
    },
  },
});

function about({ data, created, updated }: Entity<DashboardData>): Data {
  const url = `/dashboard/${data.id}/${slug(data.title)}`;
  return { url, created_at: iso(created), modified_at: iso(updated) };
}
