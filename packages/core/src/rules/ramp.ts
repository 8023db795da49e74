import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { RampStep } from "../schema/release.ts";
import type { ModelRule } from "./rule.ts";
import { problem, problemIf } from "./tools.ts";

const at = (index: number, key: string): KeyPath => ["release", "ramp", index, key];

function ends(ramp: readonly RampStep[]): Problem[] {
  const last = ramp.length - 1;
  return [
    ...problemIf(ramp[0]?.percent !== 0, () =>
      problem(
        "ramp.not-dark-first",
        at(0, "percent"),
        ramp[0]?.percent,
        "0 at the first step, the dark launch",
        "Put a step of 0 percent before the others.",
      ),
    ),
    ...problemIf(ramp[last]?.percent !== 100, () =>
      problem(
        "ramp.not-full-last",
        at(last, "percent"),
        ramp[last]?.percent,
        "100 at the last step",
        "End the ramp with a step of 100 percent.",
      ),
    ),
  ];
}

function shares(ramp: readonly RampStep[]): Problem[] {
  return ramp.flatMap(({ percent }, index) => {
    const before = ramp[index - 1]?.percent ?? -1;
    return [
      ...problemIf(percent <= before, () =>
        problem(
          "ramp.not-rising",
          at(index, "percent"),
          percent,
          `more than ${String(before)}, the step before`,
          "Order the steps by rising share, each share once.",
        ),
      ),
      ...problemIf(!Number.isInteger(percent), () =>
        problem(
          "ramp.fraction",
          at(index, "percent"),
          percent,
          "a whole number of percent: Vercel splits no finer",
          "Round the share.",
        ),
      ),
    ];
  });
}

function blindSteps(ramp: readonly RampStep[]): Problem[] {
  return ramp.flatMap((step, index) =>
    problemIf(step.percent > 0 && step.minimumRequests < 1, () =>
      problem(
        "ramp.no-evidence",
        at(index, "minimumRequests"),
        step.minimumRequests,
        "1 or more where visitors reach the new release",
        "Say how many requests a verdict needs: with none, missing data would pass.",
      ),
    ),
  );
}

/** How traffic moves. */
export const rampRules: readonly ModelRule[] = [
  {
    id: "ramp",
    title: "The ramp starts dark at 0, rises in whole percent and ends at 100.",
    codes: ["ramp.not-dark-first", "ramp.not-full-last", "ramp.not-rising", "ramp.fraction"],
    requirements: ["T1"],
    check: ({ model }) => [...ends(model.release.ramp), ...shares(model.release.ramp)],
  },
  {
    id: "ramp-evidence",
    title: "No step with visitors may pass without a request served.",
    codes: ["ramp.no-evidence"],
    requirements: ["T2"],
    check: ({ model }) => blindSteps(model.release.ramp),
  },
];
