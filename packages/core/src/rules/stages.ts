import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Stage } from "../schema/stages.ts";
import { planLimits } from "../vendors/features.ts";
import type { ModelRule } from "./rule.ts";
import { problem, problemIf, repeatedAt } from "./tools.ts";

function productionCount({ stages }: Model): Problem[] {
  const found = Object.keys(stages).filter((id) => stages[id]?.kind === "production");
  return problemIf(found.length !== 1, () =>
    problem(
      "stages.one-production",
      ["stages"],
      found.join(", "),
      "exactly one stage of kind production: its addresses carry no stage name",
      found.length === 0 ? "Give one stage the kind production." : "Give the others another kind.",
    ),
  );
}

function production(path: KeyPath, stage: Stage): Problem[] {
  if (stage.kind !== "production") return [];
  const must = (code: string, keys: readonly string[], value: unknown, expected: string, fix: string): Problem =>
    problem(code, [...path, ...keys], value, expected, fix);
  return [
    ...problemIf(stage.traffic !== "gated", () =>
      must(
        "stages.production-ungated",
        ["traffic"],
        stage.traffic,
        '"gated" in production',
        "Let traffic move by the ramp.",
      ),
    ),
    ...problemIf(stage.paging !== "people", () =>
      must("stages.production-unpaged", ["paging"], stage.paging, '"people" in production', "Page the people on call."),
    ),
    ...problemIf(!stage.database.protected, () =>
      must(
        "stages.production-unprotected",
        ["database", "protected"],
        false,
        "true in production",
        "Protect the root branch: nothing else keeps it from being deleted or reset by accident.",
      ),
    ),
    ...problemIf(stage.thresholdFactor !== 1, () =>
      must(
        "stages.production-lax",
        ["thresholdFactor"],
        stage.thresholdFactor,
        "1 in production",
        "Remove the key, and write the wanted thresholds into the services.",
      ),
    ),
  ];
}

function locations(path: KeyPath, stage: Stage): Problem[] {
  const watched = stage.kind === "production" || stage.paging === "people";
  return [
    ...problemIf(watched && new Set(stage.syntheticLocations).size < 2, () =>
      problem(
        "stages.too-few-locations",
        [...path, "syntheticLocations"],
        stage.syntheticLocations.join(", "),
        "two different locations or more where people are paged",
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
    id: "production",
    title: "One stage is production; it is gated, paged, protected and judged by the services' own thresholds.",
    codes: [
      "stages.one-production",
      "stages.production-ungated",
      "stages.production-unpaged",
      "stages.production-unprotected",
      "stages.production-lax",
    ],
    requirements: ["P1", "T1", "O1", "B7"],
    check: ({ model }) => [
      ...productionCount(model),
      ...Object.entries(model.stages).flatMap(([id, stage]) => production(["stages", id], stage)),
    ],
  },
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
