import type { Call } from "../../../http/message.ts";
import { numberOf, type Data, type Entity } from "../../../world/entity.ts";
import type { MonitorData } from "../tables/monitor.ts";
import { seconds } from "../wire.ts";
import { downtimesOn } from "./muting.ts";
import { groupsOf, type GroupState } from "./state.ts";

/** What a view of a monitor says of its groups (`group_states=all`, or some statuses) and downtimes (`with_downtimes=true`). */
export function stateView(entity: Entity<MonitorData>, call: Call): Data {
  const { query } = call.request;
  const asked = query.get("group_states");
  const withDowntimes = query.get("with_downtimes") === "true";
  return {
    ...(asked === null ? {} : { state: { groups: groupViews(entity, call, asked.split(",")) } }),
    ...(withDowntimes ? { matching_downtimes: downtimeViews(entity, call) } : {}),
  };
}

/** When things happened to a group, seconds since 1970; 0: never. */
export function timesOf({ triggered, noData, resolved, notified }: GroupState): Readonly<Record<string, number>> {
  return {
    last_triggered_ts: seconds(triggered ?? 0),
    last_nodata_ts: seconds(noData ?? 0),
    last_resolved_ts: seconds(resolved ?? 0),
    last_notified_ts: seconds(notified ?? 0),
  };
}

function groupViews({ key }: Entity<MonitorData>, { world }: Call, statuses: readonly string[]): Data {
  const all = Object.entries(groupsOf(world, key));
  const shown = all.filter(([, { status }]) => statuses.includes("all") || statuses.includes(status.toLowerCase()));
  return Object.fromEntries(
    shown.map(([name, state]) => [name, { name, status: state.status, ...timesOf(state) }] as const),
  );
}

function downtimeViews({ data }: Entity<MonitorData>, { world, now }: Call): readonly Data[] {
  return downtimesOn(world, data, now).map((each) => ({
    id: numberOf(each.key),
    scope: [each.data["scope"]],
    start: seconds(each.created),
    end: null,
  }));
}
