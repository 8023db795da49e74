import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { LaunchgateError } from "@launchgate/core";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { z } from "zod";
import { locksIn, stateFileIn, type Backend } from "./backend.ts";
import { changesOf, digestOf, EventReader } from "./engine-events.ts";
import { engineFault } from "./engine-faults.ts";
import type {
  EngineStack,
  HistoryEntry,
  OperationOptions,
  OperationOutcome,
  PreviewOutcome,
  ProgramOptions,
  StackLock,
  StackState,
  TargetId,
} from "./engine-port.ts";
import { EngineCommandError, type PulumiRunner } from "./pulumi-runner.ts";
import type { SecretMask } from "./secret-mask.ts";
import { lateViolation } from "./policy-pack.ts";
import { readTarget, targetTag } from "./target-binding.ts";

/** What an {@link AutomationStack} is made from. */
export interface AutomationStackArgs {
  readonly name: string;
  readonly projectName: string;
  /** The generated work folder. */
  readonly folder: string;
  readonly backend: Backend;
  readonly runner: PulumiRunner;
  readonly mask: SecretMask;
  readonly program: () => Promise<Record<string, unknown>>;
  /** Configuration keys with namespace whose values are secret. */
  readonly secretKeys: readonly string[];
}

const stateSchema = z.object({ version: z.number(), deployment: z.unknown() });
const tagsSchema = z.record(z.string(), z.string());
const historySchema = z.array(
  z.looseObject({
    kind: z.string(),
    result: z.string(),
    startTime: z.string(),
    endTime: z.string().optional(),
    resourceChanges: z.record(z.string(), z.number()).optional(),
  }),
);

/** One stack by way of the Automation API. */
export class AutomationStack implements EngineStack {
  readonly name: string;
  readonly stateFile: string | undefined;
  readonly #args: AutomationStackArgs;
  /** What the program threw, told instead of the engine's echo of it. */
  #programFailure: unknown;

  constructor(args: AutomationStackArgs) {
    this.#args = args;
    this.name = args.name;
    this.stateFile = stateFileIn(args.backend, args.projectName, args.name);
  }

  async preview(options: ProgramOptions & { readonly plan?: boolean }): Promise<PreviewOutcome> {
    const planFile = options.plan === true ? path.join(this.#args.folder, `plan-${randomUUID()}.json`) : undefined;
    const outcome = await this.#judge(options, (stack, onEvent) =>
      stack.preview({ ...shared(options), onEvent, ...(planFile === undefined ? {} : { plan: planFile }) }),
    );
    return planFile === undefined ? outcome : { ...outcome, planFile };
  }

  async up(options: ProgramOptions & { readonly planFile?: string | undefined }): Promise<OperationOutcome> {
    const { planFile } = options;
    const plan = planFile === undefined ? {} : { plan: planFile };
    return this.#operate(options, (stack, onEvent) => stack.up({ ...shared(options), ...plan, onEvent }));
  }

  previewRefresh(options: OperationOptions): Promise<PreviewOutcome> {
    return this.#judge(options, (stack, onEvent) => stack.previewRefresh({ ...shared(options), onEvent }));
  }

  refresh(options: OperationOptions): Promise<OperationOutcome> {
    return this.#operate(options, (stack, onEvent) => stack.refresh({ ...shared(options), onEvent }));
  }

  destroy(options: OperationOptions): Promise<OperationOutcome> {
    return this.#operate(options, (stack, onEvent) => stack.destroy({ ...shared(options), onEvent }));
  }

  async history(limit: number): Promise<readonly HistoryEntry[]> {
    const paging = ["--page-size", String(limit), "--page", "1"];
    const stdout = await this.#command(["stack", "history", "--json", ...paging]);
    return historySchema.parse(JSON.parse(stdout)).map((each) => ({
      kind: each.kind,
      result: each.result,
      startedAt: new Date(each.startTime).toISOString(),
      ...(each.endTime === undefined ? {} : { endedAt: new Date(each.endTime).toISOString() }),
      changes: changesOf(each.resourceChanges ?? {}),
    }));
  }

  async exportState(): Promise<StackState> {
    // Not the API's own export, which asks for the secrets in plain text.
    const state = stateSchema.parse(JSON.parse(await this.#command(["stack", "export"])));
    return { version: state.version, deployment: state.deployment ?? null };
  }

  async importState(state: StackState): Promise<void> {
    const file = path.join(this.#args.folder, `import-${randomUUID()}.json`);
    await writeFile(file, JSON.stringify(state), { mode: 0o600, flag: "wx" });
    try {
      await this.#command(["stack", "import", "--file", file]);
    } finally {
      await rm(file, { force: true });
    }
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(await this.#command(["stack", "output", "--json"])));
  }

  locks(): Promise<readonly StackLock[]> {
    return locksIn(this.#args.backend, this.#args.projectName, this.name);
  }

  async cancel(): Promise<void> {
    await this.#command(["cancel", "--yes"]);
  }

  async target(): Promise<TargetId | undefined> {
    const tags = tagsSchema.parse(JSON.parse(await this.#command(["stack", "tag", "ls", "--json"])));
    return readTarget(this.name, tags[targetTag]);
  }

  async bind(target: TargetId): Promise<void> {
    await this.#command(["stack", "tag", "set", targetTag, target]);
  }

  async remove(): Promise<void> {
    await this.#command(["stack", "rm", "--yes"]);
  }

  /** Runs a short command on the stack and returns what it printed. */
  async #command(args: readonly string[]): Promise<string> {
    const { runner, folder } = this.#args;
    try {
      return (await runner.start([...args, "--stack", this.name], { cwd: folder })).stdout;
    } catch (error) {
      throw this.#fault(error, []);
    }
  }

  async #operate(options: OperationOptions, run: Run): Promise<OperationOutcome> {
    const { reader, durationSeconds, failure } = await this.#run(options, run);
    if (failure === undefined) return { changes: reader.changes, durationSeconds };
    throw lateViolation(this.name, reader.findings) ?? this.#fault(failure, tellingErrors(reader), options.signal);
  }

  async #judge(options: OperationOptions, run: Run): Promise<PreviewOutcome> {
    const { reader, durationSeconds, failure } = await this.#run(options, run);
    // A broken rule makes the engine end with an error; here it is an answer.
    const broken = reader.findings.some(({ level }) => level === "mandatory");
    if (failure !== undefined && !broken) throw this.#fault(failure, tellingErrors(reader), options.signal);
    const { steps, findings, changes } = reader;
    return { changes, durationSeconds, steps, findings, digest: digestOf(steps) };
  }

  async #run(
    options: OperationOptions,
    run: Run,
  ): Promise<{ reader: EventReader; durationSeconds: number; failure: unknown }> {
    const reader = new EventReader(this.#args.mask, options.onProgress);
    const started = performance.now();
    let failure: unknown;
    try {
      await run(await this.#open(), reader.take);
    } catch (error) {
      failure = error;
    }
    return { reader, failure, durationSeconds: Math.round((performance.now() - started) / 100) / 10 };
  }

  async #open(): Promise<Stack> {
    const { LocalWorkspace, Stack } = await import("@pulumi/pulumi/automation/index.js");
    this.#programFailure = undefined;
    const workspace = await LocalWorkspace.create({
      workDir: this.#args.folder,
      program: () => this.#program(),
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the API's class cannot be made or extended; of it, only `command`, `version` and `run` are used
      pulumiCommand: this.#args.runner,
    });
    return Stack.select(this.name, workspace);
  }

  /** The program, with the secrets of its configuration masked from here on. */
  async #program(): Promise<Record<string, unknown>> {
    const { runtime, RunError } = await import("@pulumi/pulumi");
    const config = runtime.allConfig();
    for (const key of this.#args.secretKeys) this.#args.mask.add(config[key]);
    try {
      return await this.#args.program();
    } catch (error) {
      this.#programFailure = error;
      // The SDK shows the stack of any other error: right for a fault of the program, wrong for one of its input.
      throw error instanceof LaunchgateError ? new RunError(error.message) : error;
    }
  }

  #fault(cause: unknown, errors: readonly string[], signal?: AbortSignal): unknown {
    if (this.#programFailure instanceof LaunchgateError) return this.#programFailure;
    const { mask } = this.#args;
    const stopped = signal?.aborted === true ? "update canceled" : undefined;
    if (stopped !== undefined) return engineFault({ stack: this.name, said: stopped, errors: [], cause });
    if (cause instanceof LaunchgateError) return cause;
    const outcome = cause instanceof EngineCommandError ? cause.outcome : undefined;
    const said = outcome
      ? `${outcome.stderr}\n${outcome.stdout}`
      : cause instanceof Error
        ? cause.message
        : String(cause);
    return engineFault({ stack: this.name, said: mask.text(said), errors, cause });
  }
}

/** Errors of resources; those of the plan only where there is no other. */
function tellingErrors({ errors, planEchoes }: EventReader): readonly string[] {
  return errors.length > 0 ? errors : planEchoes;
}

type Run = (stack: Stack, onEvent: EventReader["take"]) => Promise<unknown>;

/** Options that every operation of the API takes. Colours off: the texts are for the program first. */
function shared(options: ProgramOptions): { color: "never"; signal?: AbortSignal; policyPacks?: string[] } {
  return {
    color: "never",
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.policyPack === undefined ? {} : { policyPacks: [options.policyPack] }),
  };
}
