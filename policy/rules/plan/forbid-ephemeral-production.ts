import { productionOnly, when } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** Production is not a throw-away stack (B7, P1). */
export const forbidEphemeralProduction = definePlanRule({
  id: "plan-stack-forbid-ephemeral",
  title: "A production stack is not destroyed by command, and its database is protected",
  cause: "The stack is marked ephemeral, or the stage's database is not protected.",
  why: "The cleanup of drills sweeps production away, with everything that it has stored.",
  fix: "Remove ephemeral from the stack; set stages.<stage>.database.protected.",
  requirements: ["B7", "P1"],
  severity: "critical",
  levels: productionOnly,
  tags: ["deletion"],
  check: ({ ephemeral, stage }) => [
    ...when(ephemeral, "the production stack is ephemeral"),
    ...when(stage?.database.protected !== true, "the production database is not protected"),
  ],
});
