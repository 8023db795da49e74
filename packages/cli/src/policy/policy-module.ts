import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { LaunchgateError, type PolicyModule } from "@launchgate/core";

/** The rules of a team's folder, loaded at run time; undefined where it has no `policy/pack.ts`. (house, imports) */
export async function loadPolicy(root: string): Promise<PolicyModule | undefined> {
  const file = path.join(root, "policy", "pack.ts");
  if (!existsSync(file)) return undefined;
  return (await import(pathToFileURL(file).href)) as PolicyModule;
}

/** The same; a folder without rules is refused as `policy.absent`. */
export async function requirePolicy(root: string): Promise<PolicyModule> {
  const loaded = await loadPolicy(root);
  if (loaded !== undefined) return loaded;
  throw new LaunchgateError({
    code: "policy.absent",
    message: `${root} has no policy/pack.ts: there are no rules to judge by.`,
    fix: "Copy the folder policy/ of Launchgate, or run the command in a folder that has one.",
  });
}
