import { definePlanRule } from "./define-plan-rule.ts";

/** Traffic begins at nobody and ends at everybody (T1). */
export const requireDarkStart = definePlanRule({
  id: "plan-ramp-require-dark-start",
  title: "The ramp starts at 0 percent, rises at each step and ends at 100",
  cause: "The first step has visitors, a step does not rise, or the last is below 100 percent.",
  why: "Without the dark step the first visitors are the test; a ramp that never ends leaves two versions running for good.",
  fix: "Order release.ramp from 0 to 100.",
  requirements: ["T1"],
  severity: "high",
  tags: ["traffic"],
  check: ({ ramp }) => {
    const percents = ramp.map(({ percent }) => percent);
    const falls = percents.findIndex((percent, index) => index > 0 && percent <= (percents[index - 1] ?? 0));
    return [
      ...(percents[0] === 0 ? [] : [`the ramp starts at ${String(percents[0])} percent`]),
      ...(falls < 0 ? [] : [`step ${String(falls + 1)} of the ramp does not rise: ${String(percents[falls])} percent`]),
      ...(percents.at(-1) === 100 ? [] : [`the ramp ends at ${String(percents.at(-1))} percent`]),
    ];
  },
});
