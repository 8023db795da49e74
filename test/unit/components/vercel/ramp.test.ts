import type { RampStep } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { resolveRolloutRamp } from "../../../../components/vercel/ramp-steps.ts";
import { RolloutRamp } from "../../../../components/vercel/rollout-ramp.ts";
import { capture } from "../../../helpers/capture.ts";
import { told } from "./fixture.ts";

const step = (percent: number, observation: RampStep["observation"] = "10 minutes"): RampStep => ({
  percent,
  observation,
  abort: { errorRatePercent: 1, latencyP95Milliseconds: 1000, burnRate: 14.4 },
  minimumRequests: 100,
});
const ramp = (...percents: number[]): RampStep[] => percents.map((percent) => step(percent));

describe("RolloutRamp", () => {
  it("advances by hand, without durations, and leaves out the dark launch", async () => {
    const found = await capture(
      () => new RolloutRamp("web-prod-ramp", { projectId: "prj", ramp: ramp(0, 10, 50, 100) }),
    );
    const rolling = found.one("vercel:index/projectRollingRelease:ProjectRollingRelease");
    expect(rolling.name).toBe("web-prod-ramp-rolling-release");
    expect(rolling.inputs).toEqual({
      projectId: "prj",
      advancementType: "manual-approval",
      stages: [{ targetPercentage: 10 }, { targetPercentage: 50 }, { targetPercentage: 100 }],
    });
    expect(rolling.options.replaceOnChanges).toEqual(["projectId"]);
  });

  it("throws every problem before it registers anything", async () => {
    await expect(capture(() => new RolloutRamp("r", { projectId: "prj", ramp: ramp(50, 10) }))).rejects.toThrow(
      "The model has 2 problems.",
    );
  });
});

describe("resolveRolloutRamp", () => {
  it.each([
    ["falls", ramp(0, 50, 10, 100), ["vercel.ramp-not-rising at release.ramp[2].percent"]],
    ["stands still", ramp(0, 10, 10, 100), ["vercel.ramp-not-rising at release.ramp[2].percent"]],
    ["goes dark again", ramp(10, 0, 100), ["vercel.ramp-not-rising at release.ramp[1].percent"]],
    ["is full twice", ramp(0, 100, 100), ["vercel.ramp-not-rising at release.ramp[2].percent"]],
    ["stops early", ramp(0, 50), ["vercel.ramp-not-full at release.ramp[1].percent"]],
    ["is empty", [], ["vercel.ramp-not-full at release.ramp[0].percent"]],
    ["has half percents", ramp(0, 12.5, 100), ["vercel.ramp-fraction at release.ramp[1].percent"]],
    ["is too long", ramp(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100), ["vercel.ramp-too-long at release.ramp"]],
    [
      "watches too short",
      [step(10, "59 seconds"), step(100)],
      ["vercel.ramp-observation at release.ramp[0].observation"],
    ],
    ["watches too long", [step(10), step(100, "7 days")], ["vercel.ramp-observation at release.ramp[1].observation"]],
  ])("refuses a ramp that %s", (_what, steps, expected) => {
    expect(told(resolveRolloutRamp(steps))).toEqual(expected);
  });

  it("takes ten steps besides the dark launch, and observations at both ends of the range", () => {
    expect(told(resolveRolloutRamp(ramp(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100)))).toEqual([]);
    expect(told(resolveRolloutRamp([step(1, "1 minute"), step(100, "10000 minutes")]))).toEqual([]);
  });
});
