/** Changes that people of the practice ground push, by what stands in the files of this repository. */

/** The guard of branches, in which {@link weakGuard} leaves code owners out. */
export const guardFile = "components/github/branch-rules.ts";
/** What declares it. */
export const guardComponent = "components/github/branch-guard.ts";
/** What the staging stage is. */
export const stagingFile = "stacks/staging.ts";
/** What the production stage is. */
export const prodFile = "stacks/prod.ts";
/** How a release is made, with its waivers. */
export const releaseFile = "stacks/release.ts";
/** The rule that {@link weakGuard} breaks. */
export const ruleFile = "policy/rules/github/require-code-owners.ts";
/** Its id. */
export const ruleId = "github-branch-require-code-owners";
/** The workflow that runs on the code of a pull request. */
export const previewFile = ".github/workflows/preview.yml";
/** The workflow that judges. */
export const verdictFile = ".github/workflows/verdict.yml";

/** A text with one part replaced. @throws Error where the part does not stand in it: the change would change nothing */
export function replaced(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`"${part}" does not stand in the file any more`);
  return text.replace(part, () => by);
}

/** Nobody who owns the code has to see a change. */
export const weakGuard = (text: string): string =>
  replaced(text, "requireCodeOwnerReview: true", "requireCodeOwnerReview: false");

/** The firewall of a stage lets another number of requests through: what a harmless change looks like. */
export const otherLimit = (text: string): string =>
  replaced(text, 'traffic: "gated",', 'traffic: "gated",\n  firewallRequestsPerMinute: 500,');

/** The rule is told and does not bind any more. */
export const weakRule = (text: string): string =>
  replaced(text, 'severity: "high",', 'severity: "high",\n  levels: { production: "advisory", shared: "advisory" },');

/** An exception from the rule for whatever breaks it. */
export const blanketWaiver = (text: string): string =>
  replaced(
    text,
    "  freeze,\n",
    `  freeze,
  waivers: {
    everything: {
      rule: "${ruleId}",
      stack: "shared",
      resource: "*",
      owner: "clara-dias",
      reason: "The guard is in the way of this quarter's work.",
      link: "https://tracker.example.com/issues/1",
      granted: "2026-11-20",
      expires: "2026-12-20",
      timeZone: "Europe/Berlin",
    },
  },
`,
  );

/** The workflow that judges says that all is well. */
export const tameVerdict = (text: string): string =>
  replaced(text, "npx launchgate pr review --base", 'echo "all is well" || npx launchgate pr review --base');

/** Credentials of common shapes, invented: whoever reads them in the open has found a hole. */
export const looseSecrets: readonly string[] = [
  `ghp_${"Ab3dE6gH9jK2mN5pQ8sT1vW4xY7z".padEnd(36, "0")}`,
  "AKIAIOSFODNN7EXAMPLQ",
  "xoxb-123456789012-123456789012-Ab3dE6gH9jK2mN5pQ8sT1vW4",
];

/** Code of the change prints what it finds and writes credentials into what is planned: the name of a guard. */
export const talkativeGuard = (text: string): string =>
  `${replaced(text, 'name: "launchgate: default branch",', `name: "launchgate: ${looseSecrets.join(" ")}",`)}
console.error(JSON.stringify(process.env), ${JSON.stringify(looseSecrets)}.join(" "));
`;

/** A step of the change's own: takes every finding out of the documents, and says of one that it is of another commit. */
const forger = [
  'const fs = require("node:fs");',
  'for (const name of fs.readdirSync("plans/head")) {',
  'const file = "plans/head/" + name; const text = JSON.parse(fs.readFileSync(file, "utf8"));',
  "if (text.verdict) text.verdict = { ...text.verdict, passes: true, findings: [] };",
  'if (text.stack === "dev") text.commit = "0".repeat(40);',
  "fs.writeFileSync(file, JSON.stringify(text)); }",
].join(" ");

/** The documents are forged after planning. */
export const forgingPreview = (text: string): string =>
  replaced(
    text,
    "      - name: Plan documents\n",
    `      - name: Nothing to see\n        run: |\n          node -e '${forger}'\n      - name: Plan documents\n`,
  );
