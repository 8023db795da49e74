import { describe, expect, it, beforeAll } from "vitest";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { changesOf } from "./changes.ts";
import { makePlan } from "./plan.ts";
import { clean, minute, pass, stopAt, traffic } from "./traffic.ts";

const handle = withSandbox();
const start = Date.parse("2026-11-23T08:00:00Z");
const day = 1440;

/** Pairs of the plan. Source: Site Reliability Workbook, "Alerting on SLOs", with windows in minutes. */
const pairs = [
  { alert: "fast-page", factor: 14.4, long: 60, short: 5 },
  { alert: "slow-page", factor: 6, long: 360, short: 30 },
  { alert: "fast-ticket", factor: 3, long: 1440, short: 120 },
  { alert: "slow-ticket", factor: 1, long: 2880, short: 240 },
];
const objectives = [
  { name: "web-prod-observability-slo-availability", target: 99.9 },
  { name: "bridge-api-prod-observability-slo-availability", target: 99.9 },
  { name: "web-prod-observability-slo-latency", target: 99 },
  { name: "bridge-api-prod-observability-slo-latency", target: 99.5 },
];
const [requests, failed, slow, lasts] = [600, 60, 120, 300];

/**
 * The workbook's times for a constant share of bad events: seen once their share of a window is over `factor * budget` in both windows;
 * over once it is not in one of them. Counted out minute by minute, in whole numbers, since equal is not over.
 */
function oracle({ factor, long, short }: (typeof pairs)[number], target: number, bad: number): [number, number] {
  const badIn = (at: number): number => (at >= 0 && at < lasts ? bad : 0);
  const [tenFactor, tenBudget] = [Math.round(factor * 10), Math.round((100 - target) * 10)];
  const isOver = (at: number, window: number): boolean => {
    let sum = 0;
    for (let each = at - window; each < at; each += 1) sum += badIn(each);
    return sum * 10_000 > tenFactor * tenBudget * requests * window;
  };
  const burns = (at: number): boolean => isOver(at, long) && isOver(at, short);
  const minutes = Array.from({ length: 4 * day }, (_, index) => index);
  const seen = minutes.find(burns) ?? -1;
  return [seen, minutes.find((at) => at > seen && !burns(at)) ?? -1];
}

/** Changes of the monitor of a budget over thirty days, of which there are three before the start: more than 75 and 90 percent spent. */
function budgetOracle(target: number, bad: number): readonly string[] {
  const tenBudget = Math.round((100 - target) * 10);
  const found: string[] = [];
  let before = "OK";
  for (let at = 1; at <= 4 * day; at += 1) {
    const [failures, total] = [bad * Math.min(at, lasts), requests * (3 * day + at)];
    const isOver = (percent: number): boolean => failures * 100_000 > percent * tenBudget * total;
    const level = isOver(90) ? "Alert" : isOver(75) ? "Warn" : "OK";
    if (level !== before) found.push(`${String(at)} ${level}`);
    before = level;
  }
  return found;
}

let changes: (name: string) => readonly string[] = () => [];

beforeAll(async () => {
  const { sandbox } = handle;
  stopAt(sandbox, new Date(start - 60 * minute).toISOString());
  submit(
    sandbox.world,
    traffic(start - 3 * day * minute, 3 * day - 60, () => clean),
  );
  const ids = await makePlan(sandbox, "prod");
  await pass(sandbox, 60, () => clean);
  await pass(sandbox, 4 * day, (index) => (index < lasts ? { ...clean, requests, failed, slow } : clean));
  changes = (name) => changesOf(sandbox, Number(ids.get(name)), start);
}, 300_000);

describe.each(objectives)("the burn rates of $name", ({ name, target }) => {
  it.each(pairs)("$alert fires and recovers at the workbook's minutes", (pair) => {
    const [seen, over] = oracle(pair, target, name.endsWith("latency") ? slow : failed);
    const expected = seen < 0 ? [] : [`${String(seen)} Alert`, `${String(over)} OK`];
    expect(changes(`${name}-alerts-${pair.alert}`)).toEqual(expected);
  });

  it("and its budget warns, alerts and recovers at the computed minutes", () => {
    const expected = budgetOracle(target, name.endsWith("latency") ? slow : failed);
    expect(expected.length).toBeGreaterThan(0);
    expect(changes(`${name}-alerts-budget`)).toEqual(expected);
  });
});
