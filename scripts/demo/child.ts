import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";

/** Repository that this script belongs to. */
export const repository = path.resolve(import.meta.dirname, "../..");

/** Something of the demonstration did not come true, or was stopped: words for people. */
export class DemoError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.name = "DemoError";
    this.exitCode = exitCode;
  }
}

/** What `launchgate` commands run with. */
export interface LaunchgateArgs {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted with what is to be thrown: the command under way is interrupted, and none is begun. */
  readonly signal: AbortSignal;
  /** Told each line of progress that is not about one resource. */
  readonly onWord: (line: string) => void;
}

/** Runs `launchgate` commands in one folder, one after the other. */
export class Launchgate {
  readonly #args: LaunchgateArgs;

  constructor(args: LaunchgateArgs) {
    this.#args = args;
  }

  /** Runs a command with `--json` and gives what it printed. Another exit code than those of `allowed` is an error. */
  async json<T>(
    args: readonly string[],
    { allowed = [0], always = false, whole = always }: RunOptions = {},
  ): Promise<T> {
    const { signal } = this.#args;
    if (!always) signal.throwIfAborted();
    const { exitCode, stdout, stderr } = await this.#run([...args, "--json"], !whole);
    if (!always) signal.throwIfAborted();
    if (!allowed.includes(exitCode)) throw new DemoError(complaint(args, exitCode, stdout, stderr), 1);
    return JSON.parse(stdout) as T;
  }

  async #run(
    args: readonly string[],
    canBeStopped: boolean,
  ): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    const { cwd, env, signal, onWord } = this.#args;
    const entry = path.join(repository, "packages/cli/bin/launchgate.js");
    // A session of its own: Ctrl-C of a terminal reaches this script, which passes it on once.
    const child = spawn(process.execPath, [entry, ...args], { cwd, env, detached: true });
    const interrupt = (): void => void child.kill("SIGINT");
    if (canBeStopped) signal.addEventListener("abort", interrupt);
    const text = { stdout: "", stderr: "", line: "" };
    child.stdin.end();
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      text.stderr += chunk;
      const lines = (text.line + chunk).split("\n");
      text.line = lines.pop() ?? "";
      for (const line of lines) if (isProgress(line)) onWord(line);
    });
    const exitCode = await closed(child).finally(() => signal.removeEventListener("abort", interrupt));
    return { exitCode, stdout: text.stdout, stderr: text.stderr };
  }
}

interface RunOptions {
  readonly allowed?: readonly number[];
  /** Begun also when all is to end. */
  readonly always?: boolean;
  /** Never interrupted: what it begins would go on without it. Default: what is always begun. */
  readonly whole?: boolean;
}

function closed(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** `Up: 246 changes ...`, `prod: 12 resources, 20 s, at web-prod`, `Compiling (30 s)`: no line about one resource or rule. */
function isProgress(line: string): boolean {
  return / \.\.\.$|\(\d+ s\)$|^[a-z0-9-]+: \d+ resources, /.test(line);
}

function complaint(args: readonly string[], exitCode: number, stdout: string, stderr: string): string {
  const head = `\`launchgate ${args.join(" ")}\` ended with ${String(exitCode)}`;
  try {
    const { error, problems } = JSON.parse(stdout) as {
      error?: { message: string; fix: string };
      problems?: readonly { path: string; expected: string; fix: string }[];
    };
    if (error) return `${head}: ${error.message}\nFix: ${error.fix}`;
    if (problems)
      return `${head}:\n${problems.map((each) => `  ${each.path}: ${each.expected}. ${each.fix}`).join("\n")}`;
  } catch {
    // No JSON: its last words follow.
  }
  return `${head}:\n${stderr.trim().split("\n").slice(-10).join("\n")}`;
}
