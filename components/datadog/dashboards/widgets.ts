/** A widget as Datadog's dashboard API takes it. */
export interface Widget {
  readonly definition: { readonly type: string } & Readonly<Record<string, unknown>>;
}

/** A line of a graph. */
export interface Series {
  /** Metric query, or several by name that `formula` combines. */
  readonly query: string | Readonly<Record<string, string>>;
  /** Arithmetic over the names in `query`; needed where there are several. */
  readonly formula?: string;
  /** Name in the legend. */
  readonly alias?: string;
}

/** A horizontal line: the threshold of an alert. */
export interface Marker {
  readonly value: number;
  readonly label: string;
  /** Default `error dashed`. */
  readonly kind?: "error dashed" | "warning dashed" | "ok dashed";
}

/** A graph over time. */
export function timeseries(
  title: string,
  series: readonly Series[],
  markers: readonly Marker[] = [],
  display: "line" | "bars" | "area" = "line",
): Widget {
  return {
    definition: {
      type: "timeseries",
      title,
      show_legend: true,
      legend_layout: "auto",
      requests: series.map((each) => ({ ...request(each, "timeseries"), display_type: display })),
      ...(markers.length === 0
        ? {}
        : {
            markers: markers.map(({ value, label, kind }) => ({
              value: `y = ${String(value)}`,
              label,
              display_type: kind ?? "error dashed",
            })),
          }),
    },
  };
}

/** One number over the time shown. */
export function queryValue(title: string, series: Series, unit: string, precision = 1): Widget {
  return {
    definition: {
      type: "query_value",
      title,
      autoscale: false,
      custom_unit: unit,
      precision,
      requests: [request(series, "scalar")],
    },
  };
}

/** A list of the highest. */
export function toplist(title: string, series: Series): Widget {
  return { definition: { type: "toplist", title, requests: [request(series, "scalar")] } };
}

/** State and error budget of one SLO. */
export function sloState(title: string, sloId: string, timeframe: "7d" | "30d" | "90d"): Widget {
  return {
    definition: {
      type: "slo",
      title,
      slo_id: sloId,
      show_error_budget: true,
      time_windows: [timeframe],
      view_mode: "overall",
      view_type: "detail",
    },
  };
}

/** All SLOs that a search finds. */
export function sloList(title: string, search: string): Widget {
  return {
    definition: {
      type: "slo_list",
      title,
      requests: [{ request_type: "slo_list", query: { query_string: search, limit: 100 } }],
    },
  };
}

/** Monitors that a search finds, worst first. */
export function monitorSummary(title: string, search: string): Widget {
  return {
    definition: {
      type: "manage_status",
      title,
      query: search,
      summary_type: "monitors",
      display_format: "countsAndList",
      color_preference: "background",
      hide_zero_counts: true,
      show_last_triggered: true,
      show_priority: true,
      sort: "status,asc",
    },
  };
}

/** Text, Markdown. */
export function note(content: string): Widget {
  return {
    definition: {
      type: "note",
      content,
      background_color: "gray",
      font_size: "14",
      text_align: "left",
      show_tick: false,
      tick_edge: "left",
      tick_pos: "50%",
    },
  };
}

/** Widgets under one heading. */
export function group(title: string, widgets: readonly Widget[]): Widget {
  return { definition: { type: "group", title, layout_type: "ordered", show_title: true, widgets } };
}

function request({ query, formula, alias }: Series, format: "timeseries" | "scalar"): Record<string, unknown> {
  const named = typeof query === "string" ? { q: query } : query;
  return {
    response_format: format,
    queries: Object.entries(named).map(([name, text]) => ({
      data_source: "metrics",
      name,
      query: text,
      ...(format === "scalar" ? { aggregator: aggregatorOf(text) } : {}),
    })),
    formulas: [{ formula: formula ?? "q", ...(alias === undefined ? {} : { alias }) }],
  };
}

/** Counts add up over the time shown; everything else is averaged. */
function aggregatorOf(query: string): "sum" | "avg" {
  return query.includes(".as_count()") ? "sum" : "avg";
}
