/**
 * Error budgets of thirty days, of each objective in every stage: warned of, spent and back at the minutes computed, over five weeks of which only
 * the minutes around a change are evaluated (O2).
 */
import { beforeAll, describe, expect, it } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { changesOf } from "../datadog/changes.ts";
import { makePlan } from "../datadog/plan.ts";
import { minute, stopAt, traffic, type Minute } from "../datadog/traffic.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { changesAt, Past } from "./monitor-oracle.ts";
import { bad, declared, lean, range, stages } from "./stages.ts";

const handle = withSandbox();
const start = Date.parse("2026-12-02T06:00:00Z");
const day = 1440;
const [before, after, lasts] = [8 * day, 31 * day, 300];
const of = (index: number): Minute => (index >= 0 && index < lasts ? bad : lean);
const past = new Past(-before, after, of);
const all = stages.map((stage) => declared(stage, past));
const isBudget = (name: string): boolean => name.endsWith("-alerts-budget");

/** What a budget must come to, minute by minute. */
function wanted({ oracle }: (typeof all)[number], name: string): readonly string[] {
  return changesAt(oracle.ruleOf(name), range(1, after));
}

const changes = new Map<string, readonly string[]>();

beforeAll(async () => {
  const { sandbox } = handle;
  const { world, clock } = sandbox;
  stopAt(sandbox, new Date(start).toISOString());
  let known = -before;
  /** Sends what was until a minute: what is old is kept by the hour, so that it cannot all be sent at once. */
  const send = (until: number): void => {
    const [from, minutes] = [start + known * minute, until - known];
    if (minutes <= 0) return;
    submit(
      world,
      traffic(from, minutes, (index) => of(known + index), stages),
    );
    known = until;
  };
  send(0);
  const made = new Map<string, string>();
  for (const stage of stages) for (const [name, id] of await makePlan(sandbox, stage, isBudget)) made.set(name, id);
  const turns = all.flatMap((each) => [...each.monitors.keys()].filter(isBudget).flatMap((name) => wanted(each, name)));
  const minutes = [...new Set([0, ...turns.map((each) => Number.parseInt(each, 10))])].toSorted((a, b) => a - b);
  for (const at of minutes) {
    send(at + 1);
    // Two minutes before the change to one behind it; the rest is slept through.
    const from = start + (at - 2) * minute;
    if (clock.now() < from) clock.set(from);
    await world.agenda.settle();
    await world.agenda.passTo(Math.max(clock.now(), start + (at + 1) * minute));
  }
  for (const [name, id] of made) changes.set(name, changesOf(sandbox, Number(id), start));
}, 900_000);

describe.each(all)("in $stage", (each) => {
  it.each([...each.monitors.keys()].filter(isBudget))("%s", (name) => {
    const turns = wanted(each, name);
    expect(turns.map((turn) => turn.replace(/^\d+ /, ""))).toEqual(["Warn", "Alert", "Warn", "OK"]);
    // A new monitor tells its first state too.
    expect(changes.get(name)).toEqual(["1 OK", ...turns]);
  });
});
