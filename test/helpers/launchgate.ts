import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inRepository, repositoryRoot } from "./repository.ts";

/** What a real command printed and how it ended; paths of this machine scrubbed. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Around a command. */
export interface CommandOptions {
  /** Folder to run in. Default the repository. */
  readonly cwd?: string;
  /** Environment on top of the present one; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Width to report for standard output. Default: none, as for a pipe. */
  readonly columns?: number;
  /** Whether standard output says that it is a terminal. Default false. */
  readonly terminal?: boolean;
}

/** Runs `launchgate <args>` as a child process with the Node that runs the tests. */
export function launchgate(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const cwd = options.cwd ?? repositoryRoot;
  const program = [...terminalStandIn(options), inRepository("packages/cli/bin/launchgate.js"), ...args];
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, COLUMNS: undefined, ...options.env };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, program, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const text = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.stderr += chunk));
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, stdout: scrub(text.stdout, cwd), stderr: scrub(text.stderr, cwd) });
    });
  });
}

/** Lets the child's standard output report a width and a terminal, although it is a pipe: loaded before the program. */
function terminalStandIn({ columns, terminal }: CommandOptions): string[] {
  const properties = { ...(columns === undefined ? {} : { columns }), ...(terminal ? { isTTY: true } : {}) };
  if (Object.keys(properties).length === 0) return [];
  return [
    "--import",
    `data:text/javascript,${encodeURIComponent(`Object.assign(process.stdout, ${JSON.stringify(properties)})`)}`,
  ];
}

function scrub(text: string, cwd: string): string {
  return text
    .replaceAll(cwd, "<folder>")
    .replaceAll(repositoryRoot, "<repository>")
    .replaceAll(tmpdir(), "<temporary>");
}

/** A team's folder of its own: what a clone holds besides the tools, so that a test may change and compare it. */
export class TeamFolder {
  readonly #base = mkdtempSync(path.join(tmpdir(), "launchgate-folder-"));
  readonly root = path.join(this.#base, "team");

  constructor() {
    const wanted = /^(?:Pulumi\..*yaml|Pulumi\.yaml|package\.json|stacks|infra|components)$/;
    for (const name of readdirSync(repositoryRoot).filter((each) => wanted.test(each))) {
      cpSync(inRepository(name), path.join(this.root, name), { recursive: true });
    }
    // Beside the folder, so that what it holds are its own files only.
    symlinkSync(inRepository("node_modules"), path.join(this.#base, "node_modules"), "dir");
  }

  /** Writes a file; returns its name for the command line. */
  write(name: string, content: string): string {
    writeFileSync(path.join(this.root, name), content);
    return name;
  }

  /** Every file with a digest of its content: equal before and after a command that wrote nothing. */
  snapshot(): Record<string, string> {
    const entries = readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    const digest = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
    return Object.fromEntries(entries.sort().map((file) => [path.relative(this.root, file), digest(file)]));
  }

  /** Runs a command in the folder. */
  run(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    return launchgate(args, { ...options, cwd: this.root });
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }
}
