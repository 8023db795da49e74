import type { Host } from "../host.ts";
import { openProject } from "../project.ts";
import type { SandboxConnection } from "./connection.ts";
import { ControlClient } from "./control.ts";
import { requireRunning } from "./lifecycle.ts";

/** The running sandbox of the folder that a command was given in. */
export interface RunningSandbox {
  /** Folder of the team's program. */
  readonly root: string;
  readonly connection: SandboxConnection;
  readonly control: ControlClient;
}

/** Finds the sandbox that a command is about. @throws LaunchgateError `sandbox.not-running` */
export async function openSandbox(host: Host): Promise<RunningSandbox> {
  const { root } = await openProject(host.cwd);
  const { connection } = await requireRunning(root);
  return { root, connection, control: new ControlClient(connection) };
}
