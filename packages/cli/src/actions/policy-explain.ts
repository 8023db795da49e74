import { exitCodes, LaunchgateError, requirements, suggestion, type RuleInfo } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { styled, type Host } from "../host.ts";
import { readOptions } from "../options.ts";
import { requirePolicy } from "../policy/policy-module.ts";
import { openProject } from "../project.ts";

const explainOptions = z.object({ rule: z.string().min(1) });

/** `launchgate policy explain RULE`: what a rule is for (P7). */
export const policyExplain: Action = async (given, host) => {
  const { rule: id } = readOptions(explainOptions, given);
  const { root } = await openProject(host.cwd);
  const { ruleInfos } = await requirePolicy(root);
  const rule = ruleInfos.find((each) => each.id === id);
  if (rule === undefined) throw unknownRule(id, ruleInfos);
  return { exitCode: exitCodes.done, data: rule, text: explanation(rule, host) };
};

function unknownRule(id: string, rules: readonly RuleInfo[]): LaunchgateError {
  return new LaunchgateError({
    code: "policy.unknown-rule",
    message: `There is no rule "${id}".`,
    fix: suggestion(
      id,
      rules.map((each) => each.id),
    ),
  });
}

function explanation(rule: RuleInfo, host: Host): string {
  const levels = Object.entries(rule.levels).map(([setting, level]) => `${setting} ${level}`);
  const lines: readonly (readonly [string, string])[] = [
    ["Breach", rule.cause],
    ["Why", rule.why],
    ["Fix", rule.fix],
    ["Severity", rule.severity],
    ["Levels", levels.join(", ")],
    ["Serves", rule.requirements.map((each) => `${each} ${requirements[each]}`).join("; ")],
    ["Looks at", rule.types.join(", ")],
    ["Plan", rule.readsPlan ? "compared with the release plan" : "not needed"],
    ...(rule.features.length > 0 ? [["Needs", rule.features.join(", ")] as const] : []),
    ["Tags", rule.tags.join(", ")],
    ["See", rule.link],
  ];
  return [
    styled(host, "bold", rule.id),
    rule.title,
    "",
    ...lines.map(([head, text]) => `${head.padEnd(9)} ${text}`),
  ].join("\n");
}
