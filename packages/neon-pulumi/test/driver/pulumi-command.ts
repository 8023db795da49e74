import { accessSync, constants, existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Roots that may hold `bin/pulumi`, best first: stated, on PATH, installed, built in this checkout. */
function roots(): string[] {
  const stated = process.env["LAUNCHGATE_PULUMI_ROOT"];
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder.endsWith("bin"));
  const checkout = join(import.meta.dirname, "../../../../.launchgate/engine");
  return [
    ...(stated === undefined ? [] : [stated]),
    ...onPath.map((folder) => join(folder, "..")),
    join(homedir(), ".pulumi"),
    checkout,
  ];
}

/** Root folder of a `pulumi` that can be run, or undefined where the machine has none. */
export function pulumiRoot(): string | undefined {
  return roots().find((root) => {
    const file = join(root, "bin", "pulumi");
    if (!existsSync(file)) return false;
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
