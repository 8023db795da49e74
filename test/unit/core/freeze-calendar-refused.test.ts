/** Calendars that cannot be used: each is a no, with what is wrong (L1). */
import { checkFreezeWindows, judgeFreeze, type FreezeWindows } from "@launchgate/core";
import { describe, expect, it } from "vitest";

const good = {
  title: "Every day",
  kind: "allow",
  stages: ["prod"],
  start: "2026-01-01T00:00",
  timeZone: "Europe/Berlin",
  recurrence: "FREQ=DAILY",
  duration: "1 day",
  except: [],
};
const at = "2026-11-21T10:00:00Z";
const calendar = (window: unknown) => ({ one: window }) as FreezeWindows;

describe("one window", () => {
  it.for<readonly [what: string, window: unknown, reason: string]>([
    ["a text", "always", "not a window"],
    ["null", null, "not a window"],
    ["no kind", { ...good, kind: undefined }, "kind: neither allow nor deny"],
    ["another kind", { ...good, kind: "maybe" }, "kind: neither allow nor deny"],
    ["no stage", { ...good, stages: [] }, "stages: not a list of stages"],
    ["a stage that is a number, among others", { ...good, stages: ["prod", 7] }, "stages: not a list of stages"],
    ["stages as text", { ...good, stages: "prod" }, "stages: not a list of stages"],
    ["no release type", { ...good, releaseTypes: [] }, "releaseTypes: not a list of release types"],
    [
      "an unknown type, among others",
      { ...good, releaseTypes: ["patch", "huge"] },
      "releaseTypes: not a list of release types",
    ],
  ])("%s", ([, window, reason]) => {
    expect(checkFreezeWindows(calendar(window))).toEqual([{ window: "one", reason }]);
    expect(judgeFreeze(calendar(window), { stage: "prod", at })).toEqual({
      open: false,
      reason: `invalid: the window "one" is invalid (${reason}).`,
      window: null,
      opensAt: null,
      closesAt: null,
    });
  });
});

it("what is thrown that is no error says so in words", () => {
  const windows = new Proxy(
    {},
    {
      ownKeys: () => {
        throw "broken" as unknown as Error;
      },
    },
  ) as FreezeWindows;
  expect(judgeFreeze(windows, { stage: "prod", at }).reason).toBe("invalid: the calendar cannot be read.");
});

it("moments are told on the clock of the window", () => {
  const window = { ...good, timeZone: "America/New_York", start: "2026-11-23T09:00", duration: "1 hour" };
  expect(judgeFreeze(calendar(window), { stage: "prod", at }).opensAt).toBe("2026-11-23T09:00:00-05:00");
});
