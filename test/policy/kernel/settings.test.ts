/** Settings of the pack: defaults, limits, and what is refused (issue 8, point 5). */
import { describe, expect, it } from "vitest";
import { foreignSetting, readSettings, settingsSchema } from "../../../policy/kernel/settings.ts";
import { z } from "zod";

it("are what the reference organisation lives by where nothing is said", () => {
  expect(readSettings()).toEqual({
    plan: "auto",
    stage: "foreign",
    productionEnvironments: "^(prod|production|live)$",
    freeze: "binding",
    minimumApprovers: 1,
    minimumReviews: 1,
    minimumWaitMinutes: 5,
    minimumLogRetentionDays: 30,
    minimumHistoryDays: 7,
    minimumEscalationLevels: 2,
    maximumAcknowledgementMinutes: 60,
    minimumLocations: 2,
    maximumMuteHours: 12,
    maximumComputeUnits: 8,
  });
  expect(foreignSetting(readSettings({ stage: "shared" }))).toBe("shared");
});

describe("limits", () => {
  type Case = readonly [setting: string, least: number, most: number];
  const cases: readonly Case[] = [
    ["minimumApprovers", 1, 6],
    ["minimumReviews", 1, 10],
    ["minimumWaitMinutes", 0, 43_200],
    ["minimumLogRetentionDays", 1, 3650],
    ["minimumHistoryDays", 0, 30],
    ["minimumEscalationLevels", 1, 20],
    ["maximumAcknowledgementMinutes", 1, 1440],
    ["minimumLocations", 1, 20],
    ["maximumMuteHours", 1, 8760],
    ["maximumComputeUnits", 0.25, 56],
  ];
  it.for(cases)("%s", ([setting, least, most]) => {
    for (const good of [least, most]) expect(readSettings({ [setting]: good })).toMatchObject({ [setting]: good });
    for (const bad of [least - 0.25, most + 1, "1"])
      expect(() => readSettings({ [setting]: bad })).toThrow(
        `The settings of the policy pack are not right: ${setting}: `,
      );
  });
});

it.for([
  ["plan", ["auto", "always"]],
  ["stage", ["foreign", "shared", "production", "staging", "development", "drill"]],
  ["freeze", ["binding", "advice"]],
] as const)("%s takes its words and no other", ([setting, words]) => {
  for (const word of words) expect(readSettings({ [setting]: word })).toMatchObject({ [setting]: word });
  for (const word of ["", "never"])
    expect(() => readSettings({ [setting]: word })).toThrow(`${setting}: Invalid option`);
});

it("tells everything that is wrong at once, with its place", () => {
  expect(() => readSettings({ minimumReviews: 0, freeze: 1, extra: true })).toThrow(
    /^The settings of the policy pack are not right: freeze: [^;]+; minimumReviews: [^;]+; settings: Unrecognized key: "extra"$/,
  );
});

it("each says what it is for", () => {
  const { properties } = z.toJSONSchema(settingsSchema, { io: "input" });
  for (const property of Object.values(properties ?? {}))
    expect(property).toMatchObject({ description: expect.stringMatching(/^[A-Z][^\n]{10,}\.$/) });
});
