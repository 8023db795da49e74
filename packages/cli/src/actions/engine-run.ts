import { z } from "zod";
import type { Action, ActionResult } from "../command.ts";
import { askOnTerminal } from "../engine/ask.ts";
import { targetIds } from "../engine/engine-port.ts";
import { openEngine } from "../engine/open-engine.ts";
import { policyPackOf } from "../engine/policy-pack.ts";
import { startProgressView } from "../engine/progress-view.ts";
import type { RunSite } from "../engine/flows/run-site.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import type { Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openProject, openStack, type Project } from "../project.ts";

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

/** An action that runs a flow on the real engine, with signals, progress and the project opened. */
export function engineAction<T extends typeof engineOptions>(
  schema: T,
  run: (world: EngineRun, options: z.infer<T>) => Promise<ActionResult>,
): Action {
  return async (given, host) => {
    const options = readOptions(schema, given);
    return withInterrupts(host, (signal) => inProject(options, host, signal, (world) => run(world, options)));
  };
}

async function inProject(
  options: EngineOptions,
  host: Host,
  signal: AbortSignal,
  run: (world: EngineRun) => Promise<ActionResult>,
): Promise<ActionResult> {
  const project = await openProject(host.cwd);
  const { stack, overlay, at } = options;
  const { model } = await openStack(project, host.cwd, stack, { overlay, at: at ?? host.now() });
  const engine = await openEngine({ project, model, env: process.env });
  const view = startProgressView(host, stack);
  try {
    const site: RunSite = {
      engine,
      model,
      root: project.root,
      env: process.env,
      policyPack: policyPackOf(project.root),
      wantedTarget: options.target,
      overlaid: overlay.length > 0,
      accepted: options.yes,
      now: host.now,
      ask: askOnTerminal,
      signal,
      step: (text) => view.line(`${text} ...`),
      onProgress: view.take,
    };
    return await run({ site, project, host });
  } finally {
    view.stop();
  }
}
