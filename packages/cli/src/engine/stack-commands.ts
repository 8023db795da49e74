import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import { locksIn, stateFileIn, type Backend } from "./backend.ts";
import { changesOf } from "./engine-events.ts";
import { engineFault } from "./engine-faults.ts";
import type { HistoryEntry, StackLock, StackState, TargetId } from "./engine-port.ts";
import { EngineCommandError, type PulumiRunner } from "./pulumi-runner.ts";
import type { SecretMask } from "./secret-mask.ts";
import { readTarget, targetTag } from "./target-binding.ts";

/** What an {@link StackCommands} is made from. */
export interface StackArgs {
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
const settingsSchema = z.record(
  z.string(),
  z.looseObject({ value: z.string().optional(), secret: z.boolean().optional() }),
);
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

/** Short commands on one stack: what needs neither the program nor progress. */
export class StackCommands {
  readonly name: string;
  readonly stateFile: string | undefined;
  protected readonly args: StackArgs;
  /** What the program threw, told instead of the engine's echo of it. */
  protected programFailure: unknown;

  constructor(args: StackArgs) {
    this.args = args;
    this.name = args.name;
    this.stateFile = stateFileIn(args.backend, args.projectName, args.name);
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

  async exportState({ plain = false }: { readonly plain?: boolean } = {}): Promise<StackState> {
    // Not the API's own export, which always asks for the secrets in plain text.
    const args = ["stack", "export", ...(plain ? ["--show-secrets"] : [])];
    const state = stateSchema.parse(JSON.parse(await this.#command(args)));
    return { version: state.version, deployment: state.deployment ?? null };
  }

  async settings(): Promise<Readonly<Record<string, string>>> {
    const listed = settingsSchema.parse(JSON.parse(await this.#command(["config", "--show-secrets", "--json"])));
    for (const { value, secret } of Object.values(listed)) if (secret === true) this.args.mask.add(value);
    const known = Object.entries(listed).flatMap(([key, { value }]) =>
      value === undefined ? [] : [[key, value] as const],
    );
    return Object.fromEntries(known.map(([key, value]) => [key.replace(/^launchgate:/, ""), value]));
  }

  async importState(state: StackState): Promise<void> {
    const file = path.join(this.args.folder, `import-${randomUUID()}.json`);
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
    return locksIn(this.args.backend, this.args.projectName, this.name);
  }

  async cancel(): Promise<void> {
    await this.#command(["cancel", "--yes"]);
  }

  async target(): Promise<TargetId | undefined> {
    return readTarget(this.name, (await this.tags())[targetTag]);
  }

  async bind(target: TargetId): Promise<void> {
    await this.setTag(targetTag, target);
  }

  async tags(): Promise<Readonly<Record<string, string>>> {
    return tagsSchema.parse(JSON.parse(await this.#command(["stack", "tag", "ls", "--json"])));
  }

  async setTag(name: string, value: string): Promise<void> {
    await this.#command(["stack", "tag", "set", name, value]);
  }

  async remove(): Promise<void> {
    await this.#command(["stack", "rm", "--yes"]);
  }

  /** Runs a short command on the stack and returns what it printed. */
  async #command(args: readonly string[]): Promise<string> {
    const { runner, folder } = this.args;
    try {
      return (await runner.start([...args, "--stack", this.name], { cwd: folder })).stdout;
    } catch (error) {
      throw this.fault(error, []);
    }
  }

  /** The error that people see. */
  protected fault(cause: unknown, errors: readonly string[], signal?: AbortSignal): unknown {
    if (this.programFailure instanceof LaunchgateError) return this.programFailure;
    const { mask } = this.args;
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
