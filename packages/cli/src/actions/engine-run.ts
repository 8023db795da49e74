import type { StackModel } from "@launchgate/core";
import { z } from "zod";
import type { Action, ActionResult } from "../command.ts";
import { targetIds } from "../engine/engine-port.ts";
import type { RunSite } from "../engine/flows/run-site.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import type { Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openProject, type Project } from "../project.ts";
import { withSite, type SiteRequest } from "./engine-site.ts";

/** Options of every command that runs the engine. */
export const engineOptions = commonOptions.extend({
  stack: z.string().min(1),
  target: z.enum(targetIds).optional(),
  yes: z.boolean().default(false),
});

/** Options of one such command. */
export type EngineOptions = z.infer<typeof engineOptions>;

/** A flow's world, the project, and the options as read. */
export interface EngineRun {
  readonly site: RunSite;
  readonly project: Project;
  readonly host: Host;
}

/** What an action needs to be opened. */
export interface Admission<T = unknown> {
  readonly vendors?: boolean | ((options: T, host: Host) => Promise<boolean>);
  readonly admit?: (model: StackModel) => void;
}

/**
 * An action that runs a flow on the real engine, with signals, progress and the project opened. `vendors`: false where only the state is
 * looked at, so that a sandbox stack needs no running sandbox, or what the options say; default true. `admit` refuses a stack before
 * anything is opened for it.
 */
export function engineAction<T extends typeof engineOptions>(
  schema: T,
  run: (world: EngineRun, options: z.infer<T>) => Promise<ActionResult>,
  { vendors = true, admit }: Admission<z.infer<T>> = {},
): Action {
  return async (given, host) => {
    const options = readOptions(schema, given);
    const asked = typeof vendors === "boolean" ? vendors : await vendors(options, host);
    return withInterrupts(host, (signal) =>
      inProject(options, host, signal, (world) => run(world, options), { vendors: asked, admit }),
    );
  };
}

async function inProject(
  options: EngineOptions,
  host: Host,
  signal: AbortSignal,
  run: (world: EngineRun) => Promise<ActionResult>,
  admission: Pick<SiteRequest, "vendors" | "admit">,
): Promise<ActionResult> {
  const project = await openProject(host.cwd);
  return withSite({ project, host, options, signal, ...admission }, (site) => run({ site, project, host }));
}
