import type { Call } from "../../../http/message.ts";
import { refuseWith, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { alphabets } from "../../../world/ids.ts";
import { creatorOf, problem, seconds, type Creator } from "../wire.ts";
import { byId, dashboardsOf, monitorsOf } from "./references.ts";
import { sloInput, type SloInput } from "./slo-input.ts";

/** What Datadog keeps of an objective. */
export interface SloData extends Data, SloInput {
  readonly id: string;
  readonly creator: Creator;
  readonly [name: string]: unknown;
}

/** A service level objective. Making and changing answer a list of one: routes by hand. */
export const slo = resource<SloData>({
  vendor: "datadog",
  name: "slo",
  title: "SLO",
  source: "datadog-v1.json /api/v1/slo; facts/endpoints.md 2.5; wordings [unverified]",
  identity: { slo_id: "id" },
  operations: {
    list: "GET /api/v1/slo -> 200",
    read: "GET /api/v1/slo/{slo_id} -> 200",
  },
  scopes: { read: "slos_read", write: "slos_write" },
  wrap: { one: "data", many: "data" },
  input: sloInput,
  immutable: ["type"],
  defaults: () => ({ description: null, tags: [], groups: [], monitor_ids: [] }),
  computed: (_data, call) => ({
    id: call.world.ids.text("datadog.slo", alphabets.hex, 32),
    creator: creatorOf(call),
  }),
  normalise: withPrimary,
  check: problems,
  list: {
    filters: {
      ids: ({ data }, value) => value.split(",").includes(data.id),
      query: ({ data }, value) => data.name.toLowerCase().includes(value.toLowerCase()),
      tags_query: ({ data }, value) => value.split(" ").every((tag) => (data.tags ?? []).includes(tag)),
    },
  },
  view,
  removing: refuseUsed,
});

/** The first threshold is the primary one unless another timeframe is named. */
function withPrimary(data: SloData): SloData {
  const primary = data.thresholds.find((each) => each.timeframe === data.timeframe) ?? data.thresholds[0];
  if (!primary) return data;
  const warning = data.warning_threshold ?? primary.warning;
  return {
    ...data,
    timeframe: data.timeframe ?? primary.timeframe,
    target_threshold: data.target_threshold ?? primary.target,
    ...(warning === undefined ? {} : { warning_threshold: warning }),
  };
}

function problems(data: SloData, call: Call): readonly FieldProblem[] {
  const frames = data.thresholds.map(({ timeframe }) => timeframe);
  const primary = data.thresholds.find(({ timeframe }) => timeframe === data.timeframe);
  return [
    ...definitionProblems(data, call),
    ...(new Set(frames).size === frames.length ? [] : [problem("thresholds", "Timeframes must be unique")]),
    ...(primary ? [] : [problem("timeframe", `No threshold has the timeframe ${String(data.timeframe)}`)]),
    ...(primary && primary.target !== data.target_threshold
      ? [problem("target_threshold", "target_threshold must be the target of its timeframe")]
      : []),
    ...data.thresholds
      .filter(({ warning, target }) => warning !== undefined && warning <= target)
      .map(({ timeframe }) => problem("thresholds", `The warning of ${timeframe} must be above its target`)),
  ];
}

function definitionProblems(data: SloData, call: Call): readonly FieldProblem[] {
  switch (data.type) {
    case "metric":
      return data.query || data.sli_specification ? [] : [problem("query", "A metric SLO needs a query")];
    case "time_slice":
      return data.sli_specification && "time_slice" in data.sli_specification
        ? []
        : [problem("sli_specification", "A time slice SLO needs its specification")];
    case "monitor": {
      const ids = data.monitor_ids ?? [];
      if (ids.length === 0) return [problem("monitor_ids", "A monitor SLO needs monitor_ids")];
      const absent = ids.filter((id) => !byId("monitor", id, call));
      return absent.map((id) => problem("monitor_ids", `Monitor ${String(id)} does not exist`, id));
    }
  }
}

function view({ data, created, updated }: Entity<SloData>, call: Call): Data {
  const { thresholds, ...rest } = data;
  const alerts = call.request.query.get("with_configured_alert_ids") === "true" ? monitorsOf(data.id, call) : undefined;
  return {
    ...rest,
    thresholds: thresholds.map((each) => ({
      ...each,
      target_display: String(each.target),
      ...(each.warning === undefined ? {} : { warning_display: String(each.warning) }),
    })),
    created_at: seconds(created),
    modified_at: seconds(updated),
    ...(alerts ? { configured_alert_ids: alerts } : {}),
  };
}

/** 409 while a dashboard shows it; `force=true` removes anyway. Source: datadog-v1.json, 409 of the deletion. */
function refuseUsed({ data }: Entity<SloData>, call: Call): void {
  if (call.request.query.get("force") === "true") return;
  const dashboards = dashboardsOf(data.id, call);
  if (dashboards.length === 0) return;
  const why = `SLO is used in dashboards: ${dashboards.join(", ")}`;
  throw refuseWith(409, { data: [], errors: { [data.id]: why } });
}
