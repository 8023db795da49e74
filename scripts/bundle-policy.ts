/**
 * Bundles the release rules for others: `node scripts/bundle-policy.ts [folder]`, default `.launchgate/release-rules`. One JavaScript file with its own package.json,
 * the description of its settings and a README; only the Pulumi SDKs stay outside, which the engine's loader needs as they are.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { z } from "zod";
import { settingsSchema } from "../policy/kernel/settings.ts";
import { ruleInfos } from "../policy/pack.ts";

const root = path.resolve(import.meta.dirname, "..");
const folder = path.resolve(process.argv[2] ?? path.join(root, ".launchgate/release-rules"));
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  version: string;
  dependencies: Record<string, string>;
};
const sdks = ["@pulumi/policy", "@pulumi/pulumi"];

await build({
  entryPoints: [path.join(root, "policy/foreign.ts")],
  outfile: path.join(folder, "index.js"),
  bundle: true,
  platform: "node",
  target: "node22",
  format: "esm",
  external: sdks,
  // Some libraries inside are CommonJS and ask for modules of Node at run time.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
  legalComments: "inline",
  logLevel: "error",
});

mkdirSync(folder, { recursive: true });
write("package.json", {
  name: "launchgate-release-rules",
  version: manifest.version,
  description: "Release rules for GitHub, Vercel, Neon, PagerDuty and Datadog, as a Pulumi policy pack.",
  license: "Apache-2.0",
  type: "module",
  main: "index.js",
  files: ["index.js", "PulumiPolicy.yaml", "settings.schema.json", "RULES.md"],
  engines: { node: ">=22" },
  dependencies: Object.fromEntries(sdks.map((name) => [name, manifest.dependencies[name]])),
});
write("settings.schema.json", z.toJSONSchema(settingsSchema, { io: "input" }));
text("PulumiPolicy.yaml", "runtime: nodejs\nmain: index.js\ndescription: Launchgate release rules\n");
text("RULES.md", readFileSync(path.join(root, "policy/RULES.md"), "utf8"));
text("README.md", readme());
process.stdout.write(`${String(ruleInfos.length)} rules bundled in ${path.relative(process.cwd(), folder)}\n`);

function write(file: string, value: unknown): void {
  text(file, `${JSON.stringify(value, null, 2)}\n`);
}

function text(file: string, content: string): void {
  writeFileSync(path.join(folder, file), content);
}

function readme(): string {
  const own = ruleInfos.filter(({ readsPlan }) => !readsPlan).length;
  return `# Launchgate release rules

${String(ruleInfos.length)} rules over GitHub, Vercel, Neon, PagerDuty and Datadog, as a policy pack for \`pulumi\`. ${String(own)} of them judge any program; the others compare with a
release plan of Launchgate and do not apply where a program has none.

    npm install
    pulumi preview --policy-pack PATH-OF-THIS-FOLDER

Without a plan a program is judged as \`foreign\`: the strictest level of each rule. To change a level or a threshold, write a file and add
\`--policy-pack-config FILE\`:

    {
      "release-rules": { "stage": "staging", "minimumReviews": 2 },
      "github-branch-require-signatures": "advisory"
    }

Settings with their defaults: settings.schema.json. What each rule is for: RULES.md.
`;
}
