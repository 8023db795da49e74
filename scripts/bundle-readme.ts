import type { RuleInfo } from "@launchgate/core";
import type { z } from "zod";
import { settingsTable } from "./generate/settings-table.ts";

const vendors: Readonly<Record<string, string>> = {
  github: "GitHub",
  vercel: "Vercel",
  neon: "Neon",
  pagerduty: "PagerDuty",
  datadog: "Datadog",
  across: "across vendors",
};

/** README of the bundle: what it does to a program of somebody else, how to run it, how to set it. */
export function bundleReadme(name: string, rules: readonly RuleInfo[], settings: z.ZodType): string {
  const own = rules.filter(({ readsPlan, levels }) => !readsPlan && levels.foreign !== "off");
  const counts = Object.entries(vendors).flatMap(([prefix, title]) => {
    const of = own.filter(({ id }) => id.startsWith(`${prefix}-`));
    const stops = of.filter(({ levels }) => levels.foreign === "mandatory").length;
    return of.length === 0 ? [] : [`| ${title} | ${String(stops)} | ${String(of.length - stops)} |`];
  });
  return `# Launchgate release rules

A Pulumi policy pack that says what is never allowed around a release: deployments without approval, open branches, plain secrets, alarms that nobody hears, data that do
not come back. It judges any Pulumi program; nothing of Launchgate is needed.

    npm install --save-dev ${name}
    pulumi preview --policy-pack node_modules/${name}

From a folder of its own: \`npm install\` in it, then \`pulumi preview --policy-pack PATH-OF-THE-FOLDER\`. Node 22 or later.

| vendor | rules that stop | rules that tell |
| --- | --- | --- |
${counts.join("\n")}

${String(rules.length - own.length)} more rules compare with a release plan or hold only in a stage; in a program without a plan they do not apply, and are not counted as passed. [RULES.md](RULES.md) says what
each rule is for.

- A value that is not known before the update is no pass: it is told as "cannot judge yet", and judged when it is known.
- What a rule cannot read is a violation.

## Settings

Write a JSON file and add \`--policy-pack-config FILE\`. Thresholds stand under \`release-rules\`; the level of a rule (\`mandatory\`, \`advisory\`, \`disabled\`) under its id:

    {
      "release-rules": { "productionEnvironments": "^live$", "minimumReviews": 2 },
      "github-branch-require-signatures": "advisory",
      "github-actions-limit-allowed": "disabled"
    }

What a rule only tells stands under \`release-rules\`, so a level under its id makes no difference to it.

${settingsTable(settings)}

The same as JSON schema: [settings.schema.json](settings.schema.json).
`;
}
