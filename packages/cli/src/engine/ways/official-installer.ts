// Runs in a process of its own (see download.ts), because PulumiCommand.install can neither be cancelled nor told to give up.
// Arguments: the folder to install into, the version.
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import semver from "semver";

const [root, version] = process.argv.slice(2);
if (root === undefined || version === undefined) throw new Error("usage: official-installer <folder> <version>");

try {
  await PulumiCommand.install({ root, version: new semver.SemVer(version) });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
