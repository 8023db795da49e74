import { requirements, type RuleInfo } from "@launchgate/core";
import { settingsSchema } from "../../policy/kernel/settings.ts";
import { ruleInfos } from "../../policy/pack.ts";
import { cell, markdownPage } from "./markdown.ts";
import { levelIn, levelMarks, ruleText, settingIds, severityMarks } from "./rule-text.ts";
import { settingsTable } from "./settings-table.ts";

/** Areas by the first word of a rule's id. */
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
  const sections = Object.entries(areas).map(([area, title]) => areaText(title, rulesOf(area)));
  return markdownPage("policy/rules", [opening(), ...sections, closing()].join("\n"));
}

function rulesOf(area: string): readonly RuleInfo[] {
  return ruleInfos.filter(({ id }) => id.startsWith(`${area}-`));
}

function opening(): string {
  const rows = Object.entries(areas).map(([area, title]) => {
    const rules = rulesOf(area);
    const critical = rules.filter(({ severity }) => severity === "critical").length;
    return `| [${title}](#${slug(title)}) | ${String(rules.length)} | ${String(critical)} |`;
  });
  return `# Release rules

Somebody clicks approve on their own release. The alarm goes to a person who left in spring. The backup is kept for a day, the mistake is found after two. None of it shows until the
night when it matters. These ${String(ruleInfos.length)} rules look for it before anything is written:

\`\`\`text
$ launchgate policy check --stack prod
breaks rules: stack prod (production)

Violations (1)
  github-environment-forbid-self-review web-prod-gate-environment [critical]
    people may approve their own deployment into "production"
    Fix: Leave stages.<stage>.approval.preventSelfReview at its default, true.
\`\`\`

The verdict is the same in the real engine (\`launchgate preview\`, \`launchgate up\`, \`pulumi preview --policy-pack\`), in the offline plan (\`launchgate policy check\`) and on a state
file (\`launchgate policy check --state FILE\`). \`launchgate policy explain RULE\` prints what stands here.

| area | rules | of these critical |
| --- | --: | --: |
${rows.join("\n")}

**What counts as a no.** A value that is not known yet is never a pass: it "cannot be judged yet", by name, and is judged before it is written. A rule that cannot read what it looks at is
broken, and so is a stack without its release plan.

**What counts as an excuse.** A waiver, for one rule and one resource, with owner, reason, link and an end within 90 days (\`release.waivers\`). The day after its last, the violation is
back. Where a vendor plan lacks a feature and a gate stands in for it, the breach is only told, with the gate beside it.

**How to read the tables.** 🔴 critical, 🟠 high, 🟡 medium, ⚪ low. ● stops the update, ○ is only told, empty: not judged there. "Others" are programs without a release plan, which
take the rules as a [bundle](README.md).
`;
}

function areaText(title: string, rules: readonly RuleInfo[]): string {
  const head = ["", "rule", "prod", "staging", "dev", "drill", "shared", "others"];
  const rows = rules.map((rule) => {
    const marks = settingIds.map((setting) => levelMarks[levelIn(rule, setting)]);
    return `| ${severityMarks[rule.severity]} | [${cell(rule.title)}](#${rule.id}) | ${marks.join(" | ")} |`;
  });
  const lines = head.map((_, column) => (column < 2 ? "---" : ":-:"));
  return `## ${title}

| ${head.join(" | ")} |
| ${lines.join(" | ")} |
${rows.join("\n")}

${rules.map(ruleText).join("\n")}`;
}

function closing(): string {
  const served = Object.entries(requirements).flatMap(([id, text]) => {
    const serving = ruleInfos.filter((rule) => rule.requirements.some((each) => each === id));
    return serving.length === 0 ? [] : [`| ${id} | ${cell(text)} | ${serving.map(linked).join(" · ")} |`];
  });
  return `## Settings

Thresholds of the pack, under \`release-rules\` in a JSON file for \`--policy-pack-config\`:

${settingsTable(settingsSchema)}

## What the rules serve

| requirement | | rules |
| --- | --- | --- |
${served.join("\n")}
`;
}

/** A link to a rule, with the mark of its severity. */
function linked({ id, severity }: RuleInfo): string {
  return `[${severityMarks[severity]} ${id}](#${id})`;
}

/** The anchor that GitHub gives a heading. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
