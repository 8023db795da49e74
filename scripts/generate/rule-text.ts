import type { PolicySetting, RuleInfo } from "@launchgate/core";

/** Mark of a severity. */
export const severityMarks: Readonly<Record<RuleInfo["severity"], string>> = {
  critical: "🔴",
  high: "🟠",
  medium: "🟡",
  low: "⚪",
};
/** Mark of a level in a table. */
export const levelMarks: Readonly<Record<RuleInfo["levels"][PolicySetting], string>> = {
  mandatory: "●",
  advisory: "○",
  off: "",
};
const settingTitles: Readonly<Record<PolicySetting, string>> = {
  production: "production",
  staging: "staging",
  development: "development",
  drill: "drills",
  shared: "what stages share",
  foreign: "programs of others",
};

/** Settings in the order in which they are shown. */
export const settingIds = Object.keys(settingTitles) as readonly PolicySetting[];

/** Level of a rule in a setting; a rule that reads a plan is off in programs that have none. */
export function levelIn({ levels, readsPlan }: RuleInfo, setting: PolicySetting): RuleInfo["levels"][PolicySetting] {
  return setting === "foreign" && readsPlan ? "off" : levels[setting];
}

/** What a reader wants to know of one rule. */
export function ruleText(rule: RuleInfo): string {
  const { id, title, severity, cause, why, fix, link, features, readsPlan } = rule;
  const beside = [
    `Serves ${rule.requirements.join(", ")}`,
    ...(features.length === 0 ? [] : [`needs ${features.join(", ")} of the vendor plan`]),
    ...(readsPlan ? ["compared with the plan"] : []),
    `[background](${link})`,
  ];
  return `### <a id="${id}"></a>${severityMarks[severity]} ${title}

\`${id}\` · ${severity} · ${levelsText(rule)}

${prose(why)}

- **Breach:** ${prose(cause)}
- **Fix:** ${prose(fix)}

<sub>${beside.join(" · ")}</sub>
`;
}

/** Paths of the model such as `stages.<stage>.approval` as code: in plain text the part in angle brackets would be taken for HTML. */
function prose(text: string): string {
  const parts = text.split("`");
  return parts
    .map((part, place) =>
      place % 2 === 1 ? part : part.replaceAll(/[\w.-]*(?:<[\w-]+>(?:\.\w+)*)+/g, (code) => `\`${code}\``),
    )
    .join("`");
}

function levelsText(rule: RuleInfo): string {
  const where = (level: RuleInfo["levels"][PolicySetting]): string => {
    const settings = settingIds.filter((setting) => levelIn(rule, setting) === level);
    if (settings.length === settingIds.length) return "everywhere";
    return settings.map((setting) => settingTitles[setting]).join(", ");
  };
  const [stops, tells] = [where("mandatory"), where("advisory")];
  const parts = [...(stops === "" ? [] : [`stops: ${stops}`]), ...(tells === "" ? [] : [`told: ${tells}`])];
  return parts.join("; ");
}
