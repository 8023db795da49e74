import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { repository } from "./child.ts";

/** Folder of the demonstration: a copy of the team's program, with its own sandbox, backend and engine home. */
export const demoFolder = path.join(repository, ".launchgate", "demo");

/** What a team's folder consists of besides the tools. */
const program = /^(?:Pulumi(?:\..+)?\.yaml|package\.json|stacks|infra|components|policy)$/;

/** Makes the folder anew. Whatever an earlier demonstration left must have been stopped before. */
export function layOut(): void {
  rmSync(demoFolder, { recursive: true, force: true, maxRetries: 5 });
  // Root's databases run as another user, who passes through here and lists nothing.
  mkdirSync(demoFolder, { recursive: true, mode: 0o711 });
  for (const name of readdirSync(repository).filter((each) => program.test(each))) {
    cpSync(path.join(repository, name), path.join(demoFolder, name), { recursive: true });
  }
}

/** Whether an earlier demonstration left a folder that commands can run in. */
export function isLaidOut(): boolean {
  return existsSync(path.join(demoFolder, "Pulumi.yaml")) && existsSync(path.join(demoFolder, "stacks/index.ts"));
}

/**
 * Environment of the demonstration's commands: nothing of the user's own stacks, tokens or backend is used. `engineRoot`: folder
 * whose `bin/pulumi` runs; undefined where it is found without.
 */
export function demoEnv(engineRoot: string | undefined): Record<string, string | undefined> {
  const own = /^(?:PULUMI_|NEON_|LAUNCHGATE_)/;
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  return {
    ...rest,
    PULUMI_HOME: path.join(demoFolder, ".launchgate", "pulumi-home"),
    ...(engineRoot === undefined ? {} : { LAUNCHGATE_PULUMI_ROOT: engineRoot }),
  };
}
