import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { policyOf, usersOfLevel } from "../on-call/escalation-levels.ts";
import type { PolicyData } from "../types.ts";
import { turn, userAgent } from "./incident-rows.ts";
import { namesOf, write } from "./journal.ts";
import { stopNotifying, tell } from "./notifications.ts";
import type { Agent, IncidentData } from "./types.ts";

/** Kind of the appointment at which an incident that nobody took goes to the next level. */
export const escalateKind = "pagerduty.escalate";

const minute = 60_000;

/**
 * Asks the first level from `level` on that reaches somebody, and books the next step. Levels without anybody on call are passed over
 * at once. High urgency escalates; low does not. Source: PagerDuty knowledge base, "Escalation Policies", "Service Settings"; an
 * incident that reaches nobody stays without assignment: [unverified].
 */
export function askLevel(world: World, incident: Entity<IncidentData>, at: number, level: number, agent: Agent): void {
  const policy = policyOf(world, incident.data.policy.id);
  stopAsking(world, incident);
  if (!policy) return;
  const reached = firstReached(world, policy.data, level, at);
  if (reached === undefined) {
    world.store.alter(incident, at, { level: 0, assignments: [] });
    write(world, incident, {
      kind: "exhaust_escalation_path",
      at,
      agent,
      text: `Nobody is on call for #${String(incident.data.number)}.`,
    });
    return;
  }
  const users = usersOfLevel(world, policy.data, reached, at).map((id) => ({ id }));
  const assignments = users.map(({ id }) => turn(at, userAgent(id)));
  const asked = world.store.alter(incident, at, { level: reached, assignments, via: "escalation_policy" });
  const text = `#${String(incident.data.number)} is assigned to ${namesOf(world, users)} (level ${String(reached)}).`;
  write(world, asked, { kind: "assign", at, agent, users, text });
  tell(world, asked, at);
  bookNext(world, asked, policy.data, at);
}

/** Takes everything off the agenda that would ask somebody. */
export function stopAsking(world: World, incident: Entity): void {
  world.agenda.drop({ kind: escalateKind, about: incident.key });
  stopNotifying(world, incident);
}

/** The time of an escalation has come: the next level, the first one again where loops are left, else it stays where it is. */
export function escalate(world: World, incident: Entity<IncidentData>, at: number): void {
  const policy = policyOf(world, incident.data.policy.id);
  const { service, status, level, loop, number } = incident.data;
  if (!policy || status !== "triggered") return;
  const agent: Agent = { type: "service", id: service.id };
  const next = firstReached(world, policy.data, level + 1, at, policy.data.escalation_rules.length);
  if (next !== undefined) {
    write(world, incident, {
      kind: "escalate",
      at,
      agent,
      text: `Nobody took #${String(number)}: it goes to level ${String(next)}.`,
    });
    askLevel(world, incident, at, next, agent);
  } else if (loop < policy.data.num_loops) {
    const again = world.store.alter(incident, at, { loop: loop + 1 });
    const text = `Nobody took #${String(number)}: the policy begins again (${String(loop + 1)} of ${String(policy.data.num_loops)}).`;
    write(world, again, { kind: "repeat_escalation_path", at, agent, text });
    askLevel(world, again, at, 1, agent);
  } else {
    const text = `Nobody took #${String(number)}, and there is nobody left to ask.`;
    write(world, incident, { kind: "exhaust_escalation_path", at, agent, text });
  }
}

function bookNext(world: World, { key, data }: Entity<IncidentData>, policy: PolicyData, at: number): void {
  const delay = policy.escalation_rules[data.level - 1]?.escalation_delay_in_minutes;
  if (data.urgency === "low" || delay === undefined) return;
  world.agenda.book({ kind: escalateKind, at: at + delay * minute, about: key });
}

/** The first level from `from` to `to` that reaches somebody; asked from level 1, the policy is looked through to its end. */
function firstReached(
  world: World,
  policy: PolicyData,
  from: number,
  at: number,
  to = policy.escalation_rules.length,
): number | undefined {
  for (let level = Math.max(1, from); level <= to; level += 1) {
    if (usersOfLevel(world, policy, level, at).length > 0) return level;
  }
  return undefined;
}
