import type { World } from "../../../world/world.ts";
import { byId } from "../references.ts";
import type { PolicyData, ScheduleData } from "../types.ts";
import type { Entity } from "../../../world/entity.ts";
import { onCallAt } from "./schedule-entries.ts";

/** An escalation policy by its id. */
export function policyOf(world: World, id: string): Entity<PolicyData> | undefined {
  return byId(world, "escalation_policy", id) as Entity<PolicyData> | undefined;
}

/** Ids of the users whom a level of a policy reaches at a moment, each once; `level` counts from 1. */
export function usersOfLevel(world: World, policy: PolicyData, level: number, at: number): readonly string[] {
  const targets = policy.escalation_rules[level - 1]?.targets ?? [];
  const users = targets.flatMap(({ id, type }) => {
    if (!type.startsWith("schedule")) return [id];
    const schedule = byId(world, "schedule", id) as Entity<ScheduleData> | undefined;
    const user = schedule && onCallAt(world, schedule, at);
    return user === undefined ? [] : [user];
  });
  return [...new Set(users)];
}
