import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Stage } from "../schema/stages.ts";
import type { ModelRule } from "./rule.ts";
import { problem, problemIf } from "./tools.ts";

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

/** The one stage that customers see. */
export const productionRules: readonly ModelRule[] = [
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
];
