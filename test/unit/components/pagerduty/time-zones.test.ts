import { IANAZone } from "luxon";
import { describe, expect, it } from "vitest";
import { pagerDutyTimeZone, pagerDutyTimeZones } from "../../../../components/pagerduty/time-zones.ts";

describe("pagerDutyTimeZone", () => {
  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["America/Sao_Paulo", "America/Sao_Paulo"],
    ["Asia/Kathmandu", "Asia/Kathmandu"],
    ["UTC", "Etc/UTC"],
  ])("spells %s as %s", (zone, spelled) => {
    expect(pagerDutyTimeZone(zone)).toBe(spelled);
  });

  it.each(["Australia/Lord_Howe", "Asia/Ho_Chi_Minh", "Mars/Olympus", ""])("does not know %j", (zone) => {
    expect(pagerDutyTimeZone(zone)).toBeUndefined();
  });

  it("lists zones of the IANA only", () => {
    expect([...pagerDutyTimeZones].filter((zone) => !IANAZone.isValidZone(zone))).toEqual([]);
    expect(pagerDutyTimeZones.size).toBeGreaterThan(120);
  });
});
