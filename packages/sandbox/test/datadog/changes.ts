import type { Sandbox } from "../../src/index.ts";
import { monitorsOf, transitionsOf } from "../../src/vendors/datadog/monitors/state.ts";

/** Changes of a monitor's status behind a moment, in whole minutes since it: `12 Alert`. */
export function changesOf({ world }: Sandbox, id: number, since: number): readonly string[] {
  const entity = monitorsOf(world).find(({ data }) => data.id === id);
  const all = transitionsOf(world, entity?.key ?? "");
  return all
    .filter(({ at }) => at > since)
    .map(({ at, group, status }) => `${String((at - since) / 60_000)} ${group === "*" ? "" : `${group} `}${status}`);
}
