import { readFileSync } from "node:fs";
import { join } from "node:path";
import { v1 } from "@datadog/datadog-api-client";
import { expect } from "vitest";
import type { Sandbox } from "../../src/index.ts";
import { configuration, plain } from "./client.ts";

/** One resource of a captured plan. */
export interface Planned {
  readonly name: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What the captured plan of a stack declares at Datadog of one type. */
export function planned(stack: string, type: string): readonly Planned[] {
  const file = join(import.meta.dirname, `../../../../test/golden/plans/${stack}.json`);
  const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, Omit<Planned, "name">>;
  return Object.entries(all)
    .filter(([, each]) => each.type === type)
    .map(([urn, each]) => ({ ...each, name: urn.slice(urn.lastIndexOf("::") + 2) }));
}

/** Makes the objectives and monitors (those wanted) of a captured plan with the official client; ids by name in the plan. */
export async function makePlan(
  sandbox: Sandbox,
  stack: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const slos = new v1.ServiceLevelObjectivesApi(configuration(sandbox));
  for (const { name, inputs } of planned(stack, "datadog:index/serviceLevelObjective:ServiceLevelObjective")) {
    const { data } = await slos.createSLO({ body: plain(inputs) });
    ids.set(name, data?.[0]?.id ?? "");
  }
  let left = planned(stack, "datadog:index/monitor:Monitor").filter(({ name }) => isWanted(name));
  while (left.length > 0) {
    const ready = left.filter(({ inputs }) => resolved(String(inputs["query"]), ids) !== undefined);
    expect(ready.length).toBeGreaterThan(0);
    for (const each of ready) ids.set(each.name, await makeMonitor(sandbox, each, ids));
    left = left.filter((each) => !ready.includes(each));
  }
  return ids;
}

async function makeMonitor(sandbox: Sandbox, { inputs }: Planned, ids: ReadonlyMap<string, string>): Promise<string> {
  const api = new v1.MonitorsApi(configuration(sandbox));
  const { name, message, tags, type, assets, draftStatus, priority } = inputs;
  const given = Object.entries((inputs["monitorThresholds"] ?? {}) as Record<string, string>);
  const thresholds = Object.fromEntries(given.map(([key, value]) => [key, Number(value)]));
  const { evaluationDelay, onMissingData, requireFullWindow, includeTags } = inputs;
  const options = { thresholds, evaluationDelay, onMissingData, requireFullWindow, includeTags };
  const query = resolved(String(inputs["query"]), ids);
  const fields = { name, message, tags, type, assets, draftStatus, query };
  const body = plain({ ...fields, priority: Number(priority), options });
  expect(await api.validateMonitor({ body })).toEqual({});
  const made = await api.createMonitor({ body });
  expect(made).toMatchObject({ name, query, tags, priority: Number(priority) });
  return String(made.id);
}

/** Puts the ids of things made before into a text; `undefined` while one is not made. */
function resolved(text: string, ids: ReadonlyMap<string, string>): string | undefined {
  const known = text.replaceAll(/<datadog:\w+ ([^:>]+): id>/g, (whole, name: string) => ids.get(name) ?? whole);
  return known.includes("<datadog:") ? undefined : known;
}
