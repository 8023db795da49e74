import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The packages that decide what a command does, each with its version, and Node's: what a report of a fault must name. */
export async function versionText(): Promise<string> {
  const files = {
    launchgate: new URL("../package.json", import.meta.url),
    "@launchgate/core": new URL("../../core/package.json", import.meta.url),
    "@pulumi/pulumi": require.resolve("@pulumi/pulumi/package.json"),
  };
  const lines = Object.entries(files).map(async ([name, file]) => {
    const { version } = JSON.parse(await readFile(file, "utf8")) as { version: string };
    return `${name} ${version}`;
  });
  return [...(await Promise.all(lines)), `node ${process.versions.node}`].join("\n");
}
