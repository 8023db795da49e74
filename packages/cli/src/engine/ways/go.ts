import { access, constants } from "node:fs/promises";
import { childEnv } from "../child-env.ts";
import type { Environment } from "../child-env.ts";
import { onPath } from "../candidates.ts";
import { GO_MINIMUM } from "../pins.ts";
import { runChild } from "../run-child.ts";
import type { ChildOutcome } from "../run-child.ts";
import { firstLine, lastLines } from "../text.ts";

/** A Go toolchain that can build the engine, or why there is none. */
export type GoToolchain =
  | { readonly ok: true; readonly path: string; readonly version: string }
  | { readonly ok: false; readonly reason: string };

const ASK_TIMEOUT_MS = 15_000;
const NEEDED = GO_MINIMUM.join(".");

/** Finds the first `go` on PATH that is new enough. It is used as it is: it never fetches another toolchain. */
export async function findGo(env: Environment, cwd: string, signal?: AbortSignal): Promise<GoToolchain> {
  const reasons: string[] = [];
  for (const path of await executables(onPath("go", env))) {
    const outcome = await runChild({
      command: path,
      args: ["env", "GOVERSION"],
      cwd,
      env: goEnv(env),
      timeoutMs: ASK_TIMEOUT_MS,
      signal,
    });
    const version = firstLine(outcome.stdout);
    if (isNewEnough(version)) return { ok: true, path, version };
    reasons.push(
      version === "" ? `${path} does not tell its version: ${howItEnded(outcome)}` : `${path} is ${version}`,
    );
  }
  const found = reasons.length === 0 ? "there is no go on PATH" : reasons.join("; ");
  return { ok: false, reason: `Go ${NEEDED} or newer is needed, and ${found}` };
}

/** Environment of every go command here: the toolchain on the machine, this module only, for this machine. */
export function goEnv(env: Environment): Record<string, string> {
  return childEnv(env, { GOTOOLCHAIN: "local", GOWORK: "off" });
}

/** How a child ended and what it said last, as the rest of a sentence. */
export function howItEnded(outcome: ChildOutcome): string {
  const said = outcome.startError ?? lastLines(outcome.stderr);
  const how = outcome.ended === "exited" ? `it ended with ${String(outcome.exitCode)}` : `it was ${outcome.ended}`;
  return said === "" ? how : `${how}: ${said}`;
}

/** Whether a version as `go env GOVERSION` prints it (`go1.26.8`, `go1.27rc1`, `devel go1.28-…`) can build the engine. */
export function isNewEnough(version: string): boolean {
  const match = /\bgo(\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > GO_MINIMUM[0] || (major === GO_MINIMUM[0] && minor >= GO_MINIMUM[1]);
}

async function executables(paths: readonly string[]): Promise<readonly string[]> {
  const able = await Promise.all(
    paths.map((path) =>
      access(path, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return paths.filter((_, index) => able[index] === true);
}
