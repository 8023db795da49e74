import { defineRule, when } from "../../define-rule.ts";

/** A ramp rises and ends (T1). */
export const limitRamp = defineRule({
  id: "vercel-rolling-limit-stages",
  title: "The stages of a rolling release rise, and only the last is 100 percent",
  cause: "A stage is not above the one before, the last is not 100 percent, or there is one only.",
  why: "The provider refuses it half-way through the update, or traffic stays split between two versions for good.",
  fix: "Order release.ramp from 0 to 100 with a step between.",
  requirements: ["T1"],
  severity: "high",
  types: ["vercel:index/projectRollingRelease:ProjectRollingRelease"],
  tags: ["traffic"],
  link: "https://vercel.com/docs/rolling-releases",
  scope: "resource",
  check: (release) => {
    const steps = release.items("stages").map((stage) => stage.number("targetPercentage") ?? 0);
    const rises = steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0));
    return when(
      steps.length < 2 || !rises || steps.at(-1) !== 100,
      `the rolling release takes the steps ${steps.join(", ") || "none"}`,
    );
  },
});
