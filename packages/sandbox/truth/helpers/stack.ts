import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation/index.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { stringify } from "yaml";
import { engineRoot, pluginFolder } from "./plugin-files.ts";
import { line, StepReader } from "./steps.ts";

/** How an operation of the engine ended. */
export interface Outcome {
  /** Changes only, one line each: `update IssueLabel bug (color)`. */
  readonly changes: readonly string[];
  /** Resources that stayed as they were. */
  readonly same: number;
}

/** A resource of a state. */
export interface StateResource {
  readonly name: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

interface Deployment {
  readonly resources?: readonly (StateResource & { readonly urn: string })[];
}

type Operation = (stack: Stack, onEvent: StepReader["take"]) => Promise<unknown>;

/** One stack of the real engine with GitHub's own provider; its program can be another one at each operation. */
export class TruthStack {
  readonly #stack: Stack;

  private constructor(stack: Stack) {
    this.#stack = stack;
  }

  /** Makes the stack with a backend of its own below `folder`, which is removed by whoever made it. */
  static async create(folder: string, name: string): Promise<TruthStack> {
    const workDir = join(folder, name);
    const home = join(folder, "home");
    const backend = join(folder, "backend");
    for (const each of [workDir, home, backend]) await mkdir(each, { recursive: true });
    const plugins = { providers: [{ name: "github", path: pluginFolder }] };
    await writeFile(join(workDir, "Pulumi.yaml"), stringify({ name: "truth", runtime: "nodejs", plugins }));
    const workspace = await LocalWorkspace.create({
      workDir,
      program: () => Promise.resolve({}),
      pulumiCommand: await PulumiCommand.get({ root: engineRoot }),
      envVars: {
        HOME: home,
        PULUMI_HOME: join(home, "pulumi"),
        PULUMI_BACKEND_URL: `file://${backend}`,
        PULUMI_CONFIG_PASSPHRASE: "truth",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // Where the provider's other client keeps its answers.
        XDG_CACHE_HOME: join(home, "cache"),
      },
    });
    return new TruthStack(await Stack.create(name, workspace));
  }

  up(program: PulumiFn): Promise<Outcome> {
    return this.#run((stack, onEvent) => stack.up({ program, onEvent, color: "never", continueOnError: true }));
  }

  preview(program: PulumiFn): Promise<Outcome> {
    return this.#run((stack, onEvent) => stack.preview({ program, onEvent, color: "never" }));
  }

  refresh(): Promise<Outcome> {
    return this.#run((stack, onEvent) => stack.refresh({ onEvent, color: "never" }));
  }

  destroy(): Promise<Outcome> {
    return this.#run((stack, onEvent) => stack.destroy({ onEvent, color: "never" }));
  }

  /** The provider's resources of the state, with their secrets in the clear. */
  async resources(): Promise<readonly StateResource[]> {
    const exported = await this.#stack.exportStack();
    const rows = (exported.deployment as Deployment).resources ?? [];
    return rows
      .filter(({ type }) => type.startsWith("github:"))
      .map(({ urn, type, id, inputs, outputs }) => ({ name: urn.split("::").at(-1) ?? "", type, id, inputs, outputs }));
  }

  async #run(operation: Operation): Promise<Outcome> {
    const reader = new StepReader();
    try {
      await operation(this.#stack, reader.take);
    } catch (error) {
      const told = reader.errors.length > 0 ? reader.errors.join("\n") : String(error);
      // Without the cause: the engine's whole log would stand in each report.
      throw new Error(`the engine stopped:\n${told}`);
    }
    return { changes: reader.steps.map(line), same: reader.same };
  }
}
