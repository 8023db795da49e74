/**
 * Each monitor of the reference organisation, in every stage, fires under a constant fault and recovers from it at the minutes computed from the
 * words of its query (O2, T2). Burn rates at the minutes of the Site Reliability Workbook.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { changesOf } from "../datadog/changes.ts";
import { makePlan, planned } from "../datadog/plan.ts";
import { clean, minute, pass, stopAt, traffic, type Minute } from "../datadog/traffic.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { changesAt, Past, thresholdsOf, windowsOf } from "./monitor-oracle.ts";
import { bad, declared, lean, range, stages } from "./stages.ts";

const handle = withSandbox();
const start = Date.parse("2026-12-02T06:00:00Z");
const day = 1440;
const week = 7 * day;
const lasts = 300;

/** One request a minute: one of ten fails, two of three are slow. */
const trickle = (index: number): Minute => ({
  ...clean,
  ...{ requests: 1, business: 0, denied: 0 },
  failed: index % 10 === 0 ? 1 : 0,
  slow: index % 3 === 0 ? 0 : 1,
});
/** One after the other; `undefined`: nothing is sent at all. */
const phases: readonly { readonly minutes: number; readonly of: (index: number) => Minute | undefined }[] = [
  { minutes: lasts, of: () => bad },
  { minutes: 480, of: () => clean },
  { minutes: 300, of: () => undefined },
  { minutes: 500, of: () => clean },
  { minutes: 420, of: trickle },
  { minutes: 800, of: () => clean },
  { minutes: 100, of: () => ({ ...clean, cost: 500 }) },
  { minutes: 200, of: () => clean },
];
const sent = phases.flatMap(({ minutes, of }) => Array.from({ length: minutes }, (_, index) => of(index)));
/** A week behind the silence; what lies between is clean, and slept through. */
const [echo, end] = [week + lasts + 480 - 10, week + lasts + 480 + 300 + 70];
const past = new Past(-week - day, end, (index) => (index < 0 || index >= sent.length ? clean : sent[index]));
/** Minutes at which monitors are evaluated. */
const evaluated = [...range(1, sent.length), ...range(echo, end)];

const changes = new Map<string, readonly string[]>();

beforeAll(async () => {
  const { sandbox } = handle;
  const { clock, world } = sandbox;
  stopAt(sandbox, new Date(start - 60 * minute).toISOString());
  submit(
    world,
    traffic(start - (week + day) * minute, week + day - 60, () => lean, stages),
  );
  const made = new Map<string, string>();
  for (const stage of stages) for (const [name, id] of await makePlan(sandbox, stage)) made.set(name, id);
  await pass(sandbox, 60, () => clean, stages);
  for (const { minutes, of } of phases) await pass(sandbox, minutes, of, stages);
  const slept = echo - sent.length;
  submit(
    world,
    traffic(clock.now(), slept, (index) => (index < slept - 60 ? lean : clean), stages),
  );
  clock.set(start + echo * minute);
  await world.agenda.settle();
  await pass(sandbox, end - echo, () => clean, stages);
  for (const [name, id] of made) changes.set(name, changesOf(sandbox, Number(id), start));
}, 900_000);

describe.each(stages.map((stage) => declared(stage, past)))("in $stage", ({ stage, monitors, oracle }) => {
  const budgets = [...monitors.keys()].filter((name) => name.endsWith("-alerts-budget"));
  const others = [...monitors.keys()].filter((name) => !budgets.includes(name));

  it.each(others)("%s", (name) => {
    const wanted = changesAt(oracle.ruleOf(name), evaluated);
    expect(wanted.some((each) => /Alert|No Data/.test(each))).toBe(true);
    expect(wanted.at(-1)).toMatch(/OK$/);
    expect(changes.get(name)).toEqual(wanted);
  });

  it("every budget is told of at its minute", () => {
    expect(budgets).toHaveLength(4);
    for (const name of budgets) {
      const wanted = changesAt(oracle.ruleOf(name), evaluated);
      expect(
        wanted.some((each) => each.endsWith("Alert")),
        name,
      ).toBe(true);
      expect([name, changes.get(name)]).toEqual([name, wanted]);
    }
  });

  it("burn rates are seen after the workbook's time, and are over after it", () => {
    const burns = [...monitors].filter(([, { query }]) => String(query).startsWith("burn_rate("));
    expect(burns).toHaveLength(16);
    for (const [name, inputs] of burns) {
      const [long = 0, short = 0] = windowsOf(String(inputs["query"]));
      const target = targetOf(stage, name);
      const share = name.includes("-latency-") ? bad.slow / bad.requests : bad.failed / bad.requests;
      const allowed = (thresholdsOf(inputs).critical * (100 - target)) / 100;
      // Detection: window x factor x budget / share of errors. Reset: what is left of the window that falls below it first.
      const seen = Math.floor((long * allowed) / share + 1e-9) + 1;
      const over = lasts + Math.min(short - (short * allowed) / share, resetOfLong(long, allowed, share));
      expect([name, ...(changes.get(name) ?? []).slice(0, 2)]).toEqual([
        name,
        `${String(seen)} Alert`,
        `${String(Math.ceil(over - 1e-9))} OK`,
      ]);
    }
  });
});

/** Minutes behind the fault after which a long window holds little enough of it; before, it may hold the whole fault. */
function resetOfLong(long: number, allowed: number, share: number): number {
  const may = (long * allowed) / share;
  return may >= lasts ? 0 : long - may;
}

function targetOf(stage: string, monitor: string): number {
  const objectives = planned(stage, "datadog:index/serviceLevelObjective:ServiceLevelObjective");
  const found = objectives.find(({ name }) => monitor.startsWith(name.replace(/-objective$/, "-alerts-")));
  return Number(found?.inputs["targetThreshold"]);
}
