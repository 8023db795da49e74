import { z } from "zod";

const flag = z.boolean();
const count = (least: number, most: number) => z.number().int().min(least).max(most);
const bare = <const T extends string>(type: T) => z.object({ type: z.literal(type) });
const rule = <const T extends string, S extends z.core.$ZodLooseShape>(type: T, parameters: S) =>
  z.object({ type: z.literal(type), parameters: z.object(parameters) });
const pattern = {
  name: z.string().optional(),
  negate: flag.optional(),
  operator: z.enum(["starts_with", "ends_with", "contains", "regex"]),
  pattern: z.string(),
};
const codeAlerts = z.enum(["none", "errors", "errors_and_warnings", "all"]);
const securityAlerts = z.enum(["none", "critical", "high_or_higher", "medium_or_higher", "all"]);

/** The rules of a ruleset by type. Source: github.json, schema `repository-rule`. */
export const rulesetRule = z.discriminatedUnion("type", [
  bare("creation"),
  bare("deletion"),
  bare("required_linear_history"),
  bare("required_signatures"),
  bare("non_fast_forward"),
  z.object({
    type: z.literal("update"),
    parameters: z.object({ update_allows_fetch_and_merge: flag }).optional(),
  }),
  rule("merge_queue", {
    check_response_timeout_minutes: count(1, 360),
    grouping_strategy: z.enum(["ALLGREEN", "HEADGREEN"]),
    max_entries_to_build: count(0, 100),
    max_entries_to_merge: count(0, 100),
    merge_method: z.enum(["MERGE", "SQUASH", "REBASE"]),
    min_entries_to_merge: count(0, 100),
    min_entries_to_merge_wait_minutes: count(0, 360),
  }),
  rule("required_deployments", { required_deployment_environments: z.array(z.string()) }),
  rule("pull_request", {
    allowed_merge_methods: z
      .array(z.enum(["merge", "squash", "rebase"]))
      .min(1)
      .optional(),
    dismiss_stale_reviews_on_push: flag,
    require_code_owner_review: flag,
    require_last_push_approval: flag,
    required_approving_review_count: count(0, 10),
    required_review_thread_resolution: flag,
    required_reviewers: z.array(z.looseObject({})).optional(),
  }),
  rule("required_status_checks", {
    do_not_enforce_on_create: flag.optional(),
    required_status_checks: z.array(
      z.object({ context: z.string().min(1), integration_id: z.number().int().nullable().optional() }),
    ),
    strict_required_status_checks_policy: flag,
  }),
  rule("code_scanning", {
    code_scanning_tools: z.array(
      z.object({
        alerts_threshold: codeAlerts,
        security_alerts_threshold: securityAlerts,
        tool: z.string(),
      }),
    ),
  }),
  rule("workflows", {
    do_not_enforce_on_create: flag.optional(),
    workflows: z.array(
      z.object({
        path: z.string(),
        ref: z.string().optional(),
        repository_id: z.number().int(),
        sha: z.string().optional(),
      }),
    ),
  }),
  rule("copilot_code_review", { review_draft_pull_requests: flag.optional(), review_on_push: flag.optional() }),
  rule("commit_message_pattern", pattern),
  rule("commit_author_email_pattern", pattern),
  rule("committer_email_pattern", pattern),
  rule("branch_name_pattern", pattern),
  rule("tag_name_pattern", pattern),
  rule("file_path_restriction", { restricted_file_paths: z.array(z.string()) }),
  rule("max_file_path_length", { max_file_path_length: count(1, 32_767) }),
  rule("file_extension_restriction", { restricted_file_extensions: z.array(z.string()) }),
  rule("max_file_size", { max_file_size: count(1, 100) }),
]);

/** One rule of a ruleset. */
export type RulesetRule = z.infer<typeof rulesetRule>;

/** A rule with the parameters that GitHub fills in. Source: github.json, descriptions of the parameters [unverified for `null`]. */
export function filledRule(each: RulesetRule): RulesetRule {
  switch (each.type) {
    case "pull_request": {
      const filled = {
        allowed_merge_methods: ["merge" as const, "squash" as const, "rebase" as const],
        required_reviewers: [],
      };
      return { ...each, parameters: { ...filled, ...each.parameters } };
    }
    case "required_status_checks":
      return { ...each, parameters: { do_not_enforce_on_create: false, ...each.parameters } };
    default:
      return each;
  }
}
