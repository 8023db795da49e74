import { releaseTypeIds } from "@launchgate/core";
import { definePlanRule } from "./define-plan-rule.ts";

/** The checklist is data, and complete (R4). */
export const requireChecklist = definePlanRule({
  id: "plan-checklist-require-items",
  title: "Each type of release has checklist items before, on the day and after, and all of them exist",
  cause: "A release type names an item that is not declared, or has none in a phase.",
  why: "What is not on the list is forgotten by the third release.",
  fix: "Complete release.checklist and release.types.<type>.checklist.",
  requirements: ["R2", "R4"],
  severity: "medium",
  tags: ["checklist"],
  check: ({ types, checklist }) =>
    releaseTypeIds.flatMap((type) => {
      const items = types[type].checklist;
      const phases = new Set(items.map((item) => checklist[item]?.phase));
      return [
        ...items
          .filter((item) => checklist[item] === undefined)
          .map((item) => `a ${type} release names the unknown item "${item}"`),
        ...(["before", "on-the-day", "after"] as const)
          .filter((phase) => !phases.has(phase))
          .map((phase) => `a ${type} release has no item for the phase "${phase}"`),
      ];
    }),
});
