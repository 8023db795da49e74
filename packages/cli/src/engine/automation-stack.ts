import { randomUUID } from "node:crypto";
import path from "node:path";
import { LaunchgateError } from "@launchgate/core";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { EventReader } from "./engine-events.ts";
import type { EngineStack, OperationOptions, OperationOutcome, PreviewOutcome, ProgramOptions } from "./engine-port.ts";
import { lateViolation, writePolicySettings } from "./policy-pack.ts";
import { StackCommands, type StackArgs } from "./stack-commands.ts";
import { stepDigest } from "./step-digest.ts";

/** What an {@link AutomationStack} is made from. */
export interface AutomationStackArgs extends StackArgs {
  /** Present moment for the policy pack: on a practice ground that of its clock. */
  readonly now: () => Date;
}

/** One stack by way of the Automation API. */
export class AutomationStack extends StackCommands implements EngineStack {
  readonly #now: () => Date;

  constructor(args: AutomationStackArgs) {
    super(args);
    this.#now = args.now;
  }

  async preview(options: ProgramOptions & { readonly plan?: boolean }): Promise<PreviewOutcome> {
    const planFile = options.plan === true ? path.join(this.args.folder, `plan-${randomUUID()}.json`) : undefined;
    const rules = await this.#rules(options);
    const outcome = await this.#judge(options, (stack, onEvent) =>
      stack.preview({ ...shared(options), ...rules, onEvent, ...(planFile === undefined ? {} : { plan: planFile }) }),
    );
    return planFile === undefined ? outcome : { ...outcome, planFile };
  }

  async up(options: ProgramOptions & { readonly planFile?: string | undefined }): Promise<OperationOutcome> {
    const { planFile } = options;
    const plan = planFile === undefined ? {} : { plan: planFile };
    const rules = await this.#rules(options);
    return this.#operate(options, (stack, onEvent) => stack.up({ ...shared(options), ...rules, ...plan, onEvent }));
  }

  previewRefresh(options: OperationOptions): Promise<PreviewOutcome> {
    return this.#judge(options, (stack, onEvent) => stack.previewRefresh({ ...shared(options), onEvent }));
  }

  refresh(options: OperationOptions & { readonly targets?: readonly string[] }): Promise<OperationOutcome> {
    const target = options.targets === undefined ? {} : { target: [...options.targets] };
    return this.#operate(options, (stack, onEvent) => stack.refresh({ ...shared(options), ...target, onEvent }));
  }

  destroy(options: OperationOptions): Promise<OperationOutcome> {
    return this.#operate(options, (stack, onEvent) => stack.destroy({ ...shared(options), onEvent }));
  }

  /** The policy pack with its settings; nothing where there is none. */
  async #rules({ policyPack }: ProgramOptions): Promise<{ policyPacks?: string[]; policyPackConfigs?: string[] }> {
    if (policyPack === undefined) return {};
    const settings = await writePolicySettings(this.args.folder, policyPack, this.#now());
    return { policyPacks: [policyPack], ...(settings === undefined ? {} : { policyPackConfigs: [settings] }) };
  }

  async #operate(options: OperationOptions, run: Run): Promise<OperationOutcome> {
    const { reader, durationSeconds, failure } = await this.#run(options, run);
    if (failure === undefined) return { changes: reader.changes, durationSeconds };
    throw lateViolation(this.name, reader.findings) ?? this.fault(failure, tellingErrors(reader), options.signal);
  }

  async #judge(options: OperationOptions, run: Run): Promise<PreviewOutcome> {
    const { reader, durationSeconds, failure } = await this.#run(options, run);
    // A broken rule makes the engine end with an error; here it is an answer.
    const broken = reader.findings.some(({ level }) => level === "mandatory");
    if (failure !== undefined && !broken) throw this.fault(failure, tellingErrors(reader), options.signal);
    const { steps, findings, changes } = reader;
    return { changes, durationSeconds, steps, findings, digest: stepDigest(steps) };
  }

  async #run(
    options: OperationOptions,
    run: Run,
  ): Promise<{ reader: EventReader; durationSeconds: number; failure: unknown }> {
    const reader = new EventReader(this.args.mask, options.onProgress, options.onReading);
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
    this.programFailure = undefined;
    const workspace = await LocalWorkspace.create({
      workDir: this.args.folder,
      program: () => this.#program(),
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the API's class cannot be made or extended; of it, only `command`, `version` and `run` are used
      pulumiCommand: this.args.runner,
    });
    return Stack.select(this.name, workspace);
  }

  /** The program, with the secrets of its configuration masked from here on. */
  async #program(): Promise<Record<string, unknown>> {
    const { runtime, RunError } = await import("@pulumi/pulumi");
    const config = runtime.allConfig();
    for (const key of this.args.secretKeys) this.args.mask.add(config[key]);
    try {
      return await this.args.program();
    } catch (error) {
      this.programFailure = error;
      // The SDK shows the stack of any other error: right for a fault of the program, wrong for one of its input.
      throw error instanceof LaunchgateError ? new RunError(error.message) : error;
    }
  }
}

/** Errors of resources; those of the plan only where there is no other. */
function tellingErrors({ errors, planEchoes }: EventReader): readonly string[] {
  return errors.length > 0 ? errors : planEchoes;
}

type Run = (stack: Stack, onEvent: EventReader["take"]) => Promise<unknown>;

/** Options that every operation of the API takes. Colours off: the texts are for the program first. */
function shared({ signal }: OperationOptions): { color: "never"; signal?: AbortSignal } {
  return { color: "never", ...(signal === undefined ? {} : { signal }) };
}
