import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";

/** How a run of the engine's command ended. */
export interface CommandOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** The engine's command ended with a code other than 0, or was stopped. Its texts are foreign: they are mapped before people see them. */
export class EngineCommandError extends Error {
  readonly args: readonly string[];
  readonly outcome: CommandOutcome;

  constructor(args: readonly string[], outcome: CommandOutcome) {
    super(`pulumi ${args[0] ?? ""} ended with ${String(outcome.code)}`);
    this.name = "EngineCommandError";
    this.args = args;
    this.outcome = outcome;
  }
}

/** Long operations: they must come to a clean end even if this process is killed. */
const lasting: ReadonlySet<string> = new Set(["preview", "up", "refresh", "destroy"]);

/**
 * Starts the engine's command for the Automation API, in place of the API's own starter, which hands on the whole environment.
 * The engine runs in a session of its own, so that Ctrl-C of a terminal reaches this program only; the abort signal then sends the
 * engine exactly one interrupt, and it stops in order. A long operation writes to files instead of pipes: were this process killed,
 * a broken pipe would kill the engine too, in the middle of its work and with the lock held.
 */
export class PulumiRunner {
  readonly command: string;
  readonly version: PulumiCommand["version"];
  readonly #env: Readonly<Record<string, string>>;

  constructor(command: string, version: PulumiCommand["version"], env: Readonly<Record<string, string>>) {
    this.command = command;
    this.version = version;
    this.#env = env;
  }

  /** Called by the Automation API. */
  async run(
    args: readonly string[],
    cwd: string,
    extra: Readonly<Record<string, string>> = {},
    _onOutput?: (text: string) => void,
    _onError?: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<CommandOutcome> {
    return this.start(args, { cwd, env: { ...this.#env, ...extra }, signal });
  }

  /** Runs one command; `input` goes to its standard input. Rejects with an {@link EngineCommandError}. */
  async start(args: readonly string[], { cwd, env = this.#env, signal, input }: StartOptions): Promise<CommandOutcome> {
    const all = args.includes("--non-interactive") ? args : [...args, "--non-interactive"];
    const streams = lasting.has(args[0] ?? "") ? new FileStreams() : new PipeStreams();
    try {
      signal?.throwIfAborted();
      const child = spawn(this.command, all, {
        cwd,
        env: { ...env, PULUMI_AUTOMATION_API: "true" },
        stdio: [input === undefined ? "ignore" : "pipe", ...streams.stdio],
        detached: true,
        windowsHide: true,
      });
      streams.attach(child.stdout, child.stderr);
      child.stdin?.end(input);
      const interrupt = (): void => void child.kill("SIGINT");
      signal?.addEventListener("abort", interrupt, { once: true });
      const code = await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exitCode, killedBy) => resolve(exitCode ?? (killedBy === null ? -1 : -2)));
      }).finally(() => signal?.removeEventListener("abort", interrupt));
      const outcome = { ...streams.texts(), code };
      if (code !== 0) throw new EngineCommandError(args, outcome);
      return outcome;
    } finally {
      streams.close();
    }
  }
}

interface StartOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly input?: string;
}

type Stdio = readonly ["pipe", "pipe"] | readonly [number, number];

/** Output kept in memory. */
class PipeStreams {
  readonly stdio: Stdio = ["pipe", "pipe"];
  #stdout = "";
  #stderr = "";

  attach(stdout: Readable | null, stderr: Readable | null): void {
    stdout?.setEncoding("utf8").on("data", (text: string) => (this.#stdout += text));
    stderr?.setEncoding("utf8").on("data", (text: string) => (this.#stderr += text));
  }

  texts(): { stdout: string; stderr: string } {
    return { stdout: this.#stdout, stderr: this.#stderr };
  }

  close(): void {
    // Nothing is open once the child has ended.
  }
}

/** Output in two files that only this user can read, removed afterwards. */
class FileStreams {
  readonly stdio: Stdio;
  readonly #folder = mkdtempSync(join(tmpdir(), "launchgate-engine-"));

  constructor() {
    this.stdio = [this.#open("out"), this.#open("err")];
  }

  attach(): void {
    // The child writes to the files itself.
  }

  texts(): { stdout: string; stderr: string } {
    return { stdout: this.#read("out"), stderr: this.#read("err") };
  }

  close(): void {
    for (const each of this.stdio) if (typeof each === "number") closeSync(each);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #open(name: string): number {
    return openSync(join(this.#folder, name), "wx", 0o600);
  }

  #read(name: string): string {
    return readFileSync(join(this.#folder, name), "utf8");
  }
}
