import type { JudgeArgs, RuleInfo, Verdict } from "@launchgate/core";
import { judge } from "./kernel/judge.ts";
import { rules } from "./rules/index.ts";

/** Name of the pack, and of the policy of its own under which settings stand and advice is told. */
export const PACK_NAME = "release-rules";

/** Every rule as data. */
export const ruleInfos: readonly RuleInfo[] = rules.map(
  ({ id, title, cause, why, fix, requirements, severity, levels, types, tags, link, readsPlan, features }) => ({
    id,
    title,
    cause,
    why,
    fix,
    requirements,
    severity,
    levels,
    types,
    tags,
    link,
    readsPlan,
    features,
  }),
);

/** Judges a stack by every rule of the pack: what the command line calls for the offline plan and for state files. */
export function judgeStack(args: JudgeArgs): Verdict {
  return judge(rules, args);
}
