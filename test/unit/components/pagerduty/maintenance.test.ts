import type { OnCall } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { maintenanceProblems, plannedMaintenance } from "../../../../components/pagerduty/maintenance.ts";

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

describe("plannedMaintenance", () => {
  it("runs for the elapsed time, over a clock change as well", () => {
    expect(plannedMaintenance(windows, "web", "prod")).toEqual([
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
    expect(plannedMaintenance(windows, service, stage)).toEqual([]);
  });

  it("makes another window of one that moves, since its start is not compared", () => {
    const [moved] = plannedMaintenance(changed({ start: "2026-03-30T01:00" }), "web", "prod");
    expect(moved?.key).toBe("upgrade-20260329t2300z");
  });
});

describe("maintenanceProblems", () => {
  it("takes whole minutes", () => {
    expect(maintenanceProblems(windows, "web", "prod")).toEqual([]);
  });

  it.each(["90 seconds", "0 minutes"] as const)("refuses %s", (duration) => {
    expect(maintenanceProblems(changed({ duration }), "web", "prod")).toEqual([
      expect.objectContaining({
        code: "pagerduty.maintenance-length",
        path: "onCall.maintenance.upgrade.duration",
        value: duration,
      }),
    ]);
  });
});
