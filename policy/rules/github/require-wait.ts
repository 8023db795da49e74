import { defineRule, productionGates, when } from "../../define-rule.ts";
import { ENVIRONMENT, ENVIRONMENTS_PAGE, isProduction } from "./production-environment.ts";

/** Time to say stop (P3). */
export const requireWait = defineRule({
  id: "github-environment-require-wait",
  title: "A deployment into production waits before it starts",
  cause: "The environment's wait timer is shorter than the pack's `minimumWaitMinutes`.",
  why: "A click on the wrong run cannot be taken back when it takes effect within the second.",
  fix: "Set stages.<stage>.approval.wait.",
  requirements: ["P3"],
  severity: "medium",
  levels: { ...productionGates, foreign: "advisory" },
  types: [ENVIRONMENT],
  tags: ["approval", "production"],
  link: ENVIRONMENTS_PAGE,
  features: ["environment-reviewers"],
  scope: "resource",
  check: (environment, context) => {
    if (!isProduction(environment, context)) return [];
    const wait = environment.number("waitTimer") ?? 0;
    const { minimumWaitMinutes } = context.settings;
    const name = environment.text("environment") ?? environment.name;
    return when(
      wait < minimumWaitMinutes,
      `"${name}" waits ${String(wait)} minutes, ${String(minimumWaitMinutes)} are needed`,
    );
  },
});
