import type { StackModel } from "@launchgate/core";
import { askOnTerminal } from "../engine/ask.ts";
import type { TargetId } from "../engine/engine-port.ts";
import type { RunSite } from "../engine/flows/run-site.ts";
import { openBackend, openEngine } from "../engine/open-engine.ts";
import { policyPackOf } from "../engine/policy-pack.ts";
import { startProgressView } from "../engine/progress-view.ts";
import { targetOf } from "../engine/target-of.ts";
import type { Host } from "../host.ts";
import { openStack, type Project } from "../project.ts";
import { openPractice } from "../sandbox/practice.ts";

/** What a flow's world is made from. */
export interface SiteRequest {
  readonly project: Project;
  readonly host: Host;
  readonly options: {
    readonly stack: string;
    readonly overlay: readonly string[];
    readonly at?: Date | undefined;
    readonly target?: TargetId | undefined;
    readonly yes: boolean;
  };
  readonly signal: AbortSignal;
  /** False where only the state is looked at. */
  readonly vendors: boolean;
  /** Refuses a stack by throwing, before anything is opened for it. */
  readonly admit?: ((model: StackModel) => void) | undefined;
}

/**
 * Opens the world of a flow and closes it afterwards: target, model, practice ground with its plugin, engine, progress. On a practice
 * target the present moment is that of the sandbox's clock. (house, two ways to run)
 */
export async function withSite<T>(request: SiteRequest, run: (site: RunSite) => Promise<T>): Promise<T> {
  const { project, host, options, signal, vendors, admit } = request;
  const { stack, overlay, at } = options;
  const { root } = project;
  const backend = await openBackend(project, process.env);
  const target = await targetOf(backend, project.name, stack, options.target);
  const common = { root, backend, target, env: process.env, now: host.now, vendors };
  const practice = target === "live" ? undefined : await openPractice(common);
  const now = practice?.now ?? host.now;
  const { model, settings, settingsOf } = await openStack(project, host.cwd, stack, { overlay, at: at ?? now() });
  admit?.(model);
  const ground = await practice?.open(model, settings);
  const view = startProgressView(host, stack);
  try {
    const opened = {
      env: ground?.env ?? process.env,
      settings: ground?.settings ?? [],
      practice: ground?.practice,
      settingsOf,
    };
    return await run({
      engine: await openEngine({ project, model, now, ...opened }),
      model,
      root,
      env: process.env,
      policyPack: policyPackOf(root),
      wantedTarget: options.target,
      openedFor: target,
      world: ground?.world,
      overlaid: overlay.length > 0,
      accepted: options.yes,
      now,
      ask: askOnTerminal,
      signal,
      step: (text) => view.line(`${text} ...`),
      onProgress: view.take,
    });
  } finally {
    view.stop();
    await ground?.close();
  }
}
