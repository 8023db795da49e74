import { describe, expect, it } from "vitest";
import { resolveComputeSize } from "../../../../components/neon/compute-size.ts";
import { maintenanceWindow } from "../../../../components/neon/maintenance-window.ts";
import { resolvePreviewBase } from "../../../../components/neon/preview-base.ts";
import { resolveRestoreHistory } from "../../../../components/neon/restore-history.ts";
import { resolveSnapshotPolicy } from "../../../../components/neon/snapshot-policy.ts";
import { changed, entry, onPlan, told } from "./fixture.ts";

describe("resolveComputeSize", () => {
  it.each([
    ["scale", "never", -1],
    ["launch", "never", -1],
    ["free", "never", 0],
    ["scale", "10 minutes", 600],
    ["scale", "1 minute", 60],
    ["scale", "7 days", 604_800],
    ["launch", "10 minutes", 0],
    ["free", "10 minutes", 0],
  ] as const)("on plan %s lets a compute sleep after %s: %d", (plan, suspendAfter, seconds) => {
    const args = changed({ suspendAfter, minComputeUnits: 0.25, maxComputeUnits: 2 }, onPlan(plan));
    const result = resolveComputeSize(args);
    expect(result).toEqual({
      ok: true,
      value: { autoscalingLimitMinCu: 0.25, autoscalingLimitMaxCu: 2, suspendTimeoutSeconds: seconds },
    });
  });

  it.each([
    [2, 1, ["neon.compute-range at stages.prod.database.maxComputeUnits"]],
    [1, 10, ["neon.compute-span at stages.prod.database.maxComputeUnits"]],
    [12, 18, ["neon.compute-span at stages.prod.database.maxComputeUnits"]],
    [0.75, 1, ["neon.compute-size at stages.prod.database.minComputeUnits"]],
    [1, 2.5, ["neon.compute-size at stages.prod.database.maxComputeUnits"]],
    [1, 1, []],
    [1, 9, []],
    [8, 16, []],
    [56, 56, []],
  ])("judges a range from %d to %d", (minComputeUnits, maxComputeUnits, expected) => {
    expect(told(resolveComputeSize(changed({ minComputeUnits, maxComputeUnits })))).toEqual(expected);
  });

  it("refuses sizes beyond the plan", () => {
    const args = changed({ minComputeUnits: 4, maxComputeUnits: 4 }, onPlan("free"));
    expect(told(resolveComputeSize(args))).toEqual([
      "neon.compute-over-plan at stages.prod.database.maxComputeUnits",
      "neon.compute-over-plan at stages.prod.database.minComputeUnits",
    ]);
  });

  it.each(["59 seconds", "8 days", "60.5 seconds", "0 minutes"] as const)(
    "refuses to sleep after %s",
    (suspendAfter) => {
      expect(told(resolveComputeSize(changed({ suspendAfter })))).toEqual([
        "neon.suspend-out-of-range at stages.prod.database.suspendAfter",
      ]);
    },
  );
});

describe("resolveRestoreHistory", () => {
  const at = "stages.prod.database.restoreWindow";

  it.each([
    ["scale", "30 days", "14 days", []],
    ["scale", "14 days", "14 days", []],
    ["scale", "13 days", "14 days", [`neon.restore-window-short at ${at}`]],
    ["scale", "31 days", "14 days", [`neon.restore-window-over-plan at ${at}`]],
    ["launch", "8 days", "7 days", [`neon.restore-window-over-plan at ${at}`]],
    ["free", "7 hours", "6 hours", [`neon.restore-window-over-plan at ${at}`]],
    ["scale", "1.5 seconds", "1 second", [`neon.restore-window-fraction at ${at}`]],
  ] as const)(
    "on plan %s judges a window of %s for a rollback within %s",
    (plan, restoreWindow, rollback, expected) => {
      const args = changed({ restoreWindow }, (model) => {
        onPlan(plan)(model);
        entry(model.stages, "prod").rollbackWindow = rollback;
      });
      expect(told(resolveRestoreHistory(args))).toEqual(expected);
    },
  );
});

describe("resolveSnapshotPolicy", () => {
  it.each([
    ["hourly", "1 hour", { frequency: "hourly", retentionSeconds: 3_600 }],
    ["daily", "7 days", { frequency: "daily", hour: 5, retentionSeconds: 604_800 }],
    ["weekly", "30 days", { frequency: "weekly", hour: 5, day: 7, retentionSeconds: 2_592_000 }],
  ] as const)("makes a %s series kept for %s", (frequency, retention, item) => {
    const args = changed({ snapshots: { frequency, hour: 5, retention } });
    expect(resolveSnapshotPolicy(args)).toEqual({ ok: true, value: { item } });
  });

  it.each([
    ["hourly", "59 minutes"],
    ["daily", "23 hours"],
    ["weekly", "6 days"],
    ["hourly", "3600.5 seconds"],
  ] as const)("refuses a %s series kept for %s", (frequency, retention) => {
    const args = changed({ snapshots: { frequency, hour: 5, retention } });
    expect(told(resolveSnapshotPolicy(args))).toEqual([
      "neon.snapshot-retention at stages.prod.database.snapshots.retention",
    ]);
  });

  it("makes none on the free plan", () => {
    expect(resolveSnapshotPolicy(changed({}, onPlan("free")))).toEqual({ ok: true, value: { item: undefined } });
  });
});

describe("resolvePreviewBase", () => {
  it.each(["0 minutes", "31 days", "1.5 seconds"] as const)("refuses previews that live %s", (expiresAfter) => {
    expect(told(resolvePreviewBase(changed({ previewBranches: { expiresAfter } }, undefined, "staging")))).toEqual([
      "neon.preview-expiry at stages.staging.database.previewBranches.expiresAfter",
    ]);
  });

  it("takes previews that live 30 days", () => {
    const args = changed({ previewBranches: { expiresAfter: "30 days" } }, undefined, "staging");
    expect(resolvePreviewBase(args)).toEqual({ ok: true, value: { expiresAfter: "30 days" } });
  });
});

describe("maintenanceWindow", () => {
  it.each([
    ["prod", 2, { weekdays: [7], startTime: "04:00", endTime: "05:00" }],
    ["staging", 3, { weekdays: [2], startTime: "05:00", endTime: "06:00" }],
    ["staging", 21, { weekdays: [2], startTime: "23:00", endTime: "00:00" }],
    ["prod", 23, { weekdays: [7], startTime: "01:00", endTime: "02:00" }],
  ])("in %s follows the snapshot of %d o'clock", (stageId, hour, expected) => {
    const args = changed({ snapshots: { frequency: "daily", hour, retention: "7 days" } }, undefined, stageId);
    expect(maintenanceWindow(args.stage, args.vendors)).toEqual(expected);
  });

  it("is Neon's choice on the free plan", () => {
    const { stage, vendors } = changed({}, onPlan("free"));
    expect(maintenanceWindow(stage, vendors)).toBeUndefined();
  });
});
