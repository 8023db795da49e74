import type { Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { classOf, findMonitors, metricNames, scopesOf } from "../monitors/find.ts";
import { pagedBy } from "../monitors/message.ts";
import { muteOf } from "../monitors/muting.ts";
import { groupsOf } from "../monitors/state.ts";
import { timesOf } from "../monitors/views.ts";
import type { MonitorData } from "../tables/monitor.ts";
import { seconds } from "../wire.ts";

/** Searches over monitors and their groups. */
export const searchRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/api/v1/monitor/search",
    scope: "monitors_read",
    statuses: [200],
    source: 'datadog-v1.json /api/v1/monitor/search; Datadog docs, "Search monitors"',
    run(call) {
      const found = sorted(findMonitors(call.world, call.request.query.get("query") ?? "", call.now), call);
      const { shown, metadata } = page(found, call);
      const counts = {
        status: counted(found.map(({ data }) => data.overall_state)),
        type: counted(found.map(({ data }) => classOf(data))),
        tag: counted(found.flatMap(({ data }) => data.tags)),
        muted: counted(found.map(({ data }) => muteOf(call.world, data, "*", call.now) !== undefined)),
      };
      return { status: 200, body: { counts, metadata, monitors: shown.map((each) => monitorView(each, call)) } };
    },
  },
  {
    method: "GET",
    template: "/api/v1/monitor/groups/search",
    scope: "monitors_read",
    statuses: [200],
    source: "datadog-v1.json /api/v1/monitor/groups/search",
    run(call) {
      const found = findMonitors(call.world, call.request.query.get("query") ?? "", call.now);
      const all = found.flatMap((each) => groupViews(each, call));
      const { shown, metadata } = page(all, call);
      const counts = {
        status: counted(all.map((each) => each["status"])),
        type: counted(found.map(({ data }) => classOf(data))),
      };
      return { status: 200, body: { counts, metadata, groups: shown } };
    },
  },
];

function monitorView({ key, data }: Entity<MonitorData>, { world }: Call): Data {
  const moments = Object.values(groupsOf(world, key)).map(({ triggered }) => triggered ?? 0);
  const last = Math.max(0, ...moments);
  return {
    id: data.id,
    name: data.name,
    type: data.type,
    query: data.query,
    status: data.overall_state,
    tags: data.tags,
    creator: data.creator,
    classification: classOf(data),
    metrics: metricNames(data),
    scopes: scopesOf(data),
    notifications: pagedBy(data.message).map((name) => ({ handle: `pagerduty-${name}`, name })),
    last_triggered_ts: last === 0 ? null : seconds(last),
    org_id: 1,
  };
}

function groupViews({ key, data }: Entity<MonitorData>, { world }: Call): readonly Data[] {
  return Object.entries(groupsOf(world, key)).map(([group, state]) => {
    const { last_triggered_ts: triggered = 0, last_nodata_ts } = timesOf(state);
    return {
      group,
      group_tags: group.split(","),
      monitor_id: data.id,
      monitor_name: data.name,
      status: state.status,
      last_nodata_ts,
      last_triggered_ts: triggered === 0 ? null : triggered,
    };
  });
}

/** `sort=name,desc`; by name, status, or (default) as made. */
function sorted(found: readonly Entity<MonitorData>[], { request }: Call): readonly Entity<MonitorData>[] {
  const [field = "", order = "asc"] = (request.query.get("sort") ?? "").split(",");
  const keys: Readonly<Record<string, (each: Entity<MonitorData>) => string>> = {
    name: ({ data }) => data.name,
    status: ({ data }) => data.overall_state,
  };
  const key = keys[field];
  const upwards = key ? found.toSorted((a, b) => key(a).localeCompare(key(b))) : found;
  return order === "desc" ? upwards.toReversed() : upwards;
}

function page<T>(all: readonly T[], { request }: Call): { readonly shown: readonly T[]; readonly metadata: Data } {
  const number = Number(request.query.get("page") ?? 0);
  const size = Number(request.query.get("per_page") ?? 30);
  const shown = all.slice(number * size, (number + 1) * size);
  const pages = Math.ceil(all.length / size);
  return { shown, metadata: { page: number, page_count: pages, per_page: size, total_count: all.length } };
}

function counted(values: readonly unknown[]): readonly Data[] {
  const all = new Map<unknown, number>();
  for (const each of values) all.set(each, (all.get(each) ?? 0) + 1);
  return [...all].map(([name, count]) => ({ name, count }));
}
