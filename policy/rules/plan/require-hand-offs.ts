import { hours } from "@launchgate/core";
import { definePlanRule } from "./define-plan-rule.ts";

const pairs = [
  ["qa-lead", "devops-engineer"],
  ["devops-engineer", "project-manager"],
  ["project-manager", "customer-success-manager"],
  ["customer-success-manager", "product-manager"],
] as const;

/** Work is handed over, in time (R5). */
export const requireHandOffs = definePlanRule({
  id: "plan-handoff-require-chain",
  title: "QA, DevOps, project manager, customer success and product hand over to each other",
  cause: "A hand-off of the chain is missing from release.handOffs, or may take longer than 48 hours.",
  why: "Customers hear of the release from the outage, because nobody told those who would have told them.",
  fix: "Declare the hand-off with what is handed over and until when.",
  requirements: ["R5"],
  severity: "medium",
  tags: ["hand-off"],
  check: ({ handOffs }) =>
    pairs.flatMap(([from, to]) => {
      const found = Object.values(handOffs).find((each) => each.from === from && each.to === to);
      if (found === undefined) return [`"${from}" hands nothing over to "${to}"`];
      return hours(found.within) <= 48 ? [] : [`"${from}" may take ${found.within} to hand over to "${to}"`];
    }),
});
