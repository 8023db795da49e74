/**
 * Bundles the release rules for others: `npm run bundle:policy [-- folder]`, default `.launchgate/release-rules`. The folder can be published as it is:
 * one JavaScript file with its own package.json, the description of its settings and a README; only the Pulumi SDKs stay outside, which the
 * engine's loader needs as they are.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { z } from "zod";
import { settingsSchema } from "../policy/kernel/settings.ts";
import { ruleInfos } from "../policy/pack.ts";
import { bundleReadme } from "./bundle-readme.ts";

/** Name under which the bundle is published. */
const PACKAGE = "launchgate-release-rules";

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
  name: PACKAGE,
  version: manifest.version,
  description: "Release rules for GitHub, Vercel, Neon, PagerDuty and Datadog, as a Pulumi policy pack.",
  keywords: ["pulumi", "policy", "crossguard", "github", "vercel", "neon", "pagerduty", "datadog", "release"],
  license: "Apache-2.0",
  type: "module",
  main: "index.js",
  exports: {
    ".": "./index.js",
    "./settings.schema.json": "./settings.schema.json",
    "./package.json": "./package.json",
  },
  files: ["index.js", "PulumiPolicy.yaml", "settings.schema.json", "RULES.md"],
  engines: { node: ">=22" },
  dependencies: Object.fromEntries(sdks.map((name) => [name, manifest.dependencies[name]])),
});
write("settings.schema.json", z.toJSONSchema(settingsSchema, { io: "input" }));
text("PulumiPolicy.yaml", "runtime: nodejs\nmain: index.js\ndescription: Launchgate release rules\n");
for (const file of ["policy/RULES.md", "LICENSE"])
  copyFileSync(path.join(root, file), path.join(folder, path.basename(file)));
text("README.md", bundleReadme(PACKAGE, ruleInfos, settingsSchema));
process.stdout.write(
  `${String(ruleInfos.length)} rules bundled in ${path.relative(process.cwd(), folder)}. To publish: npm publish ${path.relative(process.cwd(), folder)}\n`,
);

function write(file: string, value: unknown): void {
  text(file, `${JSON.stringify(value, null, 2)}\n`);
}

function text(file: string, content: string): void {
  writeFileSync(path.join(folder, file), content);
}
