import { mkdir } from "node:fs/promises";
import path from "node:path";
import { LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation/index.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import type { Properties } from "@launchgate/provider-kit";
import { StepReader, type Step } from "../../../packages/sandbox/truth/helpers/steps.ts";
import { engineRoot } from "./engine-world.ts";

/** A resource of a state, its secrets in the clear. */
export interface Recorded {
  readonly name: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

interface Row {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
}

/** One stack of the real engine with attached providers; its program can be another one at each operation. */
export class LivesStack {
  readonly #stack: Stack;

  private constructor(stack: Stack) {
    this.#stack = stack;
  }

  /** `attach`: value of `PULUMI_DEBUG_PROVIDERS`. */
  static async create(folder: string, name: string, attach: string): Promise<LivesStack> {
    const [workDir, home, backend] = ["work", "home", "backend"].map((each) => path.join(folder, name, each)) as [
      string,
      string,
      string,
    ];
    for (const each of [workDir, home, backend]) await mkdir(each, { recursive: true });
    const url = `file://${backend}`;
    const workspace = await LocalWorkspace.create({
      workDir,
      program: () => Promise.resolve({}),
      pulumiCommand: await PulumiCommand.get({ root: engineRoot }),
      projectSettings: { name: "lives", runtime: "nodejs", backend: { url } },
      envVars: {
        HOME: home,
        PULUMI_HOME: path.join(home, "pulumi"),
        PULUMI_BACKEND_URL: url,
        PULUMI_CONFIG_PASSPHRASE: "lives",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DEBUG_PROVIDERS: attach,
      },
    });
    return new LivesStack(await Stack.create(name, workspace));
  }

  up(program: PulumiFn): Promise<readonly string[]> {
    return this.#run((onEvent) => this.#stack.up({ program, onEvent, color: "never", continueOnError: true }));
  }

  preview(program: PulumiFn): Promise<readonly string[]> {
    return this.#run((onEvent) => this.#stack.preview({ program, onEvent, color: "never" }));
  }

  refresh(): Promise<readonly string[]> {
    return this.#run((onEvent) => this.#stack.refresh({ onEvent, color: "never" }));
  }

  destroy(): Promise<readonly string[]> {
    return this.#run((onEvent) => this.#stack.destroy({ onEvent, color: "never", continueOnError: true }));
  }

  /** What the state holds of resources; providers are left out. */
  async recorded(): Promise<readonly Recorded[]> {
    const { deployment } = await this.#stack.exportStack();
    const rows = (deployment as { readonly resources?: readonly Row[] }).resources ?? [];
    return rows.flatMap(({ urn, type, id, inputs = {}, outputs = {} }) =>
      type.startsWith("pulumi:") || id === undefined
        ? []
        : [{ name: nameOf(urn), type, id, inputs: inTheClear(inputs), state: inTheClear(outputs) }],
    );
  }

  /** Changes, one line each: `update github label: color, name`; and what the engine and the providers complained of. */
  async #run(operation: (onEvent: StepReader["take"]) => Promise<unknown>): Promise<readonly string[]> {
    const reader = new StepReader();
    try {
      await operation(reader.take);
    } catch (error) {
      // Without the cause: the engine's whole log would stand in each report.
      if (reader.errors.length === 0) throw new Error(`the engine stopped: ${String(error)}`);
    }
    return [...reader.steps.map(line), ...reader.errors.map((each) => `error ${each}`)].sort();
  }
}

function line({ op, name, differs }: Step): string {
  const inputs = new Set(differs.map((each) => each.split(/[.[]/)[0] ?? each));
  return inputs.size === 0 ? `${op} ${name}` : `${op} ${name}: ${[...inputs].sort().join(", ")}`;
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}

/** Values with the engine's marks of secrets taken off. */
function inTheClear(properties: Properties): Properties {
  const text = JSON.stringify(properties);
  return JSON.parse(text, (_key, each: unknown): unknown =>
    isSecret(each) ? JSON.parse(each.plaintext) : each,
  ) as Properties;
}

function isSecret(value: unknown): value is { readonly plaintext: string } {
  return typeof value === "object" && value !== null && "plaintext" in value;
}
