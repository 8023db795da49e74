import type { Stage } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { serviceProfile, ticketProfile, timeoutText } from "../../../../components/pagerduty/service-profile.ts";
import { referenceModel, serviceOf, stageOf } from "./fixture.ts";

const model = referenceModel();
const web = serviceOf(model, "web");
const { supportHours, ...withoutHours } = stageOf(model, "staging");
const stage = (changes: Partial<Stage> = {}): Stage => ({ ...withoutHours, ...changes });
const plan = (name: typeof model.vendors.pagerduty.plan) => ({
  ...model.vendors,
  pagerduty: { ...model.vendors.pagerduty, plan: name },
});

describe("urgency", () => {
  it.each([
    ["production", "high"],
    ["drill", "high"],
    ["staging", "low"],
    ["development", "low"],
  ] as const)("of %s without support hours is %s", (kind, urgency) => {
    const { incidentUrgencyRule, ...rest } = serviceProfile(web, stage({ kind }), model.vendors);
    expect(incidentUrgencyRule).toEqual({ type: "constant", urgency });
    expect(Object.keys(rest)).not.toContain("supportHours");
    expect(Object.keys(rest)).not.toContain("scheduledActions");
  });

  it("follows support hours, with the action that PagerDuty demands", () => {
    const hours = { timeZone: "UTC", daysOfWeek: [5, 1, 1], start: "08:00", end: "19:30" };
    const profile = serviceProfile(web, stage({ supportHours: hours }), model.vendors);
    expect(profile.incidentUrgencyRule).toEqual({
      type: "use_support_hours",
      duringSupportHours: { type: "constant", urgency: "high" },
      outsideSupportHours: { type: "constant", urgency: "low" },
    });
    expect(profile.supportHours).toEqual({
      type: "fixed_time_per_day",
      timeZone: "Etc/UTC",
      startTime: "08:00:00",
      endTime: "19:30:00",
      daysOfWeeks: [1, 5],
    });
    expect(profile.scheduledActions).toEqual([
      { type: "urgency_change", toUrgency: "high", ats: [{ type: "named_time", name: "support_hours_start" }] },
    ]);
  });

  it("is constant where the plan has no support hours", () => {
    if (!supportHours) throw new Error("the reference staging has support hours");
    const profile = serviceProfile(web, stage({ supportHours }), plan("free"));
    expect(profile.incidentUrgencyRule).toEqual({ type: "constant", urgency: "low" });
    expect(profile.supportHours).toBeUndefined();
  });
});

describe("tickets", () => {
  it.each([
    ["production", "null"],
    ["drill", "14400"],
    ["staging", "86400"],
    ["development", "86400"],
  ] as const)("of %s are always of low urgency, come back after a day and end after %s", (kind, autoResolveTimeout) => {
    expect(ticketProfile({ ...stageOf(model, "staging"), kind })).toEqual({
      incidentUrgencyRule: { type: "constant", urgency: "low" },
      acknowledgementTimeout: "86400",
      autoResolveTimeout,
    });
  });
});

describe("timeouts", () => {
  it("are seconds as text, and null as text for never", () => {
    expect([timeoutText(1800), timeoutText(0)]).toEqual(["1800", "null"]);
  });

  it("take the acknowledgement timeout of the service", () => {
    const service = { ...web, pagerDuty: { ...web.pagerDuty, acknowledgementTimeout: "2 hours" as const } };
    expect(serviceProfile(service, stage(), model.vendors).acknowledgementTimeout).toBe("7200");
  });

  it.each([
    ["production", "null"],
    ["drill", "14400"],
    ["staging", "86400"],
    ["development", "86400"],
  ] as const)("resolve an incident of %s after %s", (kind, text) => {
    expect(serviceProfile(web, stage({ kind }), model.vendors).autoResolveTimeout).toBe(text);
  });
});

describe("transient alerts", () => {
  it.each([
    ["production", { enabled: true, timeout: 120 }],
    ["staging", { enabled: true, timeout: 300 }],
    ["development", { enabled: true, timeout: 300 }],
    ["drill", { enabled: false }],
  ] as const)("of %s are held back as %j", (kind, pause) => {
    expect(serviceProfile(web, stage({ kind }), model.vendors).autoPauseNotificationsParameters).toEqual(pause);
  });

  it("are not held back where the plan cannot", () => {
    const profile = serviceProfile(web, stage(), plan("professional"));
    expect(Object.keys(profile)).not.toContain("autoPauseNotificationsParameters");
  });
});
