import { when } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** Production wakes people, and drills do not (O1, D1). */
export const limitPaging = definePlanRule({
  id: "plan-paging-match-stage",
  title: "Production pages people; drills page drill people only",
  cause: "stages.<stage>.paging is not `people` in production, or is `people` in a drill.",
  why: "An exercise that wakes the people on call costs them the night, and the next real page their attention.",
  fix: "Set stages.<stage>.paging.",
  requirements: ["O1", "D1"],
  severity: "high",
  tags: ["paging"],
  check: ({ stage }) => {
    if (stage === null) return [];
    const { kind, paging } = stage;
    return [
      ...when(kind === "production" && paging !== "people", `production pages: ${paging}`),
      ...when(kind === "drill" && paging === "people", "a drill pages the people on call"),
    ];
  },
});
