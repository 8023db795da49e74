import { requirements, ruleLevels, type RuleInfo } from "@launchgate/core";
import { settingsSchema } from "../../policy/kernel/settings.ts";
import { ruleInfos } from "../../policy/pack.ts";
import { z } from "zod";
import { cell, markdownPage } from "./markdown.ts";

const areas: Readonly<Record<string, string>> = {
  github: "GitHub: who may change and release what",
  vercel: "Vercel: how traffic and deployments behave",
  neon: "Neon: data that come back",
  pagerduty: "PagerDuty: somebody answers",
  datadog: "Datadog: what is seen, and told",
  plan: "The plan: what the organisation decided",
  across: "Across vendors: that all of it fits together",
};

/** policy/RULES.md: every rule of the pack with what it is for. */
export async function rulesPage(): Promise<string> {
  const sections = Object.entries(areas).flatMap(([area, title]) => {
    const rules = ruleInfos.filter(({ id }) => id.startsWith(`${area}-`));
    return rules.length === 0 ? [] : [`## ${title}\n`, ...rules.map(ruleText)];
  });
  const body = `# Release rules

${String(ruleInfos.length)} rules say what is never allowed around a release. Each is one file in \`rules/\`: data and one pure function. The same verdict comes from the real
engine (\`launchgate preview\`, \`launchgate up\`, \`pulumi preview --policy-pack\`), from the offline plan (\`launchgate policy check\`) and from a state file (\`launchgate policy check --state FILE\`).

- A value that is **not known yet** is never a pass: it "cannot be judged yet", by name, and is judged before it is written.
- A rule that cannot read what it looks at is a **violation**, and so is a stack without its release plan.
- A **waiver** excuses one rule for one resource, with owner, reason, link and an end within 90 days (\`release.waivers\`). After its last day the violation is back.
- Where a **vendor plan** lacks a feature and a gate stands in for it, a breach is told as advice, with the gate beside it.

A level is *mandatory* (stops), *advisory* (is told) or *off*; *foreign* is a program without a release plan.

| area | rules |
| --- | --- |
${Object.entries(areas)
  .map(([area, title]) => `| ${title} | ${String(ruleInfos.filter(({ id }) => id.startsWith(`${area}-`)).length)} |`)
  .join("\n")}

${sections.join("\n")}
## Settings

Under \`release-rules\` in a file for \`--policy-pack-config\`:

| setting | default | meaning |
| --- | --- | --- |
${settingRows().join("\n")}
`;
  return markdownPage("policy/rules", body);
}

function ruleText(rule: RuleInfo): string {
  const served = rule.requirements.map((id) => `${id} (${requirements[id]})`).join("; ");
  const gaps = rule.features.length === 0 ? "" : `\n- **Needs** ${rule.features.join(", ")} of the vendor plan`;
  return `### ${rule.title}

\`${rule.id}\` · ${rule.severity} · ${levelsText(rule)}${rule.readsPlan ? " · compared with the plan" : ""}

${rule.why}

- **Breach:** ${rule.cause}
- **Fix:** ${rule.fix}
- **Serves** ${served}${gaps}
- [Background](${rule.link})
`;
}

function levelsText({ levels }: RuleInfo): string {
  const parts = ruleLevels.flatMap((level) => {
    const settings = Object.entries(levels).flatMap(([setting, each]) => (each === level ? [setting] : []));
    if (settings.length === Object.keys(levels).length) return [`${level} everywhere`];
    return settings.length === 0 ? [] : [`${level}: ${settings.join(", ")}`];
  });
  return parts.join(" · ");
}

function settingRows(): string[] {
  const { properties } = z.toJSONSchema(settingsSchema, { io: "input" });
  return Object.entries(properties ?? {}).map(([name, schema]) => {
    const { default: value, description } = schema as { default?: unknown; description?: string };
    return `| \`${name}\` | \`${JSON.stringify(value)}\` | ${cell(description ?? "")} |`;
  });
}
