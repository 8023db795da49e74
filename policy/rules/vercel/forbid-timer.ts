import { defineRule, when } from "../../define-rule.ts";

/** Only a decision moves traffic (T2, house decision 4). */
export const forbidTimer = defineRule({
  id: "vercel-rolling-forbid-timer",
  title: "A rolling release advances by approval, never by timer",
  cause: "advancementType is not manual-approval.",
  why: "The timer runs out while the error rate climbs, and gives the broken version to everybody.",
  fix: "Leave the rolling release to components/vercel/rollout-ramp.ts.",
  requirements: ["T2", "T4"],
  severity: "critical",
  levels: { foreign: "advisory" },
  types: ["vercel:index/projectRollingRelease:ProjectRollingRelease"],
  tags: ["traffic"],
  link: "https://vercel.com/docs/rolling-releases",
  scope: "resource",
  check: (release) => {
    const advancement = release.text("advancementType") ?? "unset";
    return when(advancement !== "manual-approval", `the rolling release advances by itself: ${advancement}`);
  },
});
