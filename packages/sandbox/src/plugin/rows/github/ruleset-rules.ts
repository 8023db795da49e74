import type { FieldSpec, Properties, ValueType } from "@launchgate/provider-kit";
import { fromWire, toWire } from "../../wire-form.ts";

/** Rules that are there or not. */
const flags = {
  creation: "creation",
  deletion: "deletion",
  nonFastForward: "non_fast_forward",
  requiredLinearHistory: "required_linear_history",
  requiredSignatures: "required_signatures",
} as const;

/** Rules with parameters: type at GitHub, and names of parameters that differ from the provider's. */
const withParameters: Readonly<Record<string, { type: string; renamed?: Readonly<Record<string, string>> }>> = {
  branchNamePattern: { type: "branch_name_pattern" },
  commitAuthorEmailPattern: { type: "commit_author_email_pattern" },
  commitMessagePattern: { type: "commit_message_pattern" },
  committerEmailPattern: { type: "committer_email_pattern" },
  copilotCodeReview: { type: "copilot_code_review" },
  fileExtensionRestriction: { type: "file_extension_restriction" },
  filePathRestriction: { type: "file_path_restriction" },
  maxFilePathLength: { type: "max_file_path_length" },
  maxFileSize: { type: "max_file_size" },
  mergeQueue: { type: "merge_queue" },
  pullRequest: { type: "pull_request" },
  requiredCodeScanning: {
    type: "code_scanning",
    renamed: { required_code_scanning_tools: "code_scanning_tools" },
  },
  requiredDeployments: { type: "required_deployments" },
  requiredStatusChecks: { type: "required_status_checks", renamed: { required_checks: "required_status_checks" } },
  tagNamePattern: { type: "tag_name_pattern" },
};

interface WireRule {
  readonly type: string;
  readonly parameters?: Properties;
}

/** Parameters that GitHub wants and the provider fills in. */
const filled: Readonly<Record<string, Properties>> = {
  merge_queue: {
    check_response_timeout_minutes: 60,
    grouping_strategy: "ALLGREEN",
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
    merge_method: "MERGE",
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 5,
  },
  pull_request: {
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_approving_review_count: 0,
    required_review_thread_resolution: false,
  },
  required_status_checks: { strict_required_status_checks_policy: false },
};

function parametersType(type: ValueType, key: string): ValueType {
  const fields: Readonly<Record<string, FieldSpec>> = type.kind === "object" ? type.fields : {};
  return fields[key]?.type ?? { kind: "any" };
}

/** The rules as GitHub's list. */
export function rulesToWire(type: ValueType, value: unknown): readonly WireRule[] {
  const rules = value as Properties;
  const bare = Object.entries(flags).flatMap(([key, name]) => (rules[key] === true ? [{ type: name }] : []));
  const update = rules["update"] === true ? [updateRule(rules)] : [];
  const rich = Object.entries(withParameters).flatMap(([key, { type: name, renamed = {} }]) => {
    if (rules[key] === undefined) return [];
    const parameters = toWire(parametersType(type, key), rules[key], "snake") as Properties;
    const entries = Object.entries(parameters).map(([each, given]) => [renamed[each] ?? each, given]);
    return [{ type: name, parameters: { ...filled[name], ...(Object.fromEntries(entries) as Properties) } }];
  });
  return [...bare, ...update, ...rich];
}

function updateRule(rules: Properties): WireRule {
  return {
    type: "update",
    parameters: { update_allows_fetch_and_merge: rules["updateAllowsFetchAndMerge"] === true },
  };
}

/** GitHub's list as the provider's block. A flag that is not there is false. */
export function rulesFromWire(type: ValueType, value: unknown): Properties {
  const list = (value ?? []) as readonly WireRule[];
  const has = (name: string): WireRule | undefined => list.find((each) => each.type === name);
  const bare = Object.entries(flags).map(([key, name]) => [key, has(name) !== undefined] as const);
  const update = has("update");
  const rich = Object.entries(withParameters).flatMap(([key, { type: name, renamed = {} }]) => {
    const rule = has(name);
    if (rule === undefined) return [];
    const back = Object.fromEntries(Object.entries(renamed).map(([own, theirs]) => [theirs, own]));
    const entries = Object.entries(rule.parameters ?? {}).map(([each, given]) => [back[each] ?? each, given]);
    return [[key, fromWire(parametersType(type, key), Object.fromEntries(entries), "snake")] as const];
  });
  return {
    ...Object.fromEntries(bare),
    update: update !== undefined,
    updateAllowsFetchAndMerge: update?.parameters?.["update_allows_fetch_and_merge"] === true,
    ...Object.fromEntries(rich),
  };
}

/** Names of the rules that are there or not: false and absent are the same. */
export const ruleFlags: readonly string[] = [...Object.keys(flags), "update", "updateAllowsFetchAndMerge"];

/** Names of the rules with parameters. */
export const richRules: readonly string[] = Object.keys(withParameters);
