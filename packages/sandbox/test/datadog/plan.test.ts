import { readFileSync } from "node:fs";
import { join } from "node:path";
import { v1 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain } from "./client.ts";

const handle = withSandbox();

interface Planned {
  readonly name: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What the captured plan of a stack declares at Datadog of one type. */
function planned(stack: string, type: string): readonly Planned[] {
  const file = join(import.meta.dirname, `../../../../test/golden/plans/${stack}.json`);
  const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, Omit<Planned, "name">>;
  return Object.entries(all)
    .filter(([, each]) => each.type === type)
    .map(([urn, each]) => ({ ...each, name: urn.slice(urn.lastIndexOf("::") + 2) }));
}

/** Puts the ids of things made before into a text; `undefined` while one is not made. */
function resolved(text: string, ids: ReadonlyMap<string, string>): string | undefined {
  const known = text.replaceAll(/<datadog:\w+ ([^:>]+): id>/g, (whole, name: string) => ids.get(name) ?? whole);
  return known.includes("<datadog:") ? undefined : known;
}

describe("the captured plan of prod", () => {
  it("is made whole: objectives, and monitors after those they name", async () => {
    const ids = new Map<string, string>();
    const slos = new v1.ServiceLevelObjectivesApi(configuration(handle.sandbox));
    for (const { name, inputs } of planned("prod", "datadog:index/serviceLevelObjective:ServiceLevelObjective")) {
      const { data } = await slos.createSLO({ body: plain(inputs) });
      ids.set(name, data?.[0]?.id ?? "");
    }
    const api = new v1.MonitorsApi(configuration(handle.sandbox));
    const monitors = planned("prod", "datadog:index/monitor:Monitor");
    let left = monitors;
    while (left.length > 0) {
      const ready = left.filter(({ inputs }) => resolved(String(inputs["query"]), ids) !== undefined);
      expect(ready.length).toBeGreaterThan(0);
      for (const { name, inputs } of ready) {
        const { monitorThresholds, priority, ...rest } = inputs;
        const given = Object.entries((monitorThresholds ?? {}) as Record<string, string>);
        const thresholds = Object.fromEntries(given.map(([key, value]) => [key, Number(value)]));
        const { evaluationDelay, onMissingData, requireFullWindow, includeTags } = inputs;
        const options = { thresholds, evaluationDelay, onMissingData, requireFullWindow, includeTags };
        const query = resolved(String(inputs["query"]), ids);
        const { message, tags, type, assets, draftStatus } = rest;
        const fields = { name: rest["name"], message, tags, type, assets, draftStatus, query };
        const body = plain({ ...fields, priority: Number(priority), options });
        expect(await api.validateMonitor({ body })).toEqual({});
        const made = await api.createMonitor({ body });
        expect(made).toMatchObject({ name: rest["name"], query, tags, priority: Number(priority) });
        ids.set(name, String(made.id));
      }
      left = left.filter((each) => !ready.includes(each));
    }
    expect(await api.listMonitors()).toHaveLength(monitors.length);
  });
});
