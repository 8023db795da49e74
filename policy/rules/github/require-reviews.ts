import { defineRule } from "../../define-rule.ts";
import { GUARD_TYPES, lacking, RULES_PAGE } from "./guards.ts";

/** Nobody merges alone (P6). */
export const requireReviews = defineRule({
  id: "github-branch-require-reviews",
  title: "A pull request needs approving reviews before it is merged",
  cause: "No guard of the main branch demands as many approving reviews as the pack's `minimumReviews`.",
  why: "The approval of a release is worth nothing when what is released was never read by a second person.",
  fix: "Set requiredApprovingReviewCount in the ruleset; components/github/branch-rules.ts does for every guarded repository.",
  requirements: ["P6"],
  severity: "critical",
  types: GUARD_TYPES,
  tags: ["branch", "review"],
  link: RULES_PAGE,
  scope: "in-stack",
  check: (resource, context) => {
    const { minimumReviews } = context.settings;
    return lacking(
      resource,
      context,
      ({ reviews }) => reviews >= minimumReviews,
      ({ repository, reviews }) =>
        `"${repository}" asks for ${String(reviews)} reviews, ${String(minimumReviews)} are needed`,
    );
  },
});
