/** Edges of the rules for Datadog (O2, O3, B4). */
import { describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/define-rule.ts";
import { limitMute } from "../../../policy/rules/datadog/limit-mute.ts";
import { limitTarget } from "../../../policy/rules/datadog/limit-target.ts";
import { matchLogRetention } from "../../../policy/rules/datadog/match-log-retention.ts";
import { requireMissingData } from "../../../policy/rules/datadog/require-missing-data.ts";
import { requireRunbook } from "../../../policy/rules/datadog/require-runbook.ts";
import { editable } from "../editable.ts";
import { made, said } from "../hand-made.ts";

type Inputs = Readonly<Record<string, unknown>>;
const ofOne = (rule: Rule, inputs: Inputs): string[] => said(rule, [made(rule.types[0] ?? "", "one", { ...inputs })]);
const one = { monitorIdentifier: { monitorTags: ["service:web"] } };

describe("a downtime that comes once", () => {
  const told = ['violation one: "one" has no end within 12 hours'];
  it.for<readonly [string, Inputs, readonly string[]]>([
    ["twelve hours", { start: "2026-12-01T10:00:00Z", end: "2026-12-01T22:00:00Z" }, []],
    ["a second more", { start: "2026-12-01T10:00:00Z", end: "2026-12-01T22:00:01Z" }, told],
    ["no end", { start: "2026-12-01T10:00:00Z" }, told],
    ["no start, an end within twelve hours from now", { end: "2026-11-21T22:00:00Z" }, []],
    ["no start, an end next year", { end: "2027-11-21T22:00:00Z" }, told],
    ["a start that is no moment", { start: "soon", end: "2026-11-21T12:00:00Z" }, told],
    ["neither start nor end", {}, told],
  ])("%s", ([, oneTimeSchedule, expected]) => {
    expect(ofOne(limitMute, { ...one, oneTimeSchedule })).toEqual(expected);
  });

  it("no schedule at all", () => {
    expect(ofOne(limitMute, one)).toEqual(told);
  });
});

describe("a downtime that comes again", () => {
  it.for<readonly [duration: string | undefined, good: boolean]>([
    ["12h", true],
    ["720m", true],
    ["721m", false],
    ["1d", false],
    ["1w", false],
    ["0w", true],
    ["a1h", false],
    ["1hour", false],
    ["1s", false],
    ["h", false],
    ["", false],
    [undefined, false],
  ])("lasting %s: %s", ([duration, good]) => {
    const told = ofOne(limitMute, { ...one, recurringSchedule: { recurrences: [{ duration: "1h" }, { duration }] } });
    expect(told).toEqual(good ? [] : ['violation one: "one" lasts longer than 12 hours each time']);
  });

  it("may silence one monitor by its id, or by tags among them a star", () => {
    const often = { recurringSchedule: { recurrences: [{ duration: "1h" }] } };
    expect(ofOne(limitMute, { ...often, monitorIdentifier: { monitorId: 7 } })).toEqual([]);
    expect(ofOne(limitMute, { ...often, monitorIdentifier: { monitorTags: ["*", "service:web"] } })).toEqual([]);
    expect(ofOne(limitMute, often)).toEqual(['violation one: "one" silences every monitor']);
  });
});

describe("an objective", () => {
  it.for([50, 99.999])("of %s is one", (target) => {
    expect(ofOne(limitTarget, { thresholds: [{ target }] })).toEqual([]);
  });
  it.for([49.9, 100, undefined])("of %s is none", (target) => {
    expect(ofOne(limitTarget, { thresholds: [{ target: 99 }, { target }] })).toEqual([
      `violation one: objective "one" has the target ${String(target)}`,
    ]);
  });
  it("has a target", () => {
    expect(ofOne(limitTarget, { name: "Pages answer" })).toEqual([
      'violation one: objective "Pages answer" has no target',
    ]);
  });
});

describe("missing data", () => {
  const monitor = { type: "query alert", priority: "1" };
  const told = ['advice one: monitor "one" is silent when data are missing'];
  it.for<readonly [Inputs, readonly string[]]>([
    [monitor, told],
    [{ ...monitor, type: "metric alert" }, told],
    [{ ...monitor, priority: "2" }, told],
    [{ ...monitor, query: "avg(last_5m):avg:requests{*} > 1" }, told],
    [{ ...monitor, onMissingData: "resolve" }, told],
    [{ ...monitor, notifyNoData: false }, told],
    [{ ...monitor, priority: "3" }, []],
    [{ ...monitor, type: "slo alert" }, []],
    [{ priority: "1" }, []],
    [{ type: "query alert" }, []],
    [{ ...monitor, query: "default_zero(avg:requests{*})" }, []],
    [{ ...monitor, onMissingData: "show_no_data" }, []],
    [{ ...monitor, onMissingData: "show_and_notify_no_data" }, []],
    [{ ...monitor, notifyNoData: true }, []],
  ])("%j", ([inputs, expected]) => {
    expect(ofOne(requireMissingData, inputs)).toEqual(expected);
  });
});

describe("a runbook", () => {
  const told = ['violation one: monitor "one" notifies people without a runbook'];
  const asset = (url: unknown, category = "runbook") => ({ message: "Look. @ada", assets: [{ category, url }] });
  it.for<readonly [string, Inputs, readonly string[]]>([
    ["nobody is told", { message: "Look." }, []],
    ["no message", {}, []],
    ["an address in the text is nobody", { message: "Ask ada@example.com" }, []],
    ["told at the very beginning", { message: "@ada look" }, told],
    ["told with a name of many letters", { message: "Look. @slack-web-alerts" }, told],
    ["told behind a condition", { message: "{{#is_alert}}@ada{{/is_alert}}" }, told],
    ["an asset with a link", asset("https://example.com/a/b"), []],
    ["an asset without one", asset(undefined), told],
    ["an asset whose link begins late", asset("see https://example.com/a"), told],
    ["an asset with words behind its link", asset("https://example.com/a and b"), told],
    ["an asset without encryption", asset("http://example.com/a"), told],
    ["another kind of asset", asset("https://example.com/a", "dashboard"), told],
    ["a link in the text", { message: "@ada Runbook: https://example.com/a" }, []],
    ["a link in the text, without a colon", { message: "@ada runbook https://example.com/a" }, []],
    ["a link in the text, on its own line", { message: "@ada Runbook:\n\n https://example.com/a" }, []],
    ["the word alone", { message: "@ada runbook: ask somebody" }, told],
  ])("%s", ([, inputs, expected]) => {
    expect(ofOne(requireRunbook, inputs)).toEqual(expected);
  });
});

describe("logs", () => {
  const index = "observability-logs-regulated-dev";
  const shared = editable("shared");

  it.for([
    ["no tag", []],
    ["a class that is not declared", ["compliance-class:unheard-of"]],
    ["the class under another tag", ["class:regulated"]],
  ] as const)("%s: no class of the plan", ([, tags]) => {
    expect(said(matchLogRetention, shared().set(index, "tags", tags).resources)).toEqual([
      `violation ${index}: index "regulated-dev" belongs to no compliance class of the plan`,
    ]);
  });

  it("exactly as long as the class demands", () => {
    const stack = shared()
      .set(index, "tags", ["team:platform", "compliance-class:regulated"])
      .set(index, "retentionDays", 90);
    expect(said(matchLogRetention, stack.resources)).toEqual([]);
  });
});
