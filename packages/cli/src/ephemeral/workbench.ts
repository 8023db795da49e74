import { rm } from "node:fs/promises";
import { withSite } from "../actions/engine-site.ts";
import { openBackend, openEngine } from "../engine/open-engine.ts";
import { targetIds, type EnginePort, type TargetId } from "../engine/engine-port.ts";
import type { RunSite } from "../engine/flows/run-site.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import { readTarget, targetTag } from "../engine/target-binding.ts";
import { workFolderOf } from "../engine/work-folder.ts";
import type { Host } from "../host.ts";
import { openStack, type Project } from "../project.ts";
import { findConnection } from "../sandbox/connection.ts";
import { clockOf } from "../sandbox/practice.ts";
import { removeFlow, type RemovalReport } from "./flows.ts";
import { listThrowAways, type ListedStack } from "./listing.ts";
import { forgetDefinition } from "./store.ts";

/** What the commands of throw-away stacks share. */
export class Workbench {
  readonly project: Project;
  readonly host: Host;
  readonly #overlay: readonly string[];

  constructor(project: Project, host: Host, overlay: readonly string[]) {
    this.project = project;
    this.host = host;
    this.#overlay = overlay;
  }

  /** The present moment of a target: in the sandbox that of its clock, where it runs. */
  async nowOf(target: TargetId): Promise<Date> {
    const live = target === "live" ? undefined : await findConnection(this.project.root);
    return live === undefined ? this.host.now() : clockOf(live)();
  }

  /** Every throw-away stack. */
  async list(): Promise<readonly ListedStack[]> {
    const { project } = this;
    const backend = await openBackend(project, process.env);
    const { root, name } = project;
    return listThrowAways({ root, project: name, backend, openEngine: () => this.#openEngine() });
  }

  /** Runs a flow on one stack. */
  at<T>(stack: string, target: TargetId | undefined, run: (site: RunSite) => Promise<T>): Promise<T> {
    const { project, host } = this;
    const options = { stack, overlay: this.#overlay, target, yes: false };
    return withInterrupts(host, (signal) => withSite({ project, host, options, signal, vendors: true }, run));
  }

  /** Removes a stack with everything of it, here and at the vendors. */
  async remove({ definition, tags }: ListedStack): Promise<RemovalReport> {
    const { root } = this.project;
    const { name } = definition;
    const target = readTarget(name, tags[targetTag]);
    const vercelUrl =
      target === undefined || target === "live" ? undefined : (await findConnection(root))?.connection.urls.vercel;
    const report = await this.at(name, target, (site) => removeFlow(site, { vercelUrl }));
    await this.forget(name);
    return report;
  }

  /** Removes what this clone keeps of a stack; its kept states stay. */
  async forget(name: string): Promise<void> {
    const { root } = this.project;
    const folders = [undefined, ...targetIds].map((practice) => workFolderOf(root, name, practice));
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    await forgetDefinition(root, name);
  }

  /** Any stack's engine: the program is not run by it. */
  async #openEngine(): Promise<EnginePort> {
    const { project, host } = this;
    const [first = ""] = Object.keys(project.written["stacks"] ?? {});
    const { model } = await openStack(project, host.cwd, first, { overlay: this.#overlay, at: host.now() });
    return openEngine({ project, model, env: process.env, now: host.now });
  }
}
