import { when } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** Staging rehearses what production does (P1, B6). */
export const requireRehearsal = definePlanRule({
  id: "plan-stage-require-rehearsal",
  title: "There is one production stage, and a staging stage to rehearse in",
  cause: "No stage of the model is of kind staging, or there is not exactly one of kind production.",
  why: "The first run of a rollback takes place in the incident.",
  fix: "Declare a stage of kind staging in stages/.",
  requirements: ["P1", "B6"],
  severity: "high",
  tags: ["stages"],
  check: ({ stageKinds }) => {
    const kinds = Object.values(stageKinds);
    const production = kinds.filter((kind) => kind === "production").length;
    return [
      ...when(!kinds.includes("staging"), "no stage is of kind staging"),
      ...when(production !== 1, `${String(production)} stages are of kind production`),
    ];
  },
});
