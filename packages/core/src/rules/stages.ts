import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Stage } from "../schema/stages.ts";
import { planLimits } from "../vendors/features.ts";
import type { ModelRule } from "./rule.ts";
import { problem, problemIf, repeatedAt } from "./tools.ts";

function locations(path: KeyPath, stage: Stage): Problem[] {
  return [
    ...problemIf(new Set(stage.syntheticLocations).size < 2, () =>
      problem(
        "stages.too-few-locations",
        [...path, "syntheticLocations"],
        stage.syntheticLocations.join(", "),
        "two different locations or more",
        "Add a location: one alone cannot tell the service's fault from its own.",
      ),
    ),
    ...repeatedAt(stage.syntheticLocations).map((index) =>
      problem(
        "stages.repeated-location",
        [...path, "syntheticLocations", index],
        stage.syntheticLocations[index],
        "each location once",
        "Remove the second mention.",
      ),
    ),
  ];
}

function compute(model: Model, path: KeyPath, { database }: Stage): Problem[] {
  const { minComputeUnits, maxComputeUnits } = database;
  const limit = planLimits(model.vendors).neonMaxComputeUnits;
  const { plan } = model.vendors.neon;
  return [
    ...problemIf(minComputeUnits > maxComputeUnits, () =>
      problem(
        "stages.compute-range",
        [...path, "database", "minComputeUnits"],
        minComputeUnits,
        `at most maxComputeUnits, ${String(maxComputeUnits)}`,
        "Lower the least or raise the most compute.",
      ),
    ),
    ...problemIf(plan !== "none" && maxComputeUnits > limit, () =>
      problem(
        "stages.compute-beyond-plan",
        [...path, "database", "maxComputeUnits"],
        maxComputeUnits,
        `at most ${String(limit)} compute units on the Neon plan "${plan}"`,
        "Lower the most compute or take a larger plan.",
      ),
    ),
  ];
}

function drillPages(path: KeyPath, stage: Stage): Problem[] {
  return problemIf(stage.kind === "drill" && stage.paging === "people", () =>
    problem(
      "stages.drill-pages-people",
      [...path, "paging"],
      stage.paging,
      '"drill" or "nobody" in a drill stage',
      "A drill pages drill people only.",
    ),
  );
}

function supportHours(path: KeyPath, { supportHours: hours }: Stage): Problem[] {
  if (!hours) return [];
  return [
    ...problemIf(hours.start >= hours.end, () =>
      problem(
        "stages.support-hours-empty",
        [...path, "supportHours", "end"],
        hours.end,
        `later than the start, ${hours.start}: support hours lie within one day`,
        "Change the start or the end.",
      ),
    ),
    ...repeatedAt(hours.daysOfWeek).map((index) =>
      problem(
        "stages.support-hours-repeated-day",
        [...path, "supportHours", "daysOfWeek", index],
        hours.daysOfWeek[index],
        "each day once",
        "Remove the second mention.",
      ),
    ),
  ];
}

/** Environments. */
export const stageRules: readonly ModelRule[] = [
  {
    id: "stage-settings",
    title: "The settings of a stage fit each other and the vendors' plans.",
    codes: [
      "stages.too-few-locations",
      "stages.repeated-location",
      "stages.compute-range",
      "stages.compute-beyond-plan",
      "stages.drill-pages-people",
      "stages.support-hours-empty",
      "stages.support-hours-repeated-day",
    ],
    requirements: ["P1", "P4", "O1", "O2", "D1"],
    check: ({ model }) =>
      Object.entries(model.stages).flatMap(([id, stage]) => {
        const path = ["stages", id];
        return [
          ...locations(path, stage),
          ...compute(model, path, stage),
          ...drillPages(path, stage),
          ...supportHours(path, stage),
        ];
      }),
  },
];
