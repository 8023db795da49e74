/**
 * Writes everything that follows from src/schema: the typed classes, the functions, the provider resource and the reference
 * page. With `--check` it writes nothing and fails where a file is not what it would write.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { functionSpecs, resources } from "../src/schema/index.ts";
import { providerConfig } from "../src/schema/provider-config.ts";
import { referencePage } from "./reference-page.ts";
import { functionsSource, providerSource, resourceSource } from "./typescript-source.ts";

const root = join(import.meta.dirname, "..");

/** `ProjectPermission` to `project-permission`. */
function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** Every generated file with its content, formatted. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const sources: [string, string][] = [
    ...resources.map((spec): [string, string] => [`src/resources/${kebab(spec.name)}.ts`, resourceSource(spec)]),
    ["src/functions.ts", functionsSource(functionSpecs)],
    ["src/provider-resource.ts", providerSource(providerConfig)],
    ["docs/reference.md", referencePage(resources, functionSpecs, providerConfig)],
  ];
  const formatted = sources.map(async ([path, text]): Promise<[string, string]> => [
    path,
    await format(text, { filepath: path, printWidth: 120 }),
  ]);
  return new Map(await Promise.all(formatted));
}

/** Generated files that are not on disk as they should be. */
export async function staleFiles(): Promise<readonly string[]> {
  const files = await generatedFiles();
  return [...files].filter(([path, text]) => readOrEmpty(join(root, path)) !== text).map(([path]) => path);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

async function main(): Promise<void> {
  if (process.argv.includes("--check")) {
    const stale = await staleFiles();
    if (stale.length > 0) {
      process.stderr.write(`Not fresh: ${stale.join(", ")}. Run: npm run generate --workspace neon-pulumi\n`);
      process.exitCode = 1;
    }
    return;
  }
  for (const [path, text] of await generatedFiles()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

if (import.meta.main) await main();
