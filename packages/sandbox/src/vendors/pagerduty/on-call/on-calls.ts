import type { Call } from "../../../http/message.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { shown } from "../references.ts";
import type { PolicyData, ScheduleData } from "../types.ts";
import { iso } from "../wire.ts";
import type { Stretch } from "./layer-hours.ts";
import { entriesOf } from "./schedule-entries.ts";
import { spanOf } from "./span.ts";

/** Who is on call at each level of each policy in the time asked for; somebody whom a policy names has neither start nor end. */
export function onCalls(call: Call): readonly Data[] {
  const { world, request } = call;
  const wanted = (name: string, id: string): boolean => {
    const ids = request.query.getAll(`${name}[]`);
    return ids.length === 0 || ids.includes(id);
  };
  const span = spanOf(call, true);
  const policies = world.store.all<PolicyData>("pagerduty.escalation-policy");
  const all = policies.filter(({ data }) => wanted("escalation_policy_ids", data.id));
  const found = all.flatMap((each) =>
    each.data.escalation_rules.flatMap((_, index) => ofLevel(each, index + 1, span, call)),
  );
  const asked = found.filter(({ user, schedule: by }) => {
    const schedules = request.query.getAll("schedule_ids[]");
    return (
      wanted("user_ids", (user as Data)["id"] as string) &&
      (schedules.length === 0 || schedules.includes(String((by as Data | null)?.["id"])))
    );
  });
  return request.query.get("earliest") === "true" ? earliest(asked) : asked;
}

function ofLevel({ data }: Entity<PolicyData>, level: number, span: Stretch, call: Call): readonly Data[] {
  const { world } = call;
  const about = { escalation_policy: shown(world, "escalation_policy", { id: data.id }), escalation_level: level };
  return (data.escalation_rules[level - 1]?.targets ?? []).flatMap(({ id, type }): Data[] => {
    if (!type.startsWith("schedule")) return [{ ...about, user: shown(world, "user", { id }) }];
    const found = world.store.all<ScheduleData>("pagerduty.schedule").find((each) => each.data.id === id);
    const entries = found === undefined ? [] : entriesOf(world, found, span);
    return entries.map((entry) => ({
      ...about,
      user: shown(world, "user", { id: entry.user }),
      schedule: shown(world, "schedule", { id }),
      start: iso(entry.from),
      end: iso(entry.to),
    }));
  });
}

/** For each policy, level and user the first time only. */
function earliest(all: readonly Data[]): readonly Data[] {
  const keyOf = (each: Data): string =>
    [each["escalation_policy"], each["user"]].map((part) => (part as Data)["id"] as string).join() +
    String(each["escalation_level"]);
  const first = new Map<string, Data>();
  for (const each of all) if (!first.has(keyOf(each))) first.set(keyOf(each), each);
  return [...first.values()];
}
