import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { SmokeStep } from "../schema/services.ts";
import type { ModelRule } from "./rule.ts";
import { enumerate, problem, problemIf } from "./tools.ts";

const usable = ["path", "body", "expectBody"] as const;

function usedBefore(path: KeyPath, step: SmokeStep, known: ReadonlySet<string>): Problem[] {
  return usable.flatMap((key) => {
    const names = [...(step[key] ?? "").matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1] ?? "");
    const unknown = [...new Set(names)].filter((name) => !known.has(name));
    return problemIf(unknown.length > 0, () =>
      problem(
        "smoke.unknown-variable",
        [...path, key],
        unknown.map((name) => `{{ ${name} }}`).join(", "),
        known.size > 0 ? `a value of an earlier step: ${enumerate([...known])}` : "no value: no earlier step takes one",
        "Take the value in an earlier step with `extract`, or correct the name.",
      ),
    );
  });
}

function ofSuite(serviceId: string, steps: readonly SmokeStep[]): Problem[] {
  const known = new Set<string>();
  return steps.flatMap((step, index) => {
    const path: KeyPath = ["services", serviceId, "smoke", "steps", index];
    const problems = usedBefore(path, step, known);
    const taken = step.extract?.name;
    const again = problemIf(taken !== undefined && known.has(taken), () =>
      problem(
        "smoke.repeated-variable",
        [...path, "extract", "name"],
        taken,
        "a name that no earlier step takes",
        "Choose another name: the suite cannot tell the two apart.",
      ),
    );
    if (taken !== undefined) known.add(taken);
    return [...problems, ...again];
  });
}

/** Smoke suites can run as written. */
export const smokeRules: readonly ModelRule[] = [
  {
    id: "smoke-variables",
    title: "A smoke step uses only values that an earlier step has taken.",
    codes: ["smoke.unknown-variable", "smoke.repeated-variable"],
    requirements: ["P4"],
    check: ({ model }) => Object.entries(model.services).flatMap(([id, { smoke }]) => ofSuite(id, smoke.steps)),
  },
];
