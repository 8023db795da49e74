import { definePlanRule } from "./define-plan-rule.ts";

const needed = ["freeze-writes", "keep-diagnostics", "return-traffic", "verify", "smoke", "enable-writes"] as const;
/** Pairs of which the first comes first. */
const order = [
  ["freeze-writes", "return-traffic"],
  ["freeze-writes", "restore-data"],
  ["return-traffic", "verify"],
  ["restore-data", "verify"],
  ["verify", "smoke"],
  ["smoke", "enable-writes"],
] as const;

/** The way back is written down, in an order that loses nothing (B3, B5). */
export const requireRollbackSteps = definePlanRule({
  id: "plan-rollback-require-steps",
  title: "The rollback freezes writes first, and opens them last",
  cause: "A step that every rollback needs is missing, or stands in an order that loses data.",
  why: "Writes that arrive while data are restored are gone, and customers were told that they were saved.",
  fix: "Complete and order release.rollback.steps.",
  requirements: ["B1", "B3", "B5"],
  severity: "critical",
  tags: ["rollback"],
  check: ({ rollback }) => {
    const acts: readonly string[] = rollback.steps.map((step) => step.acts);
    const wrong = order.filter(([first, second]) => {
      const [a, b] = [acts.indexOf(first), acts.indexOf(second)];
      return a >= 0 && b >= 0 && a > b;
    });
    return [
      ...needed.filter((act) => !acts.includes(act)).map((act) => `the rollback has no step "${act}"`),
      ...wrong.map(([first, second]) => `the rollback does "${second}" before "${first}"`),
    ];
  },
});
