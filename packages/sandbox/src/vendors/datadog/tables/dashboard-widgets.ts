import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import type { FieldProblem } from "../../../http/refusal.ts";
import type { Data } from "../../../world/entity.ts";

/** What each kind of widget must have. Source: datadog-v1.json, the members of WidgetDefinition. */
const needed: Readonly<Record<string, readonly string[]>> = {
  alert_graph: ["alert_id", "viz_type"],
  alert_value: ["alert_id"],
  bar_chart: ["requests"],
  change: ["requests"],
  check_status: ["check", "grouping"],
  cohort: ["requests"],
  distribution: ["requests"],
  embedded_app: [],
  event_stream: ["query"],
  event_timeline: ["query"],
  free_text: ["text"],
  funnel: ["requests"],
  geomap: ["requests", "style", "view"],
  group: ["layout_type", "widgets"],
  heatgrid: ["requests", "sort"],
  heatmap: ["requests"],
  hostmap: ["requests"],
  iframe: ["url"],
  image: ["url"],
  list_stream: ["requests"],
  log_stream: [],
  manage_status: ["query"],
  note: ["content"],
  point_plot: ["requests"],
  powerpack: ["powerpack_id"],
  query_table: ["requests"],
  query_value: ["requests"],
  retention_curve: ["requests"],
  run_workflow: ["workflow_id"],
  sankey: ["requests"],
  scatterplot: ["requests"],
  servicemap: ["filters", "service"],
  slo: ["view_type"],
  slo_list: ["requests"],
  split_group: ["size", "source_widget_definition", "split_config"],
  sunburst: ["requests"],
  timeseries: ["requests"],
  toplist: ["requests"],
  topology_map: ["requests"],
  trace_service: ["env", "service", "span_name"],
  treemap: ["requests"],
  wildcard: ["requests"],
};

const size = z.int().min(0);

/** One widget; its definition is kept as given. */
export const widget = z.object({
  id: z.int().optional(),
  definition: z.looseObject({ type: z.string() }),
  layout: z.object({ x: size, y: size, width: size, height: size, is_column_break: z.boolean().optional() }).optional(),
});

/** A widget as kept. */
export interface Widget extends Data {
  readonly id?: number;
  readonly definition: Data;
}

/** Widgets with ids, those within groups too. Ids given are kept. */
export function withIds(widgets: readonly Widget[], call: Call): readonly Widget[] {
  return widgets.map(({ id, definition, ...rest }) => ({
    ...rest,
    id: id ?? call.world.ids.number("datadog.widget", 1_000_000_001),
    definition: Array.isArray(definition["widgets"])
      ? { ...definition, widgets: withIds(definition["widgets"] as readonly Widget[], call) }
      : definition,
  }));
}

/** What is wrong with widgets: a kind that is none, a field that its kind needs, no place on a free board. */
export function widgetProblems(widgets: readonly Widget[], placed: boolean): readonly FieldProblem[] {
  return widgets.flatMap(({ definition, layout }, index) => {
    const path = ["widgets", index, "definition"];
    const type = String(definition["type"]);
    const fields = needed[type];
    if (!fields) return [{ path: [...path, "type"], code: "enum" as const, message: `${type} is no widget type` }];
    const absent = fields.filter((field) => definition[field] === undefined);
    const inner = type === "group" ? widgetProblems((definition["widgets"] ?? []) as readonly Widget[], false) : [];
    return [
      ...absent.map((field) => ({ path: [...path, field], code: "missing" as const, message: "missing" })),
      ...(placed && layout === undefined
        ? [{ path: ["widgets", index, "layout"], code: "missing" as const, message: "missing" }]
        : []),
      ...inner,
    ];
  });
}
