import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { readJsonFile, writePrivateFile } from "../sandbox/private-file.ts";
import { definitionSchema, type EphemeralDefinition } from "./definition.ts";

/** Folder of the definitions that this clone knows. The tags of the stacks hold the same for others. */
function folderOf(root: string): string {
  return path.join(root, ".launchgate", "ephemeral");
}

function fileOf(root: string, name: string): string {
  return path.join(folderOf(root), `${name}.json`);
}

/** Keeps a definition, so that later commands can load the stack by its name. */
export function keepDefinition(root: string, definition: EphemeralDefinition): Promise<void> {
  return writePrivateFile(fileOf(root, definition.name), definition);
}

/** The definition of a stack; undefined where this clone has none. */
export async function readDefinition(root: string, name: string): Promise<EphemeralDefinition | undefined> {
  const parsed = definitionSchema.safeParse(await readJsonFile(fileOf(root, name)));
  return parsed.success && parsed.data.name === name ? parsed.data : undefined;
}

/** Every definition that this clone has, by name. */
export async function listDefinitions(root: string): Promise<readonly EphemeralDefinition[]> {
  const files = await readdir(folderOf(root)).catch((): string[] => []);
  const names = files.flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -".json".length)] : []));
  const found = await Promise.all(names.toSorted().map((name) => readDefinition(root, name)));
  return found.filter((each) => each !== undefined);
}

/** Forgets a definition. */
export function forgetDefinition(root: string, name: string): Promise<void> {
  return rm(fileOf(root, name), { force: true });
}
