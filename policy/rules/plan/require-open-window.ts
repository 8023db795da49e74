import { releaseTypeIds } from "@launchgate/core";
import { productionOnly } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** A stage that nobody listed is closed: so it must be listed (L1). */
export const requireOpenWindow = definePlanRule({
  id: "plan-freeze-require-window",
  title: "The calendar opens production for each type of release",
  cause: "No window of kind allow names the stage for a release type.",
  why: "A calendar that is never open is walked around, and then guards nothing.",
  fix: "Add an allow window for the stage to release.freeze.windows.",
  requirements: ["L1"],
  severity: "medium",
  levels: productionOnly,
  tags: ["freeze"],
  check: ({ freeze, stageId }) => {
    const open = Object.values(freeze.windows).filter(
      ({ kind, stages }) => kind === "allow" && stages.some((stage) => stage === stageId),
    );
    return releaseTypeIds
      .filter((type) => !open.some(({ releaseTypes }) => releaseTypes === undefined || releaseTypes.includes(type)))
      .map((type) => `"${String(stageId)}" is never open for a release of type ${type}`);
  },
});
