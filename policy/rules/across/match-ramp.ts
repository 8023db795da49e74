import { productionAndStaging } from "../../define-rule.ts";
import { defineServiceRule } from "./define-service-rule.ts";

/** Vercel moves traffic as it was decided (T1). */
export const matchRamp = defineServiceRule({
  id: "across-service-match-ramp",
  title: "The rolling release of a gated service takes the steps of the plan, by approval only",
  cause: "A gated service has no rolling release, other steps than release.ramp, or one that advances by itself.",
  why: "A ramp that advances by timer passes a failed gate; one with other steps makes the evidence worthless.",
  fix: "Leave the rolling release to components/vercel/rollout-ramp.ts.",
  requirements: ["T1", "T2"],
  severity: "critical",
  levels: productionAndStaging,
  tags: ["traffic"],
  link: "https://vercel.com/docs/rolling-releases",
  features: ["rolling-releases"],
  vendor: "vercel",
  needs: ["vercel:index/projectRollingRelease:ProjectRollingRelease"],
  lacks: ({ id }, found, { plan }) => {
    if (plan.stage?.traffic !== "gated") return [];
    // The dark step at 0 percent is a deployment without traffic: Vercel has no stage for it.
    const planned = plan.ramp.map(({ percent }) => percent).filter((percent) => percent > 0);
    if (found.length === 0) return [`service "${id}" has no rolling release`];
    return found.flatMap((each) => {
      const steps = each.items("stages").map((stage) => stage.number("targetPercentage") ?? "none");
      const advancement = each.text("advancementType") ?? "unset";
      return [
        ...(steps.join() === planned.join()
          ? []
          : [`service "${id}" takes the steps ${steps.join(", ")}, the plan says ${planned.join(", ")}`]),
        ...(advancement === "manual-approval" ? [] : [`traffic of service "${id}" advances by itself: ${advancement}`]),
      ];
    });
  },
});
