import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { LaunchgateError, parseYamlMap } from "@launchgate/core";
import { z } from "zod";
import { executableName } from "./candidates.ts";

const projectSchema = z.looseObject({
  plugins: z
    .looseObject({
      providers: z.array(z.looseObject({ name: z.string(), path: z.string() })).default([]),
    })
    .optional(),
});
const packageSchema = z.looseObject({ bin: z.union([z.string(), z.record(z.string(), z.string())]).optional() });

/**
 * Absolute folder of the executable of every provider that Pulumi.yaml names under `plugins.providers`. The folder named there,
 * else its `bin`, else where npm put the package `<name>-pulumi`: a published checkout has no `packages/`.
 * Refused as `engine.plugin-folder` where none of them holds `pulumi-resource-<name>`.
 */
export async function pluginFolders(root: string): Promise<Record<string, string>> {
  const text = await readFile(path.join(root, "Pulumi.yaml"), "utf8");
  const { plugins } = projectSchema.parse(parseYamlMap(text, "Pulumi.yaml"));
  const entries = (plugins?.providers ?? []).map(
    async ({ name, path: given }) => [name, await folderOf(root, name, given)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function folderOf(root: string, name: string, given: string): Promise<string> {
  const file = executableName(`pulumi-resource-${name}`);
  const folder = path.resolve(root, given);
  const installed = await installedFolder(root, `${name}-pulumi`, `pulumi-resource-${name}`);
  const places = [folder, path.join(folder, "bin"), ...(installed === undefined ? [] : [installed])];
  const found = places.find((each) => existsSync(path.join(each, file)));
  if (found !== undefined) return realpath(found);
  throw new LaunchgateError({
    code: "engine.plugin-folder",
    message: `The provider "${name}" of Pulumi.yaml has no ${file} in ${places.join(", ")}.`,
    fix: "Run `npm ci`, or correct plugins.providers in Pulumi.yaml.",
  });
}

/** Folder of an npm package's executable, as the program in `root` would resolve the package. */
async function installedFolder(root: string, packageName: string, command: string): Promise<string | undefined> {
  const manifest = manifestOf(root, packageName);
  if (manifest === undefined) return undefined;
  const { bin } = packageSchema.parse(JSON.parse(await readFile(manifest, "utf8")));
  const file = typeof bin === "string" ? bin : bin?.[command];
  return file === undefined ? undefined : path.dirname(path.resolve(path.dirname(manifest), file));
}

function manifestOf(root: string, packageName: string): string | undefined {
  try {
    return findPackageJSON(packageName, pathToFileURL(path.join(root, "package.json")));
  } catch {
    return undefined;
  }
}
