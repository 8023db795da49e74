import { join } from "node:path";

/** Root of the repository. */
export const repositoryRoot = join(import.meta.dirname, "../../../..");

/** Go module of the plugin: own code, versions and checksums; what it names is fetched when it is built. */
export const sourceFolder = join(import.meta.dirname, "../provider");

/** Files of {@link sourceFolder} that decide what the plugin is. */
export const sources = ["main.go", "go.mod", "go.sum"] as const;

/** Folder of the built plugin; git-ignored, may be deleted at any time. */
export const pluginFolder = join(repositoryRoot, ".launchgate/truth");

const suffix = process.platform === "win32" ? ".exe" : "";

/** Executable that the engine starts: it finds it by this name. */
export const pluginFile = join(pluginFolder, `pulumi-resource-github${suffix}`);

/** What the bridge's generator says of every resource; the plugin reads it from beside itself. */
export const schemaFile = join(pluginFolder, "schema.json");

/** Folder whose `bin/pulumi` runs the check. */
export const engineRoot = join(repositoryRoot, ".launchgate/engine");

/** The engine's command. */
export const engineFile = join(engineRoot, "bin", `pulumi${suffix}`);
