import { access } from "node:fs/promises";
import { join } from "node:path";
import { executableName } from "../candidates.ts";
import { ENGINE_MODULE, ENGINE_PACKAGE, ENGINE_VERSION, ENGINE_VERSION_VARIABLE, GO_MINIMUM } from "../pins.ts";
import { runChild } from "../run-child.ts";
import type { ChildOutcome } from "../run-child.ts";
import { findGo, goEnv, howItEnded } from "./go.ts";
import type { Way, WayContext, WayOutcome } from "./way.ts";

/** Milliseconds for one go command: a slow network for the sources, a slow machine for the compile (4 min cold on two cores). */
const STEP_TIMEOUT_MS = 45 * 60_000;
const PIN = `v${ENGINE_VERSION}`;
const NEED_GO = `Install Go ${GO_MINIMUM.join(".")} or newer, or install pulumi ${ENGINE_VERSION} by hand so that it is on PATH.`;
const NEED_SOURCES =
  "Check that the Go module proxy can be reached (GOPROXY, HTTPS_PROXY), then run it again: what is there is kept.";
const NEED_PIN = "Restore go.mod and go.sum of the engine tools folder from the repository.";

/** Builds the engine from its pinned Go module. Brings no language hosts: programs run through the Automation API. (P1) */
export function moduleBuild(): Way {
  return { name: "built", title: "The build from the Go module", get: build };
}

async function build(context: WayContext): Promise<WayOutcome> {
  context.progress.step("sources", "Looking for the Go toolchain.");
  if (!(await exists(join(context.toolsFolder, "go.mod"))))
    return no(`there is no go.mod in ${context.toolsFolder}`, NEED_PIN);
  const go = await findGo(context.env, context.toolsFolder, context.signal);
  if (!go.ok) return no(go.reason, NEED_GO);
  return (await pinProblem(go.path, context)) ?? (await fetchAndCompile(go, context));
}

async function pinProblem(go: string, context: WayContext): Promise<WayOutcome | undefined> {
  const outcome = await runGo(go, ["list", "-mod=readonly", "-m", "-f", "{{.Version}}", ENGINE_MODULE], context);
  if (!succeeded(outcome)) return no(`go cannot read ${context.toolsFolder}: ${howItEnded(outcome)}`, NEED_PIN);
  const pinned = outcome.stdout.trim();
  return pinned === PIN ? undefined : no(`go.mod pins ${ENGINE_MODULE} ${pinned}, and ${PIN} is needed`, NEED_PIN);
}

async function fetchAndCompile(go: { path: string; version: string }, context: WayContext): Promise<WayOutcome> {
  context.progress.step("sources", `Fetching the sources of ${ENGINE_MODULE} ${PIN}.`);
  const listed = await runGo(
    go.path,
    ["list", "-mod=readonly", "-deps", "-f", "{{.ImportPath}}", ENGINE_PACKAGE],
    context,
    (line) => {
      if (line.startsWith("go: downloading "))
        context.progress.note(`Fetching the sources: ${line.slice("go: downloading ".length)}.`);
    },
  );
  if (!succeeded(listed)) return no(`the sources could not be fetched: ${howItEnded(listed)}`, NEED_SOURCES);
  const compiled = await compile(go.path, listed.stdout.trim().split("\n").length, context);
  if (!succeeded(compiled))
    return no(
      `the compiler stopped: ${howItEnded(compiled)}`,
      "Read the message; free disk space (5 GB) if it ran out.",
    );
  return { ok: true, detail: `from the Go module ${ENGINE_MODULE} ${PIN} with ${go.version}` };
}

function compile(go: string, packages: number, context: WayContext): Promise<ChildOutcome> {
  let compiled = 0;
  context.progress.step(
    "build",
    `Building the engine: ${String(packages)} packages; 4 minutes cold on two cores, seconds when cached.`,
  );
  const output = join(context.staging, "bin", executableName("pulumi"));
  const flags = [
    "-mod=readonly",
    "-trimpath",
    "-buildvcs=false",
    "-v",
    "-ldflags",
    `-s -w -X ${ENGINE_VERSION_VARIABLE}=${PIN}`,
  ];
  return runGo(go, ["build", ...flags, "-o", output, ENGINE_PACKAGE], context, (line) => {
    compiled += 1;
    const rest = line === ENGINE_PACKAGE ? "linking" : line;
    context.progress.note(
      `Building the engine: ${String(compiled)} of at most ${String(packages)} packages compiled; ${rest}.`,
    );
  });
}

function runGo(
  go: string,
  args: readonly string[],
  context: WayContext,
  onLine?: (line: string) => void,
): Promise<ChildOutcome> {
  return runChild({
    command: go,
    args,
    cwd: context.toolsFolder,
    env: goEnv(context.env),
    timeoutMs: STEP_TIMEOUT_MS,
    signal: context.signal,
    lowPriority: true,
    ...(onLine === undefined ? {} : { onLine }),
  });
}

function succeeded(outcome: ChildOutcome): boolean {
  return outcome.ended === "exited" && outcome.exitCode === 0;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function no(reason: string, fix: string): WayOutcome {
  return { ok: false, reason, fix };
}
