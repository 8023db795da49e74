import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { driftFlow } from "../../../../packages/cli/src/drift/drift-flow.ts";
import { revertFlow } from "../../../../packages/cli/src/drift/revert-flow.ts";
import type { EngineStack, OperationOptions, PreviewOutcome } from "../../../../packages/cli/src/engine/engine-port.ts";
import type { RunSite } from "../../../../packages/cli/src/engine/flows/run-site.ts";
import type { ResourceReading } from "../../../../packages/cli/src/engine/readings.ts";
import { closedMoment, EngineDouble, modelOf, openMoment, outcomeOf, siteOf } from "../../engine/engine-double.ts";
import { reading } from "./readings.ts";

/** An engine whose refresh sees `readings` until it was brought up. */
class DriftingEngine extends EngineDouble {
  readings: readonly ResourceReading[] = [];

  override async find(name: string): Promise<EngineStack | undefined> {
    const stack = await super.find(name);
    if (stack === undefined) return undefined;
    const previewRefresh = (options: OperationOptions): Promise<PreviewOutcome> => {
      for (const each of this.readings) options.onReading?.(each);
      return stack.previewRefresh(options);
    };
    const up: EngineStack["up"] = (options) => {
      this.readings = [];
      return stack.up(options);
    };
    return { ...stack, previewRefresh, up };
  }
}

const monitor = "datadog:index/monitor:Monitor";
const muted = reading(monitor, "errors", { before: { query: "a" }, after: { query: "b" } });
let root = "";
let engine: DriftingEngine;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "launchgate-revert-"));
  engine = new DriftingEngine();
  engine.readings = [muted];
});
afterEach(() => rmSync(root, { recursive: true }));

/** A stack that uses no vendor: nothing is looked up outside of the engine. */
function site(change: Partial<RunSite> = {}): RunSite {
  const model = modelOf("prod");
  const off = { plan: "none", compensations: [] };
  const vendors = {
    github: off,
    vercel: off,
    neon: off,
    pagerduty: off,
    datadog: off,
  } as unknown as typeof model.vendors;
  return siteOf(engine, "prod", root, { model: { ...model, vendors }, ...change });
}

it("finds what a refresh sees and writes nothing", async () => {
  const { report } = await driftFlow(site());
  expect(report).toMatchObject({
    stack: "prod",
    target: "sandbox",
    drift: true,
    compared: 1,
    at: openMoment.toISOString(),
  });
  expect(report.items).toMatchObject([{ field: "query", declared: "a", found: "b", risk: "critical" }]);
  expect(engine.calls.filter((call) => /^(?:up|refresh|destroy|importState)/.test(call))).toEqual([]);
});

it("refuses a stack that was never brought up", async () => {
  engine.exists = false;
  await expect(driftFlow(site())).rejects.toMatchObject({ code: "engine.stack-missing" });
});

it("sets back by refresh and up, and looks again", async () => {
  const report = await revertFlow(site({ accepted: true }), { deleteExtras: false });
  expect(report).toMatchObject({ restored: true, deleted: [], left: [] });
  expect(report.before.items).toHaveLength(1);
  expect(report.after).toMatchObject({ drift: false, items: [] });
  const acts = engine.calls.filter((call) => /^(?:up|refresh)/.test(call));
  expect(acts).toEqual(["refresh", "up plan.json"]);
});

it("touches nothing while the calendar is closed", async () => {
  await expect(
    revertFlow(site({ accepted: true, now: () => closedMoment }), { deleteExtras: false }),
  ).rejects.toMatchObject({ code: "freeze.closed", exitCode: 4 });
  expect(engine.calls).not.toContain("refresh");
});

it.each([
  ["declined", false, 3],
  ["unanswered", undefined, 4],
])("touches nothing when it is %s", async (_title, answer, exitCode) => {
  const asked: string[] = [];
  const ask = (question: string): Promise<boolean | undefined> => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  await expect(revertFlow(site({ ask }), { deleteExtras: false })).rejects.toMatchObject({
    code: "drift.revert",
    exitCode,
  });
  expect(asked.join()).toContain("datadog:Monitor errors query");
  expect(engine.calls).not.toContain("refresh");
});

it("does nothing where nothing differs", async () => {
  engine.readings = [];
  const report = await revertFlow(site({ now: () => closedMoment }), { deleteExtras: true });
  expect(report).toMatchObject({ restored: false, deleted: [], before: { drift: false } });
});

it("warns of an unusual share of things that are gone", async () => {
  engine.state = {
    version: 3,
    deployment: { resources: [1, 2, 3].map((n) => ({ urn: `u${String(n)}`, type: monitor, custom: true })) },
  };
  const steps = ["a", "b", "c"].map((name) => ({
    urn: name,
    type: monitor,
    name,
    op: "delete",
    custom: true,
    changed: [],
  }));
  engine.previewed = outcomeOf(steps);
  engine.readings = steps.map(({ name }) => reading(monitor, name, { before: {}, op: "delete" }));
  const { report } = await driftFlow(site());
  expect(report.warning).toContain("3 of 3 things are gone at once");
  expect(report.items.every(({ drift }) => drift === "removed")).toBe(true);
});
