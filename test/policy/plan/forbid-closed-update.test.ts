/** When the calendar binds (L1, house decision 5). */
import { expect, it } from "vitest";
import { judge } from "../../../policy/kernel/judge.ts";
import { forbidClosedUpdate } from "../../../policy/rules/plan/forbid-closed-update.ts";
import { captured } from "../captured.ts";
import { testRule } from "../rule-table.ts";
import { closedUpdateTables } from "./forbid-closed-update.tables.ts";

closedUpdateTables.forEach(testRule);

type Case = readonly [what: string, at: string, closed: boolean];

const moments: readonly Case[] = [
  ["a working day", "2026-11-23T10:00:00+01:00", false],
  ["a Saturday: patches may go out", "2026-11-21T10:00:00+01:00", false],
  ["the night", "2026-11-23T03:00:00+01:00", true],
  ["the year-end freeze by day: patches may go out", "2026-12-27T12:00:00+01:00", false],
];

it.for(moments)("production in %s", async ([, at, closed]) => {
  const resources = await captured("prod");
  const kinds = (phase: "preview" | "update", freeze: "binding" | "advice"): string[] =>
    judge([forbidClosedUpdate], { resources, now: new Date(at), phase, settings: { freeze } }).findings.map(
      ({ kind }) => kind,
    );
  expect(kinds("update", "binding")).toEqual(closed ? ["violation"] : []);
  expect(kinds("preview", "binding")).toEqual(closed ? ["advice"] : []);
  expect(kinds("update", "advice")).toEqual(closed ? ["advice"] : []);
});

it("the shared stack is bound by production's calendar", async () => {
  const verdict = judge([forbidClosedUpdate], {
    resources: await captured("shared"),
    now: new Date("2026-11-23T03:00:00+01:00"),
    phase: "update",
  });
  expect(verdict.findings.map(({ kind, message }) => [kind, message.split(":")[0]])).toEqual([
    ["violation", 'the calendar is closed for "prod"'],
  ]);
});
