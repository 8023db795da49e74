import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** One line of history: every commit is a state that was tested (P6). */
export const requireLinearHistory = defineRule({
  id: "github-branch-require-linear-history",
  title: "The main branch is linear, or fed by a merge queue",
  cause: "No guard of the main branch demands linear history, and none has a merge queue.",
  why: "Merge commits hide which change of a release broke it, and a revert takes more back than one asked for.",
  fix: 'Set services.<id>.repository.history to "linear" or "merge-queue".',
  requirements: ["P6"],
  severity: "medium",
  types: GUARD_TYPES,
  tags: ["branch"],
  link: RULES_PAGE,
  features: ["merge-queue"],
  scope: "in-stack",
  check: (resource, context) =>
    lacking(
      resource,
      context,
      ({ linear }) => linear,
      ({ repository }) => `"${repository}" takes merge commits`,
    ),
});
