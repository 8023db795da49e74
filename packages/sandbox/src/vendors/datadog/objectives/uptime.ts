import type { World } from "../../../world/world.ts";
import { monitorsOf, transitionsOf, type Status } from "../monitors/state.ts";
import type { Stretch } from "./corrections.ts";

/** A stretch in which monitors were up, or one of them was in alert. */
export interface UpStretch extends Stretch {
  readonly isUp: boolean;
}

/**
 * Milliseconds in which no monitor of a list was in alert, of those in which all were known. Missing data counts as up [unverified].
 */
export function uptime(
  world: World,
  ids: readonly number[],
  span: Stretch,
): { readonly good: number; readonly total: number } {
  const stretches = uptimeStretches(world, ids, span);
  const length = (each: Stretch): number => each.to - each.from;
  return {
    good: stretches.filter(({ isUp }) => isUp).reduce((sum, each) => sum + length(each), 0),
    total: stretches.reduce((sum, each) => sum + length(each), 0),
  };
}

/** The known part of a time, in order, where up and down alternate. */
export function uptimeStretches(world: World, ids: readonly number[], span: Stretch): readonly UpStretch[] {
  const keys = monitorsOf(world).filter(({ data }) => ids.includes(data.id));
  const changes = keys
    .flatMap(({ key }) => transitionsOf(world, key).map((each) => ({ ...each, key })))
    .toSorted((a, b) => a.at - b.at);
  const known = new Map<string, Status>();
  const result: UpStretch[] = [];
  let at = span.from;
  const extend = (until: number): void => {
    const [from, to] = [Math.max(at, span.from), Math.min(until, span.to)];
    if (from < to && isKnown(known, keys)) push(result, { from, to, isUp: ![...known.values()].includes("Alert") });
    at = Math.max(at, until);
  };
  for (const change of changes) {
    extend(change.at);
    known.set(`${change.key} ${change.group}`, change.status);
  }
  extend(span.to);
  return result;
}

function isKnown(known: ReadonlyMap<string, Status>, keys: readonly { readonly key: string }[]): boolean {
  const names = [...known.keys()];
  return keys.length > 0 && keys.every(({ key }) => names.some((name) => name.startsWith(`${key} `)));
}

function push(all: UpStretch[], next: UpStretch): void {
  const last = all.at(-1);
  if (last?.to === next.from && last.isUp === next.isUp) all[all.length - 1] = { ...last, to: next.to };
  else all.push(next);
}
