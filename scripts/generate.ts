/**
 * Writes every generated file, or with `--check` fails where one is not what it would be written as. The sources are the
 * model, the command table and the rules: nothing is written twice.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandsPage } from "./generate/commands-page.ts";
import { importsPage } from "./generate/imports-page.ts";
import { modelSchemaFile } from "./generate/model-schema.ts";
import { pipelineFiles } from "./generate/pipeline-files.ts";
import { planPicture } from "./generate/plan-picture.ts";
import { pluginShapeFiles } from "./generate/plugin-shapes.ts";
import { problemsPage } from "./generate/problems-page.ts";
import { rulesPage } from "./generate/rules-page.ts";

const files: Readonly<Record<string, () => string | Promise<string>>> = {
  "docs/commands.md": commandsPage,
  "docs/problems.md": problemsPage,
  "docs/model.schema.json": modelSchemaFile,
  "policy/RULES.md": rulesPage,
  "docs/images/plan-prod.svg": planPicture,
  "packages/sandbox/docs/imports.md": importsPage,
  ...pluginShapeFiles(),
  ...(await pipelineFiles()),
};

const check = process.argv.includes("--check");
/** `--only <start of a path>`. */
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;
const stale: string[] = [];
for (const [file, make] of Object.entries(files)) {
  if (only !== undefined && !file.startsWith(only)) continue;
  const wanted = await make();
  if (present(file) === wanted) continue;
  stale.push(file);
  if (check) continue;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}
const word = check ? "stale" : "written";
process.stdout.write(stale.length === 0 ? "Generated files are fresh.\n" : `${word}: ${stale.join(", ")}\n`);
if (check && stale.length > 0) {
  process.stderr.write("Fix: npm run generate\n");
  process.exitCode = 1;
}

function present(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
