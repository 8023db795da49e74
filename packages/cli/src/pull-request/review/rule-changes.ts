import { ruleLevels, severities } from "@launchgate/core";
import type { DocumentRule } from "../document/document.ts";
import type { RuleChange } from "./review.ts";

/** Rules that the head lacks, or that bind less there than in the base: each is named, whatever it would find now. (P7) */
export function ruleChanges(base: readonly DocumentRule[], head: readonly DocumentRule[]): readonly RuleChange[] {
  const there = new Map(head.map((rule) => [rule.id, rule]));
  return base.flatMap((rule): readonly RuleChange[] => {
    const fresh = there.get(rule.id);
    const weaker = fresh === undefined ? ["the change removes it"] : weakenings(rule, fresh);
    return weaker.length === 0 ? [] : [{ rule: rule.id, what: weaker.join("; ") }];
  });
}

function weakenings(base: DocumentRule, head: DocumentRule): readonly string[] {
  const levels = Object.entries(base.levels).flatMap(([setting, level]) => {
    const now = head.levels[setting] ?? "off";
    return strength(now) > strength(level) ? [`${setting}: ${level} becomes ${now}`] : [];
  });
  const types = base.types.filter((type) => !head.types.includes(type));
  const severity = severities.indexOf(head.severity) > severities.indexOf(base.severity);
  return [
    ...levels,
    ...(types.length > 0 ? [`no longer looks at ${types.join(", ")}`] : []),
    ...(severity ? [`severity ${base.severity} becomes ${head.severity}`] : []),
  ];
}

/** Place in the order of strictness; a level that nobody knows is the weakest. */
function strength(level: string): number {
  const index = (ruleLevels as readonly string[]).indexOf(level);
  return index === -1 ? ruleLevels.length : index;
}
