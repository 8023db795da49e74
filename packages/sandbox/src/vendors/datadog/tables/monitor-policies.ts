import type { Call } from "../../../http/message.ts";
import type { FieldProblem } from "../../../http/refusal.ts";
import { collection } from "../../../resource-table/resource.ts";
import { problem } from "../wire.ts";
import { monitorConfigPolicy, type MonitorConfigPolicyData } from "./monitor-config-policy.ts";

/** Where a monitor's tags break a tag policy. The wording is [unverified]; that it refuses: facts/providers.md 6. */
export function policyProblems({ tags }: { readonly tags: readonly string[] }, { world }: Call): FieldProblem[] {
  const policies = world.store.all<MonitorConfigPolicyData>(collection(monitorConfigPolicy));
  return policies
    .filter(({ data }) => data.policy_type === "tag")
    .flatMap(({ data }) => broken(data.policy as unknown as TagPolicy, tags));
}

interface TagPolicy {
  readonly tag_key: string;
  readonly tag_key_required: boolean;
  readonly valid_tag_values: readonly string[];
}

function broken(policy: TagPolicy, tags: readonly string[]): FieldProblem[] {
  const { tag_key: key, tag_key_required: required, valid_tag_values: valid } = policy;
  const values = tags.filter((tag) => tag.startsWith(`${key}:`)).map((tag) => tag.slice(key.length + 1));
  if (required && values.length === 0) return [problem("tags", `Tag policy: the tag key ${key} is required`)];
  return values
    .filter((value) => valid.length > 0 && !valid.includes(value))
    .map((value) => problem("tags", `Tag policy: ${value} is not a valid value of the tag key ${key}`, value));
}
