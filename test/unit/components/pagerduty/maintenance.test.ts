import type { OnCall, Release } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { maintenanceProblems, plannedMaintenance } from "../../../../components/pagerduty/maintenance.ts";

const at = new Date("2026-01-01T00:00:00Z");
const windows: OnCall["maintenance"] = {
  upgrade: {
    title: "Upgrade",
    services: ["web"],
    stage: "prod",
    timeZone: "Europe/Berlin",
    start: "2026-03-29T01:00",
    duration: "4 hours",
  },
};
const changed = (changes: Partial<OnCall["maintenance"][string]>): OnCall["maintenance"] => {
  const upgrade = windows["upgrade"];
  return upgrade ? { upgrade: { ...upgrade, ...changes } } : {};
};
const work: Release["plannedWork"][string] = {
  title: "Move of the archive",
  services: ["web"],
  stages: ["prod"],
  timeZone: "Europe/Berlin",
  start: "2026-07-01T06:00",
  duration: "30 minutes",
};
const of = (maintenance: OnCall["maintenance"] = windows, plannedWork: Release["plannedWork"] = {}) => ({
  maintenance,
  plannedWork,
});

describe("plannedMaintenance", () => {
  it("runs for the elapsed time, over a clock change as well", () => {
    expect(plannedMaintenance(of(), "web", "prod", at)).toEqual([
      {
        key: "upgrade-20260329t0000z",
        title: "Upgrade",
        startTime: "2026-03-29T00:00:00Z",
        endTime: "2026-03-29T04:00:00Z",
      },
    ]);
  });

  it.each([
    ["another service", "bridge-api", "prod"],
    ["another stage", "web", "staging"],
  ])("leaves %s alone", (_what, service, stage) => {
    expect(plannedMaintenance(of(windows, { work }), service, stage, at)).toEqual([]);
  });

  it("makes another window of one that moves, since its start is not compared", () => {
    const [moved] = plannedMaintenance(of(changed({ start: "2026-03-30T01:00" })), "web", "prod", at);
    expect(moved?.key).toBe("upgrade-20260329t2300z");
  });

  it.each([
    ["2026-03-28T23:59:59Z", 1],
    ["2026-03-29T02:00:00Z", 1],
    ["2026-03-29T03:59:59Z", 1],
    ["2026-03-29T04:00:00Z", 0],
    ["2027-01-01T00:00:00Z", 0],
  ])("at %s declares %i: what is over cannot be made any more", (now, count) => {
    expect(plannedMaintenance(of(), "web", "prod", new Date(now))).toHaveLength(count);
  });

  it("holds incidents during planned work that happens once (O2), apart from a window of the same id", () => {
    expect(plannedMaintenance(of(windows, { upgrade: work }), "web", "prod", at).slice(1)).toEqual([
      {
        key: "work-upgrade-20260701t0400z",
        title: "Move of the archive",
        startTime: "2026-07-01T04:00:00Z",
        endTime: "2026-07-01T04:30:00Z",
      },
    ]);
  });

  it("leaves work that recurs to Datadog's downtime", () => {
    expect(plannedMaintenance(of({}, { work: { ...work, recurrence: "FREQ=WEEKLY" } }), "web", "prod", at)).toEqual([]);
  });
});

describe("maintenanceProblems", () => {
  it("takes whole minutes", () => {
    expect(maintenanceProblems(of(windows, { work }), "web", "prod")).toEqual([]);
  });

  it.each(["90 seconds", "0 minutes"] as const)("refuses %s", (duration) => {
    expect(maintenanceProblems(of(changed({ duration })), "web", "prod")).toEqual([
      expect.objectContaining({
        code: "pagerduty.maintenance-length",
        path: "onCall.maintenance.upgrade.duration",
        value: duration,
      }),
    ]);
  });

  it("refuses odd lengths of planned work too", () => {
    expect(maintenanceProblems(of({}, { work: { ...work, duration: "90 seconds" } }), "web", "prod")).toEqual([
      expect.objectContaining({ code: "pagerduty.maintenance-length", path: "release.plannedWork.work.duration" }),
    ]);
  });
});
