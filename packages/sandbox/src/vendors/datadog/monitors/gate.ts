import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { DeploymentRuleData } from "../tables/deployment-gate.ts";
import type { MonitorData } from "../tables/monitor.ts";
import { findMonitors } from "./find.ts";
import { monitorsOf, transitionsOf, type Status } from "./state.ts";

/** What a rule of a gate came to. */
export interface RuleResult {
  readonly name: string;
  readonly status: "in_progress" | "pass" | "fail";
  readonly reason: string;
  readonly dry_run: boolean;
}

/** A rule as a gate or a request has it. */
export type Rule = Pick<DeploymentRuleData, "name" | "type" | "dry_run" | "options">;

/** Monitors that a rule may match. Source: Datadog docs, "Deployment Gates". */
const mostMonitors = 50;

/**
 * Judges a rule that began to be looked at: it fails with the first alert (or missing data, unless told otherwise) within its
 * duration, with no monitor, and with more than fifty; it passes when its duration is over. (T2)
 */
export function judgeRule(world: World, rule: Rule, began: number, now: number): RuleResult {
  const { name, dry_run, type, options } = rule;
  const result = (status: RuleResult["status"], reason = ""): RuleResult => ({ name, status, reason, dry_run });
  const end = began + Number(options["duration"] ?? 0) * 1000;
  const open = now < end;
  if (type === "faulty_deployment_detection") return open ? result("in_progress") : result("pass");
  const found = monitorsOfRule(world, options, now);
  if (found.length === 0 && options["fail_on_no_groups_found"] !== false) return result("fail", "No monitors found");
  if (found.length > mostMonitors) return result("fail", `More than ${String(mostMonitors)} monitors found`);
  const bad: readonly Status[] = options["fail_on_no_data"] === false ? ["Alert"] : ["Alert", "No Data"];
  const from = began + Number(options["warmup"] ?? 0) * 1000;
  for (const each of found) {
    const status = statusesDuring(world, each.key, from, Math.min(now, Math.max(end, from))).find((one) =>
      bad.includes(one),
    );
    if (status !== undefined)
      return result("fail", `Monitor ${String(each.data.id)} (${each.data.name}) is in ${status}`);
  }
  return open ? result("in_progress") : result("pass");
}

function monitorsOfRule(world: World, options: Rule["options"], now: number): readonly Entity<MonitorData>[] {
  if (typeof options["query"] === "string") return findMonitors(world, options["query"], now);
  const ids = ((options["monitor_ids"] ?? []) as readonly { readonly id: string }[]).map(({ id }) => id);
  return monitorsOf(world).filter(({ data }) => ids.includes(String(data.id)));
}

/** Statuses that the groups of a monitor had at any moment of a time; `No Data` before the first evaluation. */
function statusesDuring(world: World, key: string, from: number, to: number): readonly Status[] {
  const before = new Map<string, Status>();
  const within: Status[] = [];
  for (const { at, group, status } of transitionsOf(world, key)) {
    if (at <= from) before.set(group, status);
    else if (at <= to) within.push(status);
  }
  return [...(before.size === 0 ? (["No Data"] as const) : before.values()), ...within];
}
