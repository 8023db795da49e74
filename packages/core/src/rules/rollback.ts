import type { Problem } from "../errors.ts";
import { milliseconds } from "../domain/duration.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { ModelRule } from "./rule.ts";
import { problem, problemIf, repeatedAt } from "./tools.ts";

const stepsPath: KeyPath = ["release", "rollback", "steps"];
const required = ["freeze-writes", "keep-diagnostics", "return-traffic", "verify", "smoke", "enable-writes"] as const;
/** Pairs whose first must stand before the second (B3). */
const order = [
  ["freeze-writes", "return-traffic"],
  ["freeze-writes", "restore-data"],
  ["return-traffic", "verify"],
  ["restore-data", "verify"],
  ["revert-infrastructure", "verify"],
  ["flip-flags", "verify"],
  ["verify", "smoke"],
  ["smoke", "enable-writes"],
  ["restore-data", "enable-writes"],
] as const;
const sources = ["deployment", "slo", "auth-failures", "orchestration", "manual"] as const;

function stepProblems({ release }: Model): Problem[] {
  const acts: string[] = release.rollback.steps.map((step) => step.acts);
  const missing = required
    .filter((act) => !acts.includes(act))
    .map((act) =>
      problem("rollback.step-missing", stepsPath, act, `a step that acts "${act}"`, `Add a step with acts "${act}".`),
    );
  const repeated = repeatedAt(acts).map((index) =>
    problem(
      "rollback.step-repeated",
      [...stepsPath, index, "acts"],
      acts[index],
      "each act once",
      "Remove one of them.",
    ),
  );
  const wrong = order.flatMap(([first, second]) => {
    const place = acts.indexOf(second);
    return problemIf(place >= 0 && acts.indexOf(first) > place, () =>
      problem(
        "rollback.step-order",
        [...stepsPath, place, "acts"],
        second,
        `"${first}" before "${second}"`,
        `Move "${second}" behind "${first}".`,
      ),
    );
  });
  return [...missing, ...repeated, ...wrong];
}

function triggerProblems({ release }: Model): Problem[] {
  const found = Object.values(release.rollback.triggers).map(({ source }) => source);
  return sources
    .filter((source) => !found.includes(source))
    .map((source) =>
      problem(
        "rollback.trigger-missing",
        ["release", "rollback", "triggers"],
        source,
        `a trigger with the source "${source}"`,
        `Declare what makes a release go back for "${source}".`,
      ),
    );
}

function handOffProblems({ release }: Model): Problem[] {
  return Object.entries(release.handOffs).flatMap(([id, { from, to, notBefore, within }]) => [
    ...problemIf(from === to, () =>
      problem(
        "hand-offs.same-role",
        ["release", "handOffs", id, "to"],
        to,
        "another role than the one that hands over",
        "Name who takes it.",
      ),
    ),
    ...problemIf(milliseconds(within) <= milliseconds(notBefore), () =>
      problem(
        "hand-offs.no-time",
        ["release", "handOffs", id, "within"],
        within,
        `longer than notBefore, ${notBefore}`,
        "Lengthen the time, or let it begin earlier.",
      ),
    ),
  ]);
}

function drillProblems({ drills }: Model): Problem[] {
  return Object.entries(drills.catalogue).flatMap(([id, { rto }]) =>
    problemIf(milliseconds(rto) > milliseconds(drills.timeToLive), () =>
      problem(
        "drills.rto-beyond-life",
        ["drills", "catalogue", id, "rto"],
        rto,
        `at most the life of a drill stack, ${drills.timeToLive}`,
        "Shorten the target or let drill stacks live longer.",
      ),
    ),
  );
}

/** How a release is undone, handed on and rehearsed. */
export const rollbackRules: readonly ModelRule[] = [
  {
    id: "rollback",
    title:
      "A rollback freezes writes first, verifies and smoke-tests before writes return, and every trigger is declared.",
    codes: ["rollback.step-missing", "rollback.step-repeated", "rollback.step-order", "rollback.trigger-missing"],
    requirements: ["B2", "B3"],
    check: ({ model }) => [...stepProblems(model), ...triggerProblems(model)],
  },
  {
    id: "hand-offs",
    title: "A hand-off goes to another role and leaves time for it.",
    codes: ["hand-offs.same-role", "hand-offs.no-time"],
    requirements: ["R5"],
    check: ({ model }) => handOffProblems(model),
  },
  {
    id: "drills",
    title: "A drill can recover within the life of its stack.",
    codes: ["drills.rto-beyond-life"],
    requirements: ["D2"],
    check: ({ model }) => drillProblems(model),
  },
];
