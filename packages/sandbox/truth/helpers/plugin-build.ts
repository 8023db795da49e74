import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { pluginFile, pluginFolder, schemaFile, sourceFolder, sources } from "./plugin-files.ts";

/** The plugin is there, or why this machine cannot build it. */
export type Built = { readonly ok: true; readonly made: boolean } | { readonly ok: false; readonly reason: string };

/** Told of every step, one line each. */
export type Say = (line: string) => void;

/** Oldest Go release that the module compiles with: the `go` line of its go.mod. */
const goMinimum = [1, 26] as const;

/**
 * Builds the plugin and its schema where they are not newer than their sources. Without Go, and without sources that can be fetched,
 * it says so and answers `ok: false`.
 *
 * @throws Error where Go is there, the sources are there, and the compiler or the generator stops
 */
export async function buildProvider(say: Say): Promise<Built> {
  if (isFresh()) return { ok: true, made: false };
  const obstacle = await whyNot(say);
  if (obstacle !== undefined) {
    say(`GitHub's provider cannot be built: ${obstacle}.`);
    return { ok: false, reason: `GitHub's provider cannot be built: ${obstacle}` };
  }
  mkdirSync(pluginFolder, { recursive: true });
  const staging = mkdtempSync(join(pluginFolder, "build-"));
  try {
    await make(staging, say);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return { ok: true, made: true };
}

function isFresh(): boolean {
  if (!existsSync(pluginFile) || !existsSync(schemaFile)) return false;
  const oldest = Math.min(statSync(pluginFile).mtimeMs, statSync(schemaFile).mtimeMs);
  return sources.every((name) => statSync(join(sourceFolder, name)).mtimeMs < oldest);
}

async function whyNot(say: Say): Promise<string | undefined> {
  const asked = await run("go", ["env", "GOVERSION"], sourceFolder);
  if (asked.code !== 0) return "there is no Go on PATH";
  const [, major = "0", minor = "0"] = /\bgo(\d+)\.(\d+)/.exec(asked.stdout) ?? [];
  const tooOld = Number(major) < goMinimum[0] || (Number(major) === goMinimum[0] && Number(minor) < goMinimum[1]);
  if (tooOld) return `Go ${goMinimum.join(".")} or newer is needed, and there is ${asked.stdout.trim()}`;
  say("Fetching the sources of GitHub's provider.");
  const listed = await run("go", ["list", "-mod=readonly", "-deps", "-f", "{{.ImportPath}}", "."], sourceFolder, say);
  return listed.code === 0 ? undefined : `its sources cannot be fetched (${listed.last})`;
}

async function make(staging: string, say: Say): Promise<void> {
  const executable = join(staging, basename(pluginFile));
  say("Building GitHub's provider: a minute on two cores once the engine was built, seconds when cached.");
  const flags = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w"];
  const compiled = await run("go", ["build", ...flags, "-o", executable, "."], sourceFolder);
  if (compiled.code !== 0) throw new Error(`GitHub's provider does not compile: ${compiled.last}`);
  const schema = join(staging, basename(schemaFile));
  // Outside the repository: the generator would read the project file of the folder that it runs in.
  const written = await run(executable, ["schema", schema], tmpdir());
  if (written.code !== 0) throw new Error(`the schema of GitHub's provider cannot be written: ${written.last}`);
  renameSync(executable, pluginFile);
  renameSync(schema, schemaFile);
  say("GitHub's provider is built.");
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  /** Last line of standard error. */
  readonly last: string;
}

/** The Go on this machine and this module only: it fetches no other toolchain. */
function run(command: string, args: readonly string[], cwd: string, say?: Say): Promise<Ran> {
  const env = { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off", GOFLAGS: "" };
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let last = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  createInterface({ input: child.stderr }).on("line", (line) => {
    last = line;
    if (line.startsWith("go: downloading ")) say?.(line);
  });
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: -1, stdout, last: error.message }));
    child.once("close", (code) => resolve({ code: code ?? -1, stdout, last }));
  });
}
